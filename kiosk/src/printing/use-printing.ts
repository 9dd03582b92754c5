import type { PrintAnswer } from '@ticketero/contract';
import { ApiError, type Api } from '@ticketero/realtime-client';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * `none`: this kiosk has no printer at the server, so the browser prints. `failed`: it has one, and staff were told.
 * `unheard`: it has one, and nobody knows what became of the slip.
 */
export type Printing = 'idle' | 'printing' | 'printed' | 'none' | 'failed' | 'unheard';

/** A printer that does not answer takes the server some seconds to give up. */
const PATIENCE_MS = 20_000;

/** What this kiosk has learned of its printer. It is the machine's and nobody's: it may outlive a customer. */
let serverPrints = false;

async function askFor(api: Api, codigoReferencia: string): Promise<Printing> {
  try {
    const path = `/api/tickets/${codigoReferencia}/print`;
    const { result } = await api.call<PrintAnswer>('POST', path, { timeoutMs: PATIENCE_MS });
    serverPrints = result !== 'SIN_IMPRESORA';
    if (!serverPrints) return 'none';
    return result === 'IMPRESO' ? 'printed' : 'failed';
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 404) serverPrints = false;
    return serverPrints ? 'unheard' : 'none';
  }
}

/** The browser's own way to paper. It is a help and never a hurdle: where there is no printer, nothing happens. */
function printHere(): void {
  try {
    window.print();
  } catch {
    // The number is on the screen, and watched.
  }
}

/**
 * The slip of one ticket: printing again gives the same number, never another. With `atOnce` it comes by itself where the
 * server has a printer.
 */
export function usePrinting(
  api: Api,
  codigoReferencia: string | null,
  atOnce: boolean,
): { printing: Printing; print: () => void } {
  const [printing, setPrinting] = useState<Printing>('idle');
  const here = useRef(true);
  const asked = useRef(false);
  /** By a touch: it may come while the server is still asked, and is not lost where that turns out to print nothing. */
  const wanted = useRef(false);

  const ask = useCallback(async (): Promise<void> => {
    if (codigoReferencia === null) return;
    setPrinting('printing');
    const became = await askFor(api, codigoReferencia);
    if (!here.current) return;
    setPrinting(became);
    if (wanted.current && became === 'none') printHere();
    wanted.current = false;
  }, [api, codigoReferencia]);

  useEffect(() => {
    here.current = true;
    if (atOnce && !asked.current) void ask();
    asked.current = true;
    return () => {
      here.current = false;
    };
  }, [ask, atOnce]);

  const print = () => {
    if (printing === 'none') return printHere();
    wanted.current = true;
    if (printing !== 'printing') void ask();
  };
  return { printing, print };
}
