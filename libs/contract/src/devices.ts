/** What a screen's browser says of its sound: `BLOCKED` wants one touch, `MUTED` was turned off by staff. */
export const SOUND_STATES = ['ON', 'BLOCKED', 'MUTED', 'NONE'] as const;
export type SoundState = (typeof SOUND_STATES)[number];

/** `POST /api/devices/report`, by the device itself: once a minute and when something changes. */
export interface DeviceReport {
  sound?: SoundState;
}

/** What became of a slip. `SIN_IMPRESORA`: this kiosk has none at the server, the browser prints. */
export const PRINT_RESULTS = ['IMPRESO', 'SIN_IMPRESORA', 'SIN_PAPEL', 'SIN_CONEXION', 'CON_FALLA'] as const;
export type PrintResult = (typeof PRINT_RESULTS)[number];

/** `POST /api/tickets/{codigoReferencia}/print`, by a kiosk: the same number on paper, never another ticket. */
export interface PrintAnswer {
  result: PrintResult;
}
