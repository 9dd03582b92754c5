import { DEVICE_KINDS, type DeviceKind } from '@ticketero/contract';

import { EMAIL } from '../platform/email.js';
import { ChoiceField, TextField } from '../platform/http/fields.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../platform/password-rules.js';

export class SignInDto {
  @TextField({ max: 100, optional: true, example: 'maria.gonzalez@banco.com' })
  email?: string;

  @TextField({ max: 100, optional: true, description: 'En lugar de email' })
  username?: string;

  @TextField({ max: 200, required: 'La contraseña es obligatoria' })
  password!: string;
}

export class ChangePasswordDto {
  @TextField({ max: 200 })
  currentPassword!: string;

  @TextField({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  newPassword!: string;
}

export class PairDto {
  @TextField({ min: 6, max: 6, pattern: /^\d{6}$/, message: 'El código tiene 6 dígitos', example: '123456' })
  pairingCode!: string;
}

export class CreateDeviceDto {
  @ChoiceField(DEVICE_KINDS)
  kind!: DeviceKind;

  @TextField({ min: 1, max: 60, example: 'Tótem entrada' })
  name!: string;

  @TextField({ max: 100, optional: true, example: 'CENTRO' })
  branchOffice?: string;
}

export const EMAIL_MESSAGE = 'Debe ser un correo';

export class SetupDto {
  @TextField({ max: 100 })
  token!: string;

  @TextField({ max: 100, pattern: EMAIL, message: EMAIL_MESSAGE, example: 'ana.rojas@banco.com' })
  email!: string;

  @TextField({ max: 100, example: 'Ana Rojas' })
  name!: string;

  @TextField({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  password!: string;
}

export class DevicesQueryDto {
  @TextField({ max: 100, optional: true, description: 'Para quien atiende a todo el banco', example: 'CENTRO' })
  branchOffice?: string;
}
