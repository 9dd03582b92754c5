import { WholeNumberField } from '../platform/http/fields.js';

export class PrintDto {
  @WholeNumberField({
    ...{ min: 1, max: 999_999_999_999, optional: true },
    description: 'Para el personal: el tótem cuya impresora imprime',
  })
  deviceId?: number;
}
