import { isTrouble, type Trouble } from '../printing/index.js';
import type { AlertFacts, AlertType } from '@ticketero/core';

/** An alert in the server's own words; a client that knows its type says it in its reader's language. */
export interface AlertWords {
  message: string;
  recommendedAction: string;
}

interface Said {
  type: AlertType;
  facts: AlertFacts;
}

const people = (count = 0): string => (count === 1 ? '1 persona espera' : `${count} personas esperan`);
const sentence = (message: string, recommendedAction: string): AlertWords => ({ message, recommendedAction });

/** What is wrong with a kiosk's printer, and what to do about it there. */
const PRINTER: Record<Trouble, [what: string, todo: string]> = {
  SIN_PAPEL: ['la impresora no tiene papel', 'Cambia el rollo y cierra la tapa'],
  TAPA_ABIERTA: ['la impresora tiene la tapa abierta', 'Cierra la tapa hasta que haga clic'],
  CON_ERROR: ['la impresora tiene una falla', 'Apágala, saca el papel atascado, revisa el cortador y enciéndela'],
  FUERA_DE_LINEA: ['la impresora está fuera de línea', 'Pulsa su botón de avance o apágala y enciéndela'],
  SIN_CONEXION: ['la impresora no está en la red', 'Revisa que esté encendida y su cable de red'],
  NO_RESPONDE: ['la impresora no responde', 'Apágala y enciéndela; si sigue igual, revisa su dirección'],
};

/**
 * @param queue the name of the queue that it is about; null: it is about none
 * @param named false: without the names of people, for readers outside the house (R13)
 */
export function alertWords({ type, facts }: Said, queue: string | null, named = true): AlertWords {
  switch (type) {
    case 'SIN_ASESORES':
      return queue === null
        ? sentence(`${people(facts.waiting)} y no hay asesores conectados`, 'Conecta al menos un asesor')
        : sentence(
            `${queue}: ${facts.waiting} en espera y ningún asesor conectado atiende esta cola`,
            `Conecta a un asesor de ${queue}`,
          );
    case 'COLA_CRITICA':
      return sentence(`${queue}: ${people(facts.waiting)} (límite ${facts.limit})`, `Asigna otro asesor a ${queue}`);
    case 'ESPERA_EXCEDIDA': {
      const { numero, waitedMinutes, targetMinutes } = facts;
      const message = `${queue}: ${numero} espera hace ${waitedMinutes} min (meta ${targetMinutes})`;
      return sentence(message, `Revisa quién puede atender ${queue}`);
    }
    case 'ASESOR_INACTIVO':
      return idle(facts, named);
    case 'MENSAJES_FALLIDOS': {
      const message = `${facts.failed} de ${facts.messages} mensajes de los últimos ${facts.overMinutes} min no salieron`;
      return sentence(message, 'Revisa Telegram en la lista de mensajes y llama por pantalla y voz');
    }
    case 'PANTALLA_CAIDA':
      return sentence(
        `${facts.device}: la pantalla no da señales hace ${facts.silentMinutes} min`,
        'Revisa que esté encendida, con red y con su página abierta',
      );
    case 'KIOSKO_CAIDO':
      return sentence(
        `${facts.device}: el tótem no da señales hace ${facts.silentMinutes} min`,
        'Revisa que esté encendido y con red; mientras tanto, da los números en el mesón',
      );
    case 'PROMESA_ROTA':
      return sentence(
        `${queue}: solo ${facts.coverage} % de ${facts.compared} esperas de hoy estuvo dentro de lo prometido (meta ${facts.leastCoverage} %)`,
        `Revisa cuántos asesores atienden ${queue} y cuánto tardan hoy`,
      );
    case 'SONIDO_BLOQUEADO':
      return sentence(`${facts.device}: el navegador no deja sonar los llamados`, 'Toca una vez esa pantalla');
    case 'IMPRESORA': {
      const [what, todo] = PRINTER[facts.printer && isTrouble(facts.printer) ? facts.printer : 'CON_ERROR'];
      return sentence(`${facts.device}: ${what}`, todo);
    }
  }
}

function idle(facts: AlertFacts, named: boolean): AlertWords {
  const module = facts.moduleNumber === undefined ? '' : `módulo ${facts.moduleNumber}`;
  const who = named ? `${facts.advisor}${module && ` (${module})`}` : module || 'Un asesor';
  const subject = who.charAt(0).toUpperCase() + who.slice(1);
  return facts.servingMinutes === undefined
    ? sentence(
        `${subject}: disponible hace ${facts.idleMinutes} min mientras ${people(facts.waiting)} en otras colas`,
        'Asígnale también otra cola',
      )
    : sentence(
        `${subject}: con ${facts.numero} hace ${facts.servingMinutes} min (lo habitual: ${facts.usualMinutes})`,
        'Pregunta si necesita ayuda, o si olvidó cerrar el turno',
      );
}
