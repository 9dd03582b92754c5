import type { Language, PublicTicket } from '@ticketero/contract';
import { escapeHtml } from '@ticketero/core';

/** What the bot says beside the three messages of R9. HTML. */
interface BotTexts {
  commands: Record<'estado' | 'cancelar' | 'ayuda', string>;
  help: string;
  linked: (numero: string) => string;
  shareNumber: string;
  numberKept: string;
  ownNumberOnly: string;
  /** To the chat that was told until now. */
  ticketElsewhere: (numero: string) => string;
  numberElsewhere: string;
  unknownTicket: string;
  noTicket: string;
  nothingToCancel: string;
  status: (ticket: PublicTicket) => string;
  askCancel: (numero: string) => string;
  yesCancel: string;
  noKeep: string;
  kept: (numero: string) => string;
  /** To a supervisor who came with a code, and to who came with one that is no good. */
  staffLinked: string;
  staffUnknown: string;
}

const minutes = ({ low, high }: PublicTicket['estimatedWaitRange']): string =>
  low === high ? `${low}` : `${low}–${high}`;
/** The branch's clock: 14:05. */
const clockTime = (iso: string, { timeZone }: PublicTicket): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso));

/** By when the turn comes, and that it had to be moved later (R8). */
function bound(
  ticket: PublicTicket,
  by: (time: string) => string,
  raised: (before: string, time: string) => string,
): string[] {
  const { expectedBy, expectedByRaised } = ticket;
  if (expectedBy === null) return [];
  const time = clockTime(expectedBy, ticket);
  return [expectedByRaised ? raised(clockTime(expectedByRaised.before, ticket), time) : by(time)];
}

const header = (ticket: PublicTicket): string =>
  `<b>${escapeHtml(ticket.numero)}</b> · ${escapeHtml(ticket.queueName)}`;

/** What is said to who waits. */
interface WaitingTexts {
  position: (place: number) => string;
  expected: (range: string) => string;
  by: (time: string) => string;
  raised: (before: string, time: string) => string;
  soon: string;
  nobody: string;
  reserved: (name: string) => string;
}

/** Of somebody who waits: how far, or why that is not known (R7: for one advisor alone; R8: nobody serves the queue). */
function waitingLines(ticket: PublicTicket, texts: WaitingTexts): string {
  const { reservedFor, onDuty, status } = ticket;
  const wait = [texts.expected(minutes(ticket.estimatedWaitRange)), ...bound(ticket, texts.by, texts.raised)];
  const lines = reservedFor
    ? [texts.reserved(escapeHtml(reservedFor.name)), ...wait]
    : [
        texts.position(ticket.positionInQueue),
        ...(onDuty ? wait : ['', texts.nobody]),
        ...(onDuty && status === 'PROXIMO' ? ['', texts.soon] : []),
      ];
  return [header(ticket), '', ...lines].join('\n');
}

const WAITING: Record<Language, WaitingTexts> = {
  es: {
    position: (place) => `Posición en cola: <b>#${place}</b>`,
    expected: (range) => `Espera estimada: <b>${range} min</b>`,
    by: (time) => `A más tardar a las <b>${time}</b>`,
    raised: (before, time) =>
      `Está tardando más de lo previsto: antes hasta las ${before}, ahora hasta las <b>${time}</b>.`,
    soon: '¡Pronto será tu turno! Acércate a la sucursal.',
    nobody: 'En este momento nadie atiende esta cola. Tu número sigue valiendo: te avisaremos aquí.',
    reserved: (name) => `Te llamará <b>${name}</b>.`,
  },
  en: {
    position: (place) => `Position in line: <b>#${place}</b>`,
    expected: (range) => `Estimated wait: <b>${range} min</b>`,
    by: (time) => `By <b>${time}</b> at the latest`,
    raised: (before, time) => `It is taking longer than expected: first by ${before}, now by <b>${time}</b>.`,
    soon: 'Your turn is near! Please come to the branch.',
    nobody: 'Nobody is serving this line at the moment. Your number stays good: we will tell you here.',
    reserved: (name) => `<b>${name}</b> will call you.`,
  },
};

