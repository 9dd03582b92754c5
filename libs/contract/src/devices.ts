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

/** In whose letters a printer is spoken to. */
export const CODE_PAGES = ['windows1252', 'cp858', 'cp850'] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/** Characters in a line of 80 mm: 48 on most, 42 on heads of 512 dots. */
export const PRINTER_COLUMNS: readonly number[] = [48, 42];

/** The printer of a kiosk: ESC/POS over TCP. */
export interface PrinterSetup {
  /** A name or an address in the bank's own network. */
  host: string;
  port: number;
  /** One of PRINTER_COLUMNS. */
  columns: number;
  codePage: CodePage;
}

/** Of a printer, what an ADMIN types; what is absent is 9100, 48 and windows1252. */
export type PrinterRequest = Pick<PrinterSetup, 'host'> & Partial<PrinterSetup>;

/** `PUT /api/admin/devices/{id}`: what is absent stays; null: no printer any more. */
export interface ChangeDeviceRequest {
  name?: string;
  printer?: PrinterRequest | null;
}
