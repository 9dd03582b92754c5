// @ts-check
// One working day of a branch as its audit log tells it: the events that the commands of server/core write, in their order
// and shape, of a day that never was. The same seed is the same day.

const MINUTE = 60_000;
const OPENS = 9 * 60;
const CLOSES = 17 * 60;
const TICKETS = 560;
const SERVICE_MINUTES = 3.9;
/** From the kiosk to the bot. */
const LINKED_AFTER_MS = 20_000;

const QUEUES = [
  { type: 'CAJA', prefix: 'C', share: 0.55, average: 5, target: 20 },
  { type: 'PERSONAL_BANKER', prefix: 'P', share: 0.25, average: 15, target: 30 },
  { type: 'EMPRESAS', prefix: 'E', share: 0.14, average: 20, target: 30 },
  { type: 'GERENCIA', prefix: 'G', share: 0.06, average: 30, target: 20 },
];
const BROWSER = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

/**
 * @typedef {{ id: number, userId: number, name: string, email: string, module: number, queues: string[] }} Staff
 * @typedef {{ branchId: number, code: string, advisors: Staff[], supervisor: { id: number, email: string } }} Place
 * @typedef {{ at: number, entityType: string, entityId: string, entityIdentifier: string | null, eventType: string,
 *   actor: string, oldState: object | null, newState: object | null, data: object | null, ip: string | null,
 *   agent: string | null }} Event
 * @typedef {{ numero: string, code: string, queue: typeof QUEUES[number], at: number, chat: boolean, near: boolean,
 *   message: number }} Waiting
 */

/** @param {number} seed */
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The day's events, oldest first. */
export class AuditDay {
  /** @type {Event[]} */
  events = [];
  /** @type {Waiting[]} */
  waiting = [];
  /** @type {Map<number, { since: number, until: number, ticket: Waiting | null }>} */
  desks = new Map();
  numbers = new Map();
  nobodySince = false;
  now = 0;

  /**
   * @param {Place} place
   * @param {number} midnight the day's first moment in the branch, ms
   * @param {number} seed
   * @param {number} firstMessage
   */
  constructor(place, midnight, seed, firstMessage) {
    this.place = place;
    this.midnight = midnight;
    this.random = chance(seed);
    this.message = firstMessage;
    this.run();
  }

  run() {
    const { random } = this;
    const minutes = Array.from({ length: TICKETS }, () => OPENS + random() * (CLOSES - OPENS - 5));
    const arrivals = minutes.sort((a, b) => a - b).map((minute) => this.midnight + minute * MINUTE);
    this.openDesks();
    for (const at of arrivals) {
      this.serveUntil(at);
      this.now = at;
      this.issue();
      this.callWhoCanBe();
    }
    this.serveUntil(this.midnight + CLOSES * MINUTE);
    this.close();
    this.events.sort((a, b) => a.at - b.at);
  }

  /** @param {Partial<Event> & Pick<Event, 'eventType' | 'entityType' | 'entityId'>} event */
  tell(event) {
    const bySystem = !event.actor;
    this.events.push({
      ...{
        at: Math.round(this.now),
        entityIdentifier: null,
        actor: 'SISTEMA',
        oldState: null,
        newState: null,
        data: null,
      },
      ip: bySystem ? null : '10.20.0.' + (10 + (event.actor?.length ?? 0)),
      agent: bySystem ? null : BROWSER,
      ...event,
    });
  }

  /**
   * @param {string} eventType
   * @param {Waiting} ticket
   * @param {{ status: string, advisor?: Staff, actor?: string, oldState?: object, data?: object }} more
   */
  ofTicket(eventType, ticket, { status, advisor, actor, oldState, data }) {
    const { type: queueType } = ticket.queue;
    const [advisorId, moduleNumber] = [advisor?.id ?? null, advisor?.module ?? null];
    this.tell({
      ...{ eventType, entityType: 'TICKET', entityId: ticket.code, entityIdentifier: ticket.numero },
      ...(actor ? { actor } : {}),
      ...{ oldState: oldState ?? null, newState: { status, queueType, advisorId, moduleNumber }, data: data ?? null },
    });
  }

