import { DEVICE_KINDS, type DeviceKind } from '@ticketero/contract';

import { ChoiceField, TextField } from '../platform/http/fields.js';
import { PASSWORD_MIN } from './sessions.js';

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

  @TextField({ min: PASSWORD_MIN, max: 200 })
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
