import type { TFunction } from 'i18next';

import type { Alert } from '@ticketero/contract';

const PRINTER = ['SIN_PAPEL', 'TAPA_ABIERTA', 'CON_ERROR', 'FUERA_DE_LINEA', 'SIN_CONEXION', 'NO_RESPONDE'] as const;
type Printer = (typeof PRINTER)[number];

const isPrinter = (word: string | undefined): word is Printer => PRINTER.some((known) => known === word);

/** What an alert says and what to do about it, in the reader's language. */
export interface AlertWords {
  message: string;
  todo: string;
}

/**
 * @param queue the queue as the reader calls it; null: the alert is about none
 * @returns null for a kind of alert that this build does not know: the server's own words are shown
 */
export function alertWords(
  { type, facts }: Pick<Alert, 'type' | 'facts'>,
  queue: string | null,
  t: TFunction,
): AlertWords | null {
  const count = facts.waiting ?? 0;
  switch (type) {
    case 'SIN_ASESORES':
      return queue === null
        ? { message: t('alert.nobody', { count }), todo: t('alert.nobodyDo') }
        : { message: t('alert.nobodyServes', { count }), todo: t('alert.nobodyServesDo', { queue }) };
    case 'COLA_CRITICA':
      return { message: t('alert.full', { count, limit: facts.limit }), todo: t('alert.fullDo', { queue }) };
    case 'ESPERA_EXCEDIDA': {
      const { numero, waitedMinutes: minutes, targetMinutes: target } = facts;
      return { message: t('alert.late', { numero, minutes, target }), todo: t('alert.lateDo', { queue }) };
    }
    case 'ASESOR_INACTIVO':
      return facts.servingMinutes === undefined
        ? { message: t('alert.idle', { count, minutes: facts.idleMinutes }), todo: t('alert.idleDo') }
        : {
            message: t('alert.busy', {
              numero: facts.numero,
              minutes: facts.servingMinutes,
              usual: facts.usualMinutes,
            }),
            todo: t('alert.busyDo'),
          };
    case 'MENSAJES_FALLIDOS': {
      const { failed, messages, overMinutes: minutes } = facts;
      return { message: t('alert.failing', { failed, count: messages ?? 0, minutes }), todo: t('alert.failingDo') };
    }
    case 'PANTALLA_CAIDA':
      return { message: t('alert.screenDown', { minutes: facts.silentMinutes }), todo: t('alert.screenDownDo') };
    case 'KIOSKO_CAIDO':
      return { message: t('alert.kioskDown', { minutes: facts.silentMinutes }), todo: t('alert.kioskDownDo') };
    case 'PROMESA_ROTA': {
      const { coverage, compared, leastCoverage: least } = facts;
      return {
        message: t('alert.broken', { coverage, count: compared ?? 0, least }),
        todo: t('alert.brokenDo', { queue }),
      };
    }
    case 'SONIDO_BLOQUEADO':
      return { message: t('alert.sound'), todo: t('alert.soundDo') };
    case 'IMPRESORA':
      return isPrinter(facts.printer)
        ? { message: t(`alert.printer.${facts.printer}`), todo: t(`alert.printerDo.${facts.printer}`) }
        : null;
    default:
      return null;
  }
}
