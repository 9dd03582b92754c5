import { emptyRecord, type DayRecord } from '../world.mjs';
import { telegramFigures } from './figures.mjs';
import { checkTelegram } from './invariants.mjs';
import { emptyTelegramRecord, type TelegramRecord } from './record.mjs';
import type { Habit } from './habits.mjs';
import type { Template } from './texts.mjs';

const OPENED = Date.UTC(2026, 2, 10, 12, 0);
const SPEED = 10;
const time = (seconds: number) => new Date(OPENED + seconds * 1_000).toISOString();

const TEXTS: Record<Template, (numero: string) => string> = {
  totem_ticket_creado: (numero) => `✅ <b>Ticket Creado</b>\n\nTu número de turno: <b>${numero}</b>\nPosición…`,
  totem_proximo_turno: (numero) => `⏰ <b>¡Pronto será tu turno!</b>\n\nTurno: <b>${numero}</b>\nFaltan…`,
  totem_es_tu_turno: (numero) =>
    `🔔 <b>¡ES TU TURNO ${numero}!</b>\n\nDirígete al módulo: <b>2</b>\nAsesor: <b>Luis</b>`,
};
const TEMPLATES = Object.keys(TEXTS) as Template[];
const plainOf = (html: string) => html.replaceAll(/<\/?b>/g, '');

const habit = (chatId: number, more: Partial<Habit> = {}): Habit => ({
  chatId,
  how: 'phone',
  phone: `5690000${chatId}`,
  scanAfter: 'issue',
  scanSeconds: 0,
  act: 'nothing',
  actSeconds: 0,
  unlucky: false,
  ...more,
});

/**
 * One minute at the branch: C01 was told all three, the second twice because an answer was lost; C02 blocked the bot; C03
 * cancelled by Telegram; C04 typed a phone and never pressed Start; nothing reached C05.
 */
class SoundDay {
  readonly record: TelegramRecord = emptyTelegramRecord({ customers: 5, faults: 0.1, speed: SPEED });
  readonly day: DayRecord = { ...emptyRecord(), telegram: this.record };
  private audits = 0;

  constructor() {
    this.customer('C01', 'COMPLETADO');
    this.message('C01', 'totem_ticket_creado', 'ENVIADO', ['ok']);
    this.message('C01', 'totem_proximo_turno', 'ENVIADO', ['malformed', 'ok']);
    this.message('C01', 'totem_es_tu_turno', 'ENVIADO', ['429', 'ok']);
    this.customer('C02', 'COMPLETADO', { act: 'block' });
    this.message('C02', 'totem_ticket_creado', 'FALLIDO', ['403'], 'BLOQUEADO');
    this.discard('C02', 'totem_proximo_turno');
    this.discard('C02', 'totem_es_tu_turno');
    this.audit('TELEGRAM_DESVINCULADO', 'C02', 'SISTEMA', null);
    this.customer('C03', 'CANCELADO', { how: 'scan', act: 'cancelar' });
    this.message('C03', 'totem_ticket_creado', 'ENVIADO', ['ok']);
    this.discard('C03', 'totem_proximo_turno');
    this.discard('C03', 'totem_es_tu_turno');
    this.audit('TICKET_CANCELADO', 'C03', 'CLIENTE', 'Telegram');
    this.record.cancels = ['code of C03'];
    this.customer('C04', 'COMPLETADO', { how: 'never' }, null);
    for (const template of TEMPLATES) this.discard('C04', template, false);
    this.customer('C05', 'COMPLETADO', { unlucky: true });
    this.message('C05', 'totem_ticket_creado', 'FALLIDO', ['500', 'reset', '500', '500'], 'ERROR_DE_TELEGRAM');
    this.message('C05', 'totem_proximo_turno', 'DESCARTADO', ['reset'], 'SIN_CONEXION');
    this.discard('C05', 'totem_es_tu_turno');
    this.say('C01', '<b>C01</b> · Caja\n\nPosición en cola: <b>#2</b>', 'ok');
    this.record.asks = [{ numero: 'C01', chatId: 1 }];
    this.record.looks = [
      { numero: 'C01', template: 'totem_proximo_turno', status: 'PROXIMO' },
      { numero: 'C01', template: 'totem_es_tu_turno', status: 'ATENDIENDO' },
    ];
    this.record.peaks = { overall: 25, perChat: 1 };
    this.record.sending = 0;
    this.record.metrics = { sent: 4, failed: 2, retried: 5, discarded: 3 };
  }

  get verdicts() {
    return checkTelegram(this.day);
  }

  get broken(): string[] {
    return this.verdicts.filter(({ ok }) => !ok).map(({ name }) => name);
  }

  row(numero: string, template: Template) {
    const found = this.record.rows.find((row) => row.numero === numero && row.plantilla === template);
    if (!found) throw new Error('no such message');
    return found;
  }