  /**
   * @param {string} eventType
   * @param {Staff} advisor
   * @param {{ status: string, reason?: string, actor?: string, oldState?: object, data?: object, load?: number }} more
   */
  ofAdvisor(eventType, advisor, { status, reason, actor, oldState, data, load }) {
    this.tell({
      ...{ eventType, entityType: 'ADVISOR', entityId: String(advisor.id), entityIdentifier: advisor.name },
      ...(actor ? { actor } : {}),
      oldState: oldState ?? null,
      newState: { status, reason: reason ?? null, moduleNumber: advisor.module, workloadMinutes: load ?? 0 },
      data: data ?? null,
    });
  }

  /**
   * @param {string} eventType
   * @param {Waiting} ticket
   * @param {string} plantilla
   * @param {object} [newState]
   * @param {object} [data]
   */
  ofMessage(eventType, ticket, plantilla, newState, data) {
    this.tell({
      at: Math.round(Math.max(this.now, ticket.at + LINKED_AFTER_MS) + 400),
      ...{ eventType, entityType: 'MENSAJE', entityId: String(ticket.message + (plantilla.length % 3)) },
      ...{ entityIdentifier: ticket.numero, oldState: { estadoEnvio: 'PENDIENTE' } },
      ...{ newState: newState ?? { estadoEnvio: 'ENVIADO', intentos: 0 }, data: { plantilla, ...data } },
    });
  }

  openDesks() {
    const { random } = this;
    const people = [...this.place.advisors.map((one) => ({ id: one.userId, email: one.email })), this.place.supervisor];
    for (const { id, email } of people) {
      this.now = this.midnight + (OPENS - 20 + random() * 15) * MINUTE;
      const user = { entityType: 'USER', entityId: String(id) };
      if (random() < 0.08) this.tell({ eventType: 'SESION_FALLIDA', ...user, actor: 'CLIENTE' });
      this.tell({ eventType: 'SESION_INICIADA', ...user, actor: email });
    }
    for (const advisor of this.place.advisors) {
      this.now = this.midnight + (OPENS - 4 + random() * 4) * MINUTE;
      this.status(advisor, 'OFFLINE', 'AVAILABLE', 'FIN_DE_JORNADA', undefined);
      this.desks.set(advisor.id, { since: this.now, until: this.now, ticket: null });
    }
    if (random() < 0.05) {
      this.now = this.midnight + OPENS * MINUTE;
      const { branchId, code } = this.place;
      this.tell({
        ...{ eventType: 'CONFIG_CAMBIADA', entityType: 'BRANCH', entityId: String(branchId), entityIdentifier: code },
        actor: 'admin@banco.com',
        oldState: { alertWaiting: 10 + Math.floor(random() * 10) },
        newState: { alertWaiting: 10 + Math.floor(random() * 10) },
        data: { queueType: 'CAJA' },
      });
    }
  }

  /**
   * @param {Staff} advisor
   * @param {string} from
   * @param {string} to
   * @param {string} [before]
   * @param {string} [reason]
   */
  status(advisor, from, to, before, reason) {
    const oldState = { status: from, reason: before ?? null, moduleNumber: advisor.module };
    this.ofAdvisor('ADVISOR_STATUS_CHANGED', advisor, { status: to, reason, actor: advisor.email, oldState });
  }

  issue() {
    const { random } = this;
    let left = random();
    const queue = QUEUES.find(({ share }) => (left -= share) <= 0) ?? QUEUES[0];
    if (!queue) return;
    const number = (this.numbers.get(queue.type) ?? 0) + 1;
    this.numbers.set(queue.type, number);
    const chat = random() < 0.1;
    if (chat) this.message += 3;
    const numero = queue.prefix + String(number).padStart(2, '0');
    const ticket = { numero, code: this.uuid(), queue, at: this.now, chat, near: false, message: this.message };
    const position = 1 + this.waiting.filter((other) => other.queue === queue).length;
    this.waiting.push(ticket);
    this.ofTicket('TICKET_CREADO', ticket, {
      ...{ status: 'EN_ESPERA', actor: 'KIOSK:Kiosko demo' },
      data: { positionInQueue: position, estimatedWaitMinutes: position * queue.average, preferential: random() < 0.1 },
    });
    if (!chat) return;
    this.now += LINKED_AFTER_MS;
    this.ofTicket('TELEGRAM_VINCULADO', ticket, { status: 'EN_ESPERA', actor: 'CLIENTE' });
    this.now -= LINKED_AFTER_MS;
    this.ofMessage('MENSAJE_ENVIADO', ticket, 'totem_ticket_creado');
  }

