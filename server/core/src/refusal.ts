export const REFUSAL_CODES = [
  'VALIDACION_FALLIDA',
  'TICKET_NO_ENCONTRADO',
  'COLA_NO_ENCONTRADA',
  'ASESOR_NO_ENCONTRADO',
  'TRANSICION_INVALIDA',
  'ASESOR_CON_TICKET',
  'MODULO_OCUPADO',
  'CUPO_AGOTADO',
  'SUCURSAL_CERRADA',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A rule said no: nothing has changed. `details` are facts for the message; never personal data. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}