  customer(numero: string, status: string, more: Partial<Habit> = {}, linkedBy: number | null = OPENED): void {
    const codigoReferencia = `code of ${numero}`;
    const called = status !== 'CANCELADO';
    this.record.followers.push({ codigoReferencia, numero, habit: habit(Number(numero.slice(1)), more), linkedBy });
    this.day.tickets.push({
      codigoReferencia,
      numero,
      status,
      createdAt: time(0),
      assignedAt: called ? time(600) : null,
      assignedModuleNumber: called ? 2 : null,
      assignedAdvisor: called ? { name: 'Luis' } : null,
    });
    this.day.endings.push({ codigoReferencia, ending: status as 'COMPLETADO', at: OPENED + 900_000 });
  }

  message(numero: string, template: Template, state: string, outcomes: string[], error: string | null = null): void {
    const failures = outcomes.filter((outcome) => outcome !== 'ok' && outcome !== '429').length;
    const at = template === 'totem_es_tu_turno' ? 601 : 1;
    const id = this.record.rows.length + 1;
    this.record.rows.push({
      id,
      numero,
      codigoReferencia: `code of ${numero}`,
      plantilla: template,
      estadoEnvio: state,
      linked: numero !== 'C02',
      readyAt: state === 'ENVIADO' ? time(at) : null,
      fechaEnvio: state === 'ENVIADO' ? time(at + 1) : null,
      intentos: failures,
      errorMessage: error,
    });
    for (const outcome of outcomes) this.say(numero, TEXTS[template](numero), outcome);
    const again = failures - (state === 'FALLIDO' ? 1 : 0);
    for (let i = 0; i < again; i++) this.event('MENSAJE_REINTENTADO', id, numero);
    this.event(`MENSAJE_${state}`, id, numero);
  }

  discard(numero: string, template: Template, linked = true): void {
    this.message(numero, template, 'DESCARTADO', []);
    this.row(numero, template).linked = linked && numero !== 'C02';
  }

  say(numero: string, text: string, outcome: string, chatId = Number(numero.slice(1))): void {
    const id = this.record.calls.length + 1;
    this.record.calls.push({ id, method: 'sendMessage', payload: { text }, chatId, at: id * 1_100, outcome });
    if (!['ok', 'malformed'].includes(outcome)) return;
    this.record.sent.push({
      callId: id,
      chatId,
      text,
      plain: plainOf(text),
      at: id * 1_100,
      answered: outcome === 'ok',
    });
  }

  /** So far from each other came the first texts for C01, ms. */
  apart(...gaps: number[]): void {
    const mine = this.record.sent.filter(({ chatId }) => chatId === 1);
    gaps.forEach((gap, i) => (mine[i + 1]!.at = mine[i]!.at + gap));
  }

  event(eventType: string, id: number, numero: string): void {
    const event = { eventType, actor: 'SISTEMA', entityId: `${id}`, entityIdentifier: numero, userAgent: null };
    this.record.messageEvents.push(event);
  }

  audit(eventType: string, numero: string, actor: string, userAgent: string | null): void {
    this.audits += 1;
    const event = { eventType, actor, entityId: `${this.audits}`, entityIdentifier: numero, userAgent };
    this.record.ticketEvents.push(event);
  }
}