  /** Ends what is served until then, in the order of time; whoever is free is given who waits. @param {number} at */
  serveUntil(at) {
    for (;;) {
      const busy = [...this.desks].filter(([, desk]) => desk.ticket && desk.until <= at);
      const [next] = busy.sort((a, b) => a[1].until - b[1].until);
      if (!next) return;
      const [advisorId, desk] = next;
      const advisor = this.place.advisors.find(({ id }) => id === advisorId);
      if (!advisor || !desk.ticket) return;
      this.now = desk.until;
      this.finish(advisor, desk.ticket, desk.since);
      this.desks.set(advisorId, { since: this.now, until: this.now, ticket: null });
      this.promote();
      this.callWhoCanBe();
    }
  }

  promote() {
    this.waiting.slice(0, 3).forEach((ticket, i) => {
      if (ticket.near) return;
      ticket.near = true;
      this.ofTicket('TICKET_PROXIMO', ticket, {
        ...{ status: 'PROXIMO', oldState: { status: 'EN_ESPERA' }, data: { positionInQueue: i + 1 } },
      });
      if (ticket.chat) this.ofMessage('MENSAJE_ENVIADO', ticket, 'totem_proximo_turno');
    });
  }

  callWhoCanBe() {
    for (const advisor of this.place.advisors) {
      const desk = this.desks.get(advisor.id);
      if (!desk || desk.ticket) continue;
      const ticket = this.waiting.find(({ queue }) => advisor.queues.includes(queue.type));
      if (ticket) this.call(advisor, ticket);
    }
    const free = [...this.desks.values()].some(({ ticket }) => !ticket);
    if (this.waiting.length > 0 && !free && !this.nobodySince) {
      const { branchId, code } = this.place;
      this.tell({
        ...{ eventType: 'NO_ADVISORS_AVAILABLE', entityType: 'BRANCH', entityId: String(branchId) },
        ...{ entityIdentifier: code, data: { waiting: this.waiting.length } },
      });
    }
    this.nobodySince = this.waiting.length > 0 && !free;
  }

  /** @param {Staff} advisor @param {Waiting} ticket */
  call(advisor, ticket) {
    const { random } = this;
    this.waiting.splice(this.waiting.indexOf(ticket), 1);
    const waited = Math.floor((this.now - ticket.at) / MINUTE);
    const over = this.waiting[0];
    const reason =
      `${ticket.numero}: esperó ${waited} de ${ticket.queue.target} min, ` +
      (over
        ? `antes que ${over.numero} (${Math.floor((this.now - over.at) / MINUTE)} de ${over.queue.target})`
        : 'no había nadie más');
    const status = ticket.near ? 'PROXIMO' : 'EN_ESPERA';
    const data = { reason, policy: 'guard' };
    this.ofTicket('TICKET_ASIGNADO', ticket, {
      status: 'ATENDIENDO',
      advisor,
      oldState: { status, positionInQueue: 1 },
      data,
    });
    const load = ticket.queue.average;
    this.ofAdvisor('ADVISOR_ASSIGNED', advisor, { status: 'BUSY', load, data: { numero: ticket.numero } });
    if (ticket.chat) this.ofMessage('MENSAJE_ENVIADO', ticket, 'totem_es_tu_turno');
    const until = this.now + (1.2 + random() * 2 * (SERVICE_MINUTES - 1.2)) * MINUTE;
    this.desks.set(advisor.id, { since: this.now, until, ticket });
  }

