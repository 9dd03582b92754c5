import type { CodePage, PrinterRequest, PrinterSetup } from '@ticketero/contract';

import { wholeNumber } from './numbers';
import type { Missing } from './use-form';

/** As it is typed. */
export interface PrinterDraft {
  has: boolean;
  host: string;
  port: string;
  columns: string;
  codePage: CodePage;
}

export const PRINTER_FIELDS = ['host', 'port', 'columns', 'codePage'] as const;

const USUAL: PrinterDraft = { has: false, host: '', port: '9100', columns: '48', codePage: 'windows1252' };
export const PORTS = { min: 1, max: 65_535 };

export const printerDraft = (printer: PrinterSetup | null): PrinterDraft =>
  printer === null
    ? USUAL
    : {
        has: true,
        host: printer.host,
        port: String(printer.port),
        columns: String(printer.columns),
        codePage: printer.codePage,
      };

/** By its field as the server names it, or null: it has none. */
export function printerRequest({ has, host, port, columns, codePage }: PrinterDraft): PrinterRequest | null {
  return has ? { host: host.trim(), port: Number(port), columns: Number(columns), codePage } : null;
}

export function printerLacks({ has, host, port }: PrinterDraft): Missing<PrinterDraft> {
  if (!has) return {};
  return {
    host: host.trim() === '' ? 'config.missing.host' : null,
    port: wholeNumber(port, PORTS) === null ? 'config.missing.port' : null,
  };
}