describe('the rules about Telegram', () => {
  test('a sound day breaks none', () => {
    const { verdicts } = new SoundDay();
    expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
    expect(verdicts.length).toBe(12);
  });

  test('a day without Telegram is asked none', () => {
    expect(checkTelegram(emptyRecord())).toEqual([]);
  });

  type Breach = [string, string, (day: SoundDay) => void];
  const breaches: Breach[] = [
    [
      'every message ended',
      'is still PENDIENTE',
      (day) => (day.row('C04', 'totem_es_tu_turno').estadoEnvio = 'PENDIENTE'),
    ],
    [
      'every message ended',
      'its events: none',
      (day) => (day.record.messageEvents = day.record.messageEvents.slice(1)),
    ],
    ['every message ended', 'without a reason', (day) => (day.row('C02', 'totem_ticket_creado').errorMessage = null)],
    ['every message ended', 'has messages', (day) => day.record.rows.splice(-1)],
    ['no message left behind', 'still on their way', (day) => (day.record.sending = 1)],
    [
      'no message left behind',
      'could have gone out',
      (day) => Object.assign(day.row('C05', 'totem_es_tu_turno'), { estadoEnvio: 'PENDIENTE', readyAt: time(2) }),
    ],
    [
      'whoever linked is linked',
      'is linked to no chat',
      (day) => (day.record.ticketEvents = day.record.ticketEvents.slice(1)),
    ],
    ['whoever linked is linked', 'nobody pressed Start', (day) => (day.row('C04', 'totem_es_tu_turno').linked = true)],
    ['whoever linked is linked', 'was told nothing', (day) => day.record.asks.push({ numero: 'C03', chatId: 3 })],
    ['whoever linked is linked', 'not heard', (day) => day.record.unheard.push('C01')],
    [
      'messages to their customer alone',
      'somebody else',
      (day) => day.say('C01', 'Bien: el turno <b>C01</b>.', 'ok', 2),
    ],
    ['messages to their customer alone', 'reached nobody', (day) => (day.record.sent = day.record.sent.slice(1))],
    [
      'messages to their customer alone',
      'no such message',
      (day) => day.say('C09', TEXTS.totem_es_tu_turno('C09'), '500'),
    ],
    [
      'no message twice without a fault',
      'confirmed 2 times',
      (day) => day.say('C01', TEXTS.totem_ticket_creado('C01'), 'ok'),
    ],
    [
      'no message twice without a fault',
      'ended as ok',
      (day) => Object.assign(day.record.sent[0]!, { answered: false }),
    ],
    ['failures counted', 'tried again after 403', (day) => day.say('C02', TEXTS.totem_ticket_creado('C02'), '403')],
    ['failures counted', '3 failures counted of 4', (day) => (day.row('C05', 'totem_ticket_creado').intentos = 3)],
    [
      'failures counted',
      'DESCARTADO after',
      (day) => (day.row('C02', 'totem_ticket_creado').estadoEnvio = 'DESCARTADO'),
    ],
    ['failures counted', '2 retries in the audit log', (day) => day.event('MENSAJE_REINTENTADO', 2, 'C01')],
    ['failures counted', 'not BLOQUEADO', (day) => (day.row('C02', 'totem_ticket_creado').errorMessage = 'RECHAZADO')],
    [
      'no message before its event',
      'before its event',
      (day) => (day.row('C01', 'totem_es_tu_turno').readyAt = time(599)),
    ],
    [
      'no message before its event',
      'while the ticket was EN_ESPERA',
      (day) => (day.record.looks[0]!.status = 'EN_ESPERA'),
    ],
    ['no message before its event', 'while the ticket was PROXIMO', (day) => (day.record.looks[1]!.status = 'PROXIMO')],
    ['no message before its event', 'another desk', (day) => (day.day.tickets[0].assignedModuleNumber = 5)],
    [
      'first message in time',
      'after 6.0 real s',
      (day) => (day.row('C01', 'totem_ticket_creado').fechaEnvio = time(61)),
    ],
    ['cancelled by Telegram is cancelled', 'is COMPLETADO', (day) => (day.day.tickets[2].status = 'COMPLETADO')],
    ['cancelled by Telegram is cancelled', 'by SISTEMA', (day) => (day.record.ticketEvents[1]!.actor = 'SISTEMA')],
    ['cancelled by Telegram is cancelled', '0 wanted it', (day) => (day.record.cancels = [])],
    ["within Telegram's pace", '26 messages', (day) => (day.record.peaks.overall = 26)],
    ["within Telegram's pace", 'within 849 ms', (day) => day.apart(849)],
    ["within Telegram's pace", '2 of 4 messages', (day) => day.apart(990, 990)],
    ['metrics agree', 'sent: 5 in the metrics', (day) => (day.record.metrics = { sent: 5, failed: 2, retried: 5 })],
  ];
  test.each(breaches)('%s: %s', (name, problem, spoil) => {
    const day = new SoundDay();
    spoil(day);
    expect(day.broken).toContain(name);
    const { problems } = day.verdicts.find((verdict) => verdict.name === name)!;
    expect(problems.join('\n')).toContain(problem);
  });

  test('a first message that was never sent, though it was true for long enough', () => {
    const day = new SoundDay();
    day.customer('C06', 'COMPLETADO');
    for (const template of TEMPLATES) day.discard('C06', template);
    expect(day.broken).toEqual(['first message in time']);
    day.day.tickets.at(-1).assignedAt = time(49);
    expect(day.broken).toEqual([]);
  });

  test('a crowd of whom none did anything is no proof', () => {
    const day = new SoundDay();
    day.record.planned.customers = 100;
    expect(day.broken).toEqual([]);
    const nothing = { ...emptyTelegramRecord({ customers: 100, faults: 0, speed: SPEED }), sending: 0, metrics: {} };
    const verdicts = checkTelegram({ ...emptyRecord(), telegram: nothing });
    expect(verdicts.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['Telegram was really used']);
    expect(verdicts.at(-1)?.problems.length).toBe(8);
  });
});

describe('the figures about Telegram', () => {
  const figures = telegramFigures(new SoundDay().record);

  test('each message where it ended, with its attempts and repeats', () => {
    expect(figures.templates).toEqual([
      expect.objectContaining({ messages: 5, sent: 2, failed: 2, discarded: 1, retried: 1, repeats: 0 }),
      expect.objectContaining({ messages: 5, sent: 1, failed: 0, discarded: 4, retried: 1, repeats: 1 }),
      expect.objectContaining({ messages: 5, sent: 1, failed: 0, discarded: 4, retried: 1, repeats: 0 }),
    ]);
  });

  test('lateness in real seconds, of what went out at the first attempt', () => {
    expect(figures.templates.map(({ lateP50 }) => lateP50)).toEqual([0.1, null, null]);
  });

  test('who linked, what went wrong, and why messages failed', () => {
    expect(figures).toMatchObject({
      customers: 5,
      linked: 4,
      faults: { malformed: 1, 429: 1, 500: 3, reset: 2 },
      failures: { blocked: 1, gone: 0, fourTimes: 1 },
      bot: { chats: 2, answers: 1, asked: 1, cancelled: 1 },
    });
  });
});
