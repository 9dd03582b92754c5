import type { Alert } from '@ticketero/contract';
import type { DeviceTrouble } from '@ticketero/core';

import { isTrouble, type Trouble } from '../printing/index.js';

/** What is wrong with a kiosk's printer, and what to do about it there. */
const PRINTER: Record<Trouble, { what: string; todo: string }> = {
  SIN_PAPEL: { what: 'la impresora no tiene papel', todo: 'Cambia el rollo y cierra la tapa' },
  TAPA_ABIERTA: { what: 'la impresora tiene la tapa abierta', todo: 'Cierra la tapa hasta que haga clic' },
  CON_ERROR: {
    what: 'la impresora tiene una falla',
    todo: 'Apágala, saca el papel atascado, revisa el cortador y enciéndela',
  },
  FUERA_DE_LINEA: { what: 'la impresora está fuera de línea', todo: 'Pulsa su botón de avance o apágala y enciéndela' },
  SIN_CONEXION: { what: 'la impresora no está en la red', todo: 'Revisa que esté encendida y su cable de red' },
  NO_RESPONDE: { what: 'la impresora no responde', todo: 'Apágala y enciéndela; si sigue igual, revisa su dirección' },
};

/** Kiosks whose last slip did not come out, and screens that may not sound, until one does or it may. */
export function deviceAlerts(troubles: readonly DeviceTrouble[]): Alert[] {
  return troubles.map(({ deviceId, name, printer, since }) => {
    const about = { severity: 'WARNING', queueType: null, deviceId, timestamp: new Date(since).toISOString() } as const;
    if (printer === null) {
      return {
        ...about,
        type: 'SONIDO_BLOQUEADO',
        message: `${name}: el navegador no deja sonar los llamados`,
        recommendedAction: 'Toca una vez esa pantalla',
        facts: { device: name },
      };
    }
    const trouble = isTrouble(printer) ? printer : 'CON_ERROR';
    const { what, todo } = PRINTER[trouble];
    const facts = { device: name, printer: trouble };
    return { ...about, type: 'IMPRESORA', message: `${name}: ${what}`, recommendedAction: todo, facts };
  });
}
