import type { Language } from '../ticket/ticket.js';
import { PROMOTE_AT_POSITION, type Template } from './plan.js';

/** What a message tells of (R9), as it is at the moment of sending. */
export interface MessageFacts {
  numero: string;
  positionInQueue: number;
  estimatedWaitMinutes: number;
  moduleNumber: number | null;
  advisorName: string | null;
}

type Texts = Record<Template, (facts: MessageFacts) => string[]>;

const es: Texts = {
  totem_ticket_creado: ({ numero, positionInQueue, estimatedWaitMinutes: minutes }) => [
    '✅ <b>Ticket Creado</b>',
    '',
    `Tu número de turno: <b>${escapeHtml(numero)}</b>`,
    `Posición en cola: <b>#${positionInQueue}</b>`,
    `Tiempo estimado: <b>${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}</b>`,
    '',
    'Te notificaremos cuando estés próximo.',
  ],
  totem_proximo_turno: ({ numero, positionInQueue }) => {
    const turns = turnsLeft(positionInQueue);
    return [
      '⏰ <b>¡Pronto será tu turno!</b>',
      '',
      `Turno: <b>${escapeHtml(numero)}</b>`,
      turns === 1 ? 'Falta aproximadamente 1 turno.' : `Faltan aproximadamente ${turns} turnos.`,
      '',
      'Por favor, acércate a la sucursal.',
    ];
  },
  totem_es_tu_turno: ({ numero, moduleNumber, advisorName }) => [
    `🔔 <b>¡ES TU TURNO ${escapeHtml(numero)}!</b>`,
    '',
    `Dirígete al módulo: <b>${moduleNumber ?? ''}</b>`,
    `Asesor: <b>${escapeHtml(advisorName ?? '')}</b>`,
  ],
};

const en: Texts = {
  totem_ticket_creado: ({ numero, positionInQueue, estimatedWaitMinutes: minutes }) => [
    '✅ <b>Ticket created</b>',
    '',
    `Your number: <b>${escapeHtml(numero)}</b>`,
    `Position in line: <b>#${positionInQueue}</b>`,
    `Estimated wait: <b>${minutes} ${minutes === 1 ? 'minute' : 'minutes'}</b>`,
    '',
    'We will tell you when your turn is near.',
  ],
  totem_proximo_turno: ({ numero, positionInQueue }) => {
    const turns = turnsLeft(positionInQueue);
    return [
      '⏰ <b>Your turn is near!</b>',
      '',
      `Number: <b>${escapeHtml(numero)}</b>`,
      `About ${turns} ${turns === 1 ? 'turn' : 'turns'} to go.`,
      '',
      'Please come to the branch.',
    ];
  },
  totem_es_tu_turno: ({ numero, moduleNumber, advisorName }) => [
    `🔔 <b>IT IS YOUR TURN ${escapeHtml(numero)}!</b>`,
    '',
    `Go to module: <b>${moduleNumber ?? ''}</b>`,
    `Advisor: <b>${escapeHtml(advisorName ?? '')}</b>`,
  ],
};

const TEXTS: Record<Language, Texts> = { es, en };

/** The message as Telegram's HTML (R9). Names are escaped. */
export function messageText(template: Template, language: Language, facts: MessageFacts): string {
  return TEXTS[language][template](facts).join('\n');
}

/** R9: three, or the real number when it is smaller. */
const turnsLeft = (position: number): number => Math.min(PROMOTE_AT_POSITION, Math.max(1, position));

/** For Telegram's parse_mode HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
