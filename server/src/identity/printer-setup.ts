import { isIP } from 'node:net';

import { PRINTER_COLUMNS, type PrinterRequest, type PrinterSetup } from '@ticketero/contract';

import { invalid } from '../platform/errors/problem.js';
import { isAllowedAddress } from '../platform/network-host.js';

const USUAL = { port: 9100, columns: 48, codePage: 'windows1252' } as const;

export const HOST_MESSAGE = 'Debe ser un nombre de red o una dirección IP, sin puerto';

/** What can be no name and is no address. */
const ALMOST_ADDRESS = /:|^[\d.]+$/;

/** What an ADMIN typed, with the usual for what is absent. Throws VALIDACION_FALLIDA; a name is looked up when it prints. */
export function printerSetup({ host, port, columns, codePage }: PrinterRequest, loopback: boolean): PrinterSetup {
  const isAddress = isIP(host) !== 0;
  if (!isAddress && ALMOST_ADDRESS.test(host)) throw invalid({ 'printer.host': HOST_MESSAGE });
  if (isAddress && !isAllowedAddress(host, loopback)) {
    throw invalid({ 'printer.host': 'No es la dirección de una impresora de la red' });
  }
  if (columns && !PRINTER_COLUMNS.includes(columns)) throw invalid({ 'printer.columns': 'Debe ser 48 o 42' });
  return {
    host: host.toLowerCase(),
    port: port ?? USUAL.port,
    columns: columns ?? USUAL.columns,
    codePage: codePage ?? USUAL.codePage,
  };
}