const es: BotTexts = {
  commands: { estado: 'Cómo va mi turno', cancelar: 'Cancelar mi turno', ayuda: 'Qué puedo hacer aquí' },
  help: [
    'Te aviso por aquí cuando se acerca tu turno en la sucursal.',
    '',
    'Saca tu número en el tótem y escanea el código con tu teléfono.',
    '',
    '/estado · cómo va tu turno',
    '/cancelar · cancelar tu turno',
    '/ayuda · esta ayuda',
  ].join('\n'),
  linked: (numero) =>
    `Listo. Te avisaremos aquí de tu turno <b>${escapeHtml(numero)}</b>.\n\nSi compartes tu número, la próxima vez bastará con escribirlo en el tótem.`,
  shareNumber: '📱 Compartir mi número',
  numberKept: 'Listo. La próxima vez escribe tu teléfono en el tótem y te avisaremos aquí, sin escanear nada.',
  ownNumberOnly: 'Solo puedes compartir tu propio número, con el botón «Compartir mi número».',
  ticketElsewhere: (numero) => `Los avisos de tu turno <b>${escapeHtml(numero)}</b> llegan desde ahora a otro chat.`,
  numberElsewhere: 'Los avisos para tu teléfono llegan desde ahora a otro chat.',
  unknownTicket: 'No encontramos ese turno, o ya terminó. Escanea el código de tu número en el tótem.',
  noTicket: 'No tienes un turno activo. Saca tu número en el tótem y escanea el código.',
  nothingToCancel: 'No tienes un turno en espera que se pueda cancelar.',
  status: (ticket) => {
    switch (ticket.status) {
      case 'EN_ESPERA':
      case 'PROXIMO':
        return waitingLines(ticket, WAITING.es);
      case 'ATENDIENDO':
        return `${header(ticket)}\n\n🔔 Es tu turno. Dirígete al módulo: <b>${ticket.assignedModuleNumber ?? ''}</b>`;
      case 'COMPLETADO':
        return `${header(ticket)}\n\nTu turno ya fue atendido.`;
      case 'CANCELADO':
        return `${header(ticket)}\n\nTu turno fue cancelado.`;
      case 'NO_ATENDIDO':
        return `${header(ticket)}\n\nTe llamamos y no te presentaste. Acércate al mesón o saca otro número.`;
    }
  },
  askCancel: (numero) => `¿Cancelar tu turno <b>${escapeHtml(numero)}</b>? Perderás tu lugar.`,
  yesCancel: 'Sí, cancelar',
  noKeep: 'No, sigo esperando',
  kept: (numero) => `Bien: sigues esperando con el turno <b>${escapeHtml(numero)}</b>.`,
  staffLinked: 'Listo. Te escribiremos aquí cuando haya una alerta en tu sucursal.',
  staffUnknown: 'Ese enlace ya se usó o venció. Pide otro en tu cuenta de la consola.',
};

const en: BotTexts = {
  commands: { estado: 'How my turn is going', cancelar: 'Cancel my turn', ayuda: 'What I can do here' },
  help: [
    'I tell you here when your turn at the branch is near.',
    '',
    'Take your number at the kiosk and scan the code with your phone.',
    '',
    '/estado · how your turn is going',
    '/cancelar · cancel your turn',
    '/ayuda · this help',
  ].join('\n'),
  linked: (numero) =>
    `Done. We will tell you here about your turn <b>${escapeHtml(numero)}</b>.\n\nIf you share your number, next time it is enough to type it at the kiosk.`,
  shareNumber: '📱 Share my number',
  numberKept: 'Done. Next time type your phone at the kiosk and we will tell you here, without scanning anything.',
  ownNumberOnly: 'You can only share your own number, with the button “Share my number”.',
  ticketElsewhere: (numero) => `Notices of your turn <b>${escapeHtml(numero)}</b> go to another chat from now on.`,
  numberElsewhere: 'Notices for your phone go to another chat from now on.',
  unknownTicket: 'We did not find that turn, or it has ended. Scan the code of your number at the kiosk.',
  noTicket: 'You have no active turn. Take your number at the kiosk and scan the code.',
  nothingToCancel: 'You have no waiting turn that could be cancelled.',
  status: (ticket) => {
    switch (ticket.status) {
      case 'EN_ESPERA':
      case 'PROXIMO':
        return waitingLines(ticket, WAITING.en);
      case 'ATENDIENDO':
        return `${header(ticket)}\n\n🔔 It is your turn. Go to module: <b>${ticket.assignedModuleNumber ?? ''}</b>`;
      case 'COMPLETADO':
        return `${header(ticket)}\n\nYour turn has been served.`;
      case 'CANCELADO':
        return `${header(ticket)}\n\nYour turn was cancelled.`;
      case 'NO_ATENDIDO':
        return `${header(ticket)}\n\nWe called you and you did not come. Ask at the desk or take another number.`;
    }
  },
  askCancel: (numero) => `Cancel your turn <b>${escapeHtml(numero)}</b>? You will lose your place.`,
  yesCancel: 'Yes, cancel',
  noKeep: 'No, keep waiting',
  kept: (numero) => `Good: you keep waiting with <b>${escapeHtml(numero)}</b>.`,
  staffLinked: 'Done. We will write to you here when there is an alert in your branch.',
  staffUnknown: 'That link was used already, or is too old. Ask for another in your account of the console.',
};

export const BOT_TEXTS: Record<Language, BotTexts> = { es, en };
