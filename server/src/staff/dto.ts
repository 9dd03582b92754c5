import { EMAIL } from '../platform/email.js';
import { ChoiceField, FlagField, TextField, TextListField, WholeNumberField } from '../platform/http/fields.js';
import { EMAIL_MESSAGE } from '../identity/index.js';

/** What a person can be; the rest of the roles are devices'. */
export const STAFF_ROLES = ['ADVISOR', 'SUPERVISOR', 'ADMIN'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export class UsersQueryDto {
  @TextField({ max: 100, optional: true, description: 'Para quien atiende a todo el banco', example: 'CENTRO' })
  branchOffice?: string;

  @TextField({ max: 100, optional: true, description: 'Parte del correo o del nombre' })
  q?: string;

  @WholeNumberField({ min: 1, max: 100_000, optional: true, fromText: true })
  page?: number;

  @WholeNumberField({ min: 1, max: 200, optional: true, fromText: true })
  pageSize?: number;
}

export class CreateUserDto {
  @TextField({ max: 100, pattern: EMAIL, message: EMAIL_MESSAGE, example: 'ana.rojas@banco.com' })
  email!: string;

  @TextField({ max: 100, example: 'Ana Rojas' })
  name!: string;

  @ChoiceField(STAFF_ROLES)
  role!: StaffRole;

  @TextField({ max: 100, optional: true, description: 'null: todo el banco', example: 'CENTRO' })
  branchOffice?: string | null;
}

export class ChangeUserDto {
  @TextField({ min: 1, max: 100, optional: true })
  name?: string;

  @ChoiceField(STAFF_ROLES, { optional: true })
  role?: StaffRole;

  @TextField({ max: 100, optional: true, description: 'null: todo el banco', example: 'CENTRO' })
  branchOffice?: string | null;

  @FlagField({ optional: true })
  active?: boolean;
}

const QUEUES = { min: 1, maxItems: 50, max: 40, example: ['CAJA'] };

export class CreateAdvisorDto {
  @TextField({ max: 100, pattern: EMAIL, message: EMAIL_MESSAGE, example: 'ana.rojas@banco.com' })
  email!: string;

  @TextField({ max: 100, example: 'Ana Rojas' })
  name!: string;

  @TextListField(QUEUES)
  queueTypes!: string[];

  @TextField({ max: 100, optional: true, description: 'Para quien atiende a todo el banco', example: 'CENTRO' })
  branchOffice?: string;
}

export class ChangeAdvisorDto {
  @TextField({ min: 1, max: 100, optional: true })
  name?: string;

  @TextListField({ ...QUEUES, optional: true })
  queueTypes?: string[];

  @FlagField({ optional: true })
  active?: boolean;
}

export class ChangeRoleDto {
  @TextListField({ min: 0, maxItems: 100, max: 60, example: ['board:read'] })
  permissions!: string[];
}