  /** @param {Staff} advisor @param {Waiting} ticket @param {number} called */
  finish(advisor, ticket, called) {
    const { random } = this;
    const ends = this.now;
    const actor = advisor.email;
    const serving = { status: 'ATENDIENDO', advisor, actor };
    const comes = random() > 0.06;
    if (!comes || random() < 0.15) {
      this.now = called + 15_000;
      const oldState = { status: 'ATENDIENDO', recallCount: 0 };
      this.ofTicket('TICKET_RELLAMADO', ticket, { ...serving, oldState, data: { recallCount: 1 } });
    }
    let startedAt = null;
    if (comes) {
      this.now = called + 40_000;
      startedAt = new Date(Math.round(this.now)).toISOString();
      this.ofTicket('TICKET_INICIADO', ticket, { ...serving, oldState: { status: 'ATENDIENDO', startedAt: null } });
    }
    this.now = ends;
    const minutes = Math.round((ends - called) / 600) / 100;
    this.ofTicket(comes ? 'TICKET_COMPLETADO' : 'TICKET_NO_ATENDIDO', ticket, {
      ...{ status: comes ? 'COMPLETADO' : 'NO_ATENDIDO', advisor, actor },
      ...{ oldState: { status: 'ATENDIENDO', startedAt }, data: { actualServiceTimeMinutes: comes ? minutes : null } },
    });
    this.ofAdvisor('ADVISOR_FREED', advisor, { status: 'AVAILABLE' });
    if (random() < 0.015) {
      this.status(advisor, 'AVAILABLE', 'OFFLINE', undefined, 'Almuerzo');
      this.status(advisor, 'OFFLINE', 'AVAILABLE', 'Almuerzo');
    }
    const leaves = random() < 0.04 ? this.waiting.pop() : undefined;
    if (leaves) this.leave(leaves);
  }

  /** @param {Waiting} ticket */
  leave(ticket) {
    const status = ticket.near ? 'PROXIMO' : 'EN_ESPERA';
    const bySupervisor = this.random() < 0.3;
    this.ofTicket('TICKET_CANCELADO', ticket, {
      ...{ status: 'CANCELADO', actor: bySupervisor ? this.place.supervisor.email : 'CLIENTE' },
      ...{ oldState: { status, positionInQueue: 4 }, data: { reason: bySupervisor ? 'Se retira' : 'CLIENTE' } },
    });
    if (!ticket.chat) return;
    this.ofMessage('MENSAJE_DESCARTADO', ticket, 'totem_es_tu_turno', { estadoEnvio: 'DESCARTADO' });
  }

  close() {
    this.now = this.midnight + (CLOSES + 15) * MINUTE;
    const waiting = this.waiting.splice(0);
    for (const ticket of waiting) {
      this.ofTicket('TICKET_CANCELADO', ticket, {
        ...{ status: 'CANCELADO', oldState: { status: ticket.near ? 'PROXIMO' : 'EN_ESPERA', positionInQueue: 1 } },
        data: { reason: 'FIN_DE_JORNADA' },
      });
    }
    let ended = 0;
    for (const advisor of this.place.advisors) {
      const ticket = this.desks.get(advisor.id)?.ticket;
      if (ticket) {
        ended += 1;
        this.ofTicket('TICKET_COMPLETADO', ticket, {
          ...{ status: 'COMPLETADO', advisor, oldState: { status: 'ATENDIENDO', startedAt: null } },
          data: { reason: 'FIN_DE_JORNADA', actualServiceTimeMinutes: 20 },
        });
        this.ofAdvisor('ADVISOR_FREED', advisor, { status: 'AVAILABLE' });
      }
      this.ofAdvisor('ADVISOR_STATUS_CHANGED', advisor, {
        ...{ status: 'OFFLINE', reason: 'FIN_DE_JORNADA' },
        oldState: { status: 'AVAILABLE', reason: null, moduleNumber: advisor.module },
      });
    }
    this.tell({
      ...{ eventType: 'JORNADA_CERRADA', entityType: 'BRANCH', entityId: String(this.place.branchId) },
      ...{ entityIdentifier: this.place.code, data: { cancelled: waiting.length, ended } },
    });
  }

  uuid() {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
  }
}
