import {
  CODE_PAGES,
  DEVICE_KINDS,
  SOUND_STATES,
  type CodePage,
  type DeviceKind,
  type SoundState,
} from '@ticketero/contract';

import { EMAIL } from '../platform/email.js';
import { ChoiceField, ObjectField, TextField, WholeNumberField } from '../platform/http/fields.js';
import { NETWORK_HOST } from '../platform/network-host.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../platform/password-rules.js';
import { HOST_MESSAGE } from './printer-setup.js';

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

export class PrinterDto {
  @TextField({ max: 253, pattern: NETWORK_HOST, message: HOST_MESSAGE, example: '10.20.1.50' })
  host!: string;

  @WholeNumberField({ min: 1, max: 65_535, optional: true, description: '9100' })
  port?: number;

  @WholeNumberField({ min: 42, max: 48, optional: true, description: '48 o 42' })
  columns?: number;

  @ChoiceField(CODE_PAGES, { optional: true })
  codePage?: CodePage;
}

export class ChangeDeviceDto {
  @TextField({ min: 1, max: 60, optional: true, example: 'Tótem entrada' })
  name?: string;

  @ObjectField(() => PrinterDto, { optional: true, nullable: true, description: 'null: sin impresora' })
  printer?: PrinterDto | null;
}

export class DeviceReportDto {
  @ChoiceField(SOUND_STATES, { optional: true })
  sound?: SoundState;
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
