import type { AuditEvent, EventType } from '../audit/event.js';
import type { BranchState } from '../branch/branch.js';
import type { AdvisorDayDelta, Changes, MessageChange, QueueDayDelta } from '../branch/changes.js';
import { TEMPLATES } from '../messages/plan.js';
import type { TicketStatus } from '../ticket/ticket-machine.js';
import type { Ticket } from '../ticket/ticket.js';
import { sameTicket } from './builders.js';
import { DayCount, type DaySums } from './day-count.js';
import { ensure, goesBefore, isFinal, isLater, waits } from './invariants.js';

type OfTicket = Extract<EventType, `TICKET_${string}`> | 'COMANDO_DESHECHO';

/** The only way each audit event may move a ticket (R4, R10): a new one without its line does not compile. */
const MOVES: Record<OfTicket, { from: (TicketStatus | 'NONE')[]; to: TicketStatus }[]> = {
  TICKET_CREADO: [{ from: ['NONE'], to: 'EN_ESPERA' }],
  TICKET_PROXIMO: [{ from: ['EN_ESPERA'], to: 'PROXIMO' }],
  TICKET_ASIGNADO: [{ from: ['EN_ESPERA', 'PROXIMO'], to: 'ATENDIENDO' }],
  TICKET_INICIADO: [{ from: ['ATENDIENDO'], to: 'ATENDIENDO' }],
  TICKET_RELLAMADO: [{ from: ['ATENDIENDO'], to: 'ATENDIENDO' }],
  TICKET_COMPLETADO: [{ from: ['ATENDIENDO'], to: 'COMPLETADO' }],
  TICKET_NO_ATENDIDO: [{ from: ['ATENDIENDO'], to: 'NO_ATENDIDO' }],
  TICKET_CANCELADO: [{ from: ['EN_ESPERA', 'PROXIMO', 'ATENDIENDO'], to: 'CANCELADO' }],
  TICKET_TRANSFERIDO: [{ from: ['EN_ESPERA', 'PROXIMO', 'ATENDIENDO'], to: 'EN_ESPERA' }],
  TICKET_REACTIVADO: [{ from: ['NO_ATENDIDO', 'CANCELADO'], to: 'EN_ESPERA' }],
  // From a desk, or from the one advisor it waited for; by an undo also to the PROXIMO that it was.
  TICKET_DEVUELTO: [
    { from: ['ATENDIENDO', 'EN_ESPERA'], to: 'EN_ESPERA' },
    { from: ['ATENDIENDO', 'PROXIMO'], to: 'PROXIMO' },
  ],
  // To wherever it was before the command: `undo-check` says where that is.
  COMANDO_DESHECHO: [
    { from: ['ATENDIENDO', 'COMPLETADO', 'NO_ATENDIDO', 'EN_ESPERA', 'PROXIMO'], to: 'ATENDIENDO' },
    { from: ['EN_ESPERA', 'PROXIMO'], to: 'NO_ATENDIDO' },
    { from: ['EN_ESPERA', 'PROXIMO'], to: 'CANCELADO' },
    { from: ['EN_ESPERA'], to: 'EN_ESPERA' },
    { from: ['PROXIMO'], to: 'PROXIMO' },
  ],
};

/** What may still happen to a ticket that has ended. */
const REVIVING = new Set(['TICKET_REACTIVADO', 'COMANDO_DESHECHO']);

type Sums = Partial<Record<string, number>>;

const QUEUE_FIGURES = [
  'issued',
  'called',
  'withinTarget',
  'served',
  'noShow',
  'cancelled',
  'waitMs',
  'serviceMs',
  'compared',
  'errorMs',
  'absoluteErrorMs',
  'covered',
] as const;

/** A second bookkeeping, kept from the changes alone: what was written must add up to what the branch says. */
export class Ledger {
  readonly tickets = new Map<number, Ticket>();
  readonly events = new Map<string, number>();
  /** Reference → when an advisor let go of it while it went on waiting. */
  private readonly letGoAt = new Map<string, number>();
  private readonly active = new Set<number>();
  private readonly count = new DayCount();
  private readonly lastNumbers = new Map<string, number>();
  private readonly queueDays = new Map<string, Sums>();
  private readonly advisorDays = new Map<string, Sums>();

  /** Enters one command. Throws when its changes do not fit the state before, the state after, or the rules. */
  enter(before: BranchState, after: BranchState, changes: Changes, now: number): void {
    checkEverythingIsWritten(before, after, changes);
    if (changes.newTicket) this.checkNumber(changes.newTicket, changes);
    this.checkEvents(before, changes);
    this.keep(after, changes);
    this.checkNothingIsLost(after);
    for (const event of changes.events) if (isLetGo(event)) this.letGoAt.set(event.entityId, now);
    this.checkOrder(before, after, changes, now);
    checkMessages(changes);
    this.addUp(after, changes);
    for (const { eventType } of changes.events) this.events.set(eventType, (this.events.get(eventType) ?? 0) + 1);
  }

  private checkNumber(ticket: Ticket, { counter }: Changes): void {
    const line = `${ticket.businessDate} ${ticket.queueType}`;
    const count = (this.lastNumbers.get(line) ?? 0) + 1;
    ensure(!this.tickets.has(ticket.id), () => `ticket ${ticket.id} was made twice`);
    ensure(/^[A-Z]\d{2,}$/.test(ticket.numero), () => `R2: ${ticket.numero} is no number`);
    ensure(Number(ticket.numero.slice(1)) === count, () => `R2: ${ticket.numero} is the number ${count} of its queue`);
    ensure(counter?.queueType === ticket.queueType && counter.lastNumber === count, 'R2: the counter is not written');
    this.lastNumbers.set(line, count);
  }

  /** Each written ticket got from the status before to the one now by the moves of its events, and each event moved. */
  private checkEvents(before: BranchState, changes: Changes): void {
    const now = new Map(written(changes).map((ticket) => [ticket.codigoReferencia, ticket]));
    const reached = new Map<string, TicketStatus | 'NONE'>();
    for (const [reference, ticket] of now) reached.set(reference, this.tickets.get(ticket.id)?.status ?? 'NONE');
    for (const event of changes.events) {
      if (event.entityType !== 'TICKET') continue;
      const from = reached.get(event.entityId);
      const to = event.newState?.['status'];
      ensure(from !== undefined, () => `R10: ${event.eventType} of a ticket that did not change`);
      const move = MOVES[event.eventType as OfTicket]?.find((one) => one.from.includes(from) && one.to === to);
      ensure(
        move !== undefined,
        () => `R4: ${event.eventType} of ${event.entityIdentifier} from ${from} to ${String(to)}`,
      );
      ensure((event.oldState?.['status'] ?? 'NONE') === from, () => `R10: ${event.eventType} forgets ${from}`);
      reached.set(event.entityId, move.to);
    }
    for (const [reference, ticket] of now) {
      ensure(
        reached.get(reference) === ticket.status,
        () => `R10: ${ticket.numero} became ${ticket.status} without its event`,
      );
    }
    const revived = new Set(changes.events.filter(({ eventType }) => REVIVING.has(eventType)).map((e) => e.entityId));
    for (const { id, codigoReferencia, numero } of now.values()) {
      const was = this.tickets.get(id);
      if (!was || !isFinal(was) || revived.has(codigoReferencia)) continue;
      ensure(false, () => `R4: ${numero} changed after its end`);
    }
    checkAdvisorEvents(before, changes);
  }

  /** Takes in what was written: how each ticket that ended did, and what the day's figures must now be. */
  private keep(after: BranchState, changes: Changes): void {
    for (const ticket of written(changes)) {
      const copy = { ...ticket };
      this.count.move(this.tickets.get(ticket.id), copy, after.queues);
      this.tickets.set(ticket.id, copy);
      if (isFinal(ticket)) {
        this.active.delete(ticket.id);
        checkEnd(ticket);
      } else this.active.add(ticket.id);
    }
  }

  private checkNothingIsLost(after: BranchState): void {
    for (const { id, status, numero } of after.tickets) {
      ensure(this.active.has(id), 'a ticket came from nowhere');
      if (this.tickets.get(id)?.status !== status) ensure(false, () => `${numero} is ${status} and nobody wrote it`);
    }
    if (after.tickets.length === this.active.size) return;
    const present = new Set(after.tickets.map(({ id }) => id));
    const lost = [...this.active].find((id) => !present.has(id));
    ensure(false, () => `${this.tickets.get(lost ?? 0)?.numero} got lost`);
  }

  /**
   * R5: whoever the system called, nobody of the same queue who came before still waits; but for those who are not to be
   * called yet, who wait for somebody else, or whom an advisor has just let go of (ADR 0010).
   */
  private checkOrder(before: BranchState, after: BranchState, changes: Changes, now: number): void {
    const called = new Set<string>();
    const reserved = new Set(before.tickets.filter((t) => t.reservedAdvisorId !== null).map((t) => t.codigoReferencia));
    for (const { eventType, entityId, bySystem, newState } of changes.events) {
      if (eventType === 'TICKET_ASIGNADO' && bySystem) called.add(entityId);
      if (newState?.['reservedAdvisorId']) reserved.add(entityId);
    }
    for (const ticket of written(changes)) {
      if (!called.has(ticket.codigoReferencia) || reserved.has(ticket.codigoReferencia)) continue;
      const passed = after.tickets.find(
        (other) =>
          waits(other) &&
          other.queueType === ticket.queueType &&
          goesBefore(other, ticket) &&
          (other.reservedAdvisorId ?? ticket.advisorId) === ticket.advisorId &&
          !isLater(other, now) &&
          now - (this.letGoAt.get(other.codigoReferencia) ?? -Infinity) > LET_GO_MS,
      );
      ensure(!passed, () => `R5: ${ticket.numero} was called before ${passed?.numero}`);
    }
  }

  /** The day's rows, summed from their differences, against a count of the tickets themselves. */
  private addUp(after: BranchState, changes: Changes): void {
    for (const delta of changes.queueDays) addTo(this.queueDays, `${delta.businessDate} ${delta.queueType}`, delta);
    for (const delta of changes.advisorDays) addTo(this.advisorDays, `${delta.businessDate} ${delta.advisorId}`, delta);
    const { businessDate } = after;
    for (const { queueType, today: figures, lastNumber } of after.queues) {
      const key = `${businessDate} ${queueType}`;
      const counted = this.count.ofQueue(key);
      same(() => `R7: ${queueType}`, this.queueDays.get(key), counted, QUEUE_FIGURES);
      same(() => `R7: ${queueType} today`, figures, counted, ['served', 'noShow', 'cancelled']);
      const { issued } = counted;
      ensure(lastNumber === issued, () => `R2: ${queueType} gave ${issued} numbers and says ${lastNumber}`);
    }
    for (const advisor of after.advisors) {
      const key = `${businessDate} ${advisor.id}`;
      const counted = this.count.ofAdvisor(key);
      same(() => `R7: ${advisor.name}`, this.advisorDays.get(key), counted, ['served', 'noShow', 'serviceMs']);
      const { servedToday: served, noShowToday: noShow, serviceMsToday: serviceMs } = advisor;
      same(() => `R7: ${advisor.name} today`, { served, noShow, serviceMs }, counted, [
        'served',
        'noShow',
        'serviceMs',
      ]);
    }
  }
}

/** How long somebody else is called before a ticket that its advisor let go of: while that can be undone. */
const LET_GO_MS = 10_000;

const isLetGo = ({ eventType, bySystem, oldState }: AuditEvent): boolean =>
  (eventType === 'TICKET_DEVUELTO' || eventType === 'TICKET_TRANSFERIDO') &&
  !bySystem &&
  oldState?.['status'] === 'ATENDIENDO';

const written = (changes: Changes): Ticket[] =>
  changes.newTicket ? [changes.newTicket, ...changes.tickets] : changes.tickets;

function addTo(kept: Map<string, Sums>, key: string, delta: QueueDayDelta | AdvisorDayDelta): void {
  const sums = kept.get(key) ?? {};
  for (const [name, value] of Object.entries(delta) as [string, unknown][]) {
    if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value;
  }
  kept.set(key, sums);
}

function same<T extends object | Sums>(
  what: () => string,
  said: T | undefined,
  counted: DaySums,
  names: readonly (keyof T & keyof DaySums)[],
): void {
  for (const name of names) {
    const is = Number(said?.[name] ?? 0);
    ensure(is === counted[name], () => `${what()}: ${String(name)} is ${counted[name]} and says ${is}`);
  }
}

function checkAdvisorEvents(before: BranchState, changes: Changes): void {
  const ofAdvisor = (id: number) => (event: AuditEvent) =>
    event.entityType === 'ADVISOR' && event.entityId === String(id);
  for (const advisor of changes.advisors) {
    const was = before.advisors.find((other) => other.id === advisor.id);
    const last = changes.events.filter(ofAdvisor(advisor.id)).at(-1);
    if (was?.status === advisor.status && was.moduleNumber === advisor.moduleNumber) continue;
    ensure(
      last?.newState?.['status'] === advisor.status,
      () => `R10: ${advisor.name} is ${advisor.status} without its event`,
    );
  }
}

function checkEnd(ticket: Ticket): void {
  ensure(ticket.closedAt !== null, () => `R4: ${ticket.numero} ended without closedAt`);
  ensure(
    ticket.positionInQueue === 0 && ticket.estimatedWaitMinutes === 0 && ticket.estimatedHigh === 0,
    () => `R4: ${ticket.numero} ended and has a position or a wait`,
  );
  ensure(
    (ticket.completedAt !== null) === (ticket.status === 'COMPLETADO'),
    () => `R4: completedAt of ${ticket.numero}`,
  );
}

/** What differs from the state before is among the rows to write, and without rows nothing differs. */
function checkEverythingIsWritten(before: BranchState, after: BranchState, changes: Changes): void {
  const rows = new Set(written(changes).map((ticket) => ticket.id));
  let place = 0;
  for (const ticket of after.tickets) {
    if (rows.has(ticket.id)) continue;
    // They stand in the order in which they stood; who does not is looked for.
    while (place < before.tickets.length && before.tickets[place]?.id !== ticket.id) place += 1;
    if (place === before.tickets.length) place = before.tickets.findIndex(({ id }) => id === ticket.id);
    const was = before.tickets[place];
    if (!was || !sameTicket(was, ticket)) ensure(false, () => `${ticket.numero} changed and is not written`);
  }
  const desks = new Set(changes.advisors.map((advisor) => advisor.id));
  for (const [index, advisor] of after.advisors.entries()) {
    if (desks.has(advisor.id)) continue;
    const was = before.advisors[index];
    if (!was || !equal(was, advisor)) ensure(false, () => `${advisor.name} changed and is not written`);
  }
  const queues = new Set(changes.queues.map((queue) => queue.queueType));
  for (const queue of after.queues) {
    const was = before.queues.find(({ queueType }) => queueType === queue.queueType);
    // By identity, which the copies keep: what learns makes a new object.
    const same = was?.learned === queue.learned;
    ensure(same || queues.has(queue.queueType), () => `R8: ${queue.queueType} learned and is not written`);
  }
  const quiet = rows.size === 0 && desks.size === 0 && changes.events.length === 0;
  ensure(changes.visible || quiet, 'R6: something changed and the branch keeps its revision');
  if (!changes.visible) ensure(before.noAdvisorsSince === after.noAdvisorsSince, 'R7: the alarm changed unseen');
}

/** The fields of both are the same; their objects are compared by identity, which the copies keep. */
function equal<T extends object>(a: T, b: T): boolean {
  for (const key in a) if (a[key] !== b[key]) return false;
  return true;
}

/** What takes a called ticket back into the line. */
const BACK = new Set(['TICKET_DEVUELTO', 'TICKET_TRANSFERIDO']);

/** R9: a call makes the third message due, a promotion the second, and the end of a ticket discards what is left. */
function checkMessages(changes: Changes): void {
  const byReference = new Map(written(changes).map((ticket) => [ticket.codigoReferencia, ticket]));
  const due = new Set(changes.messages.filter(({ truth }) => truth === 'now').map(nameOf));
  const dropped = new Set(changes.messages.filter(({ truth }) => truth === 'over').map(nameOf));
  const rearmed = new Set(changes.messages.filter(({ effect }) => effect === 'rearm').map(nameOf));
  const last = 'totem_es_tu_turno' as const;
  for (const event of changes.events) {
    const ticket = byReference.get(event.entityId);
    if (!ticket?.messagesPlanned) continue;
    const calledAndThere = ticket.status === 'ATENDIENDO' && ticket.startedAt === null;
    if (event.eventType === 'TICKET_PROXIMO' && ticket.status === 'PROXIMO') {
      const name = nameOf({ ticketId: ticket.id, template: 'totem_proximo_turno' });
      ensure(due.has(name), () => `R9: ${name} should be due`);
    }
    if (event.eventType === 'TICKET_ASIGNADO' && calledAndThere) {
      const name = nameOf({ ticketId: ticket.id, template: last });
      ensure(due.has(name), () => `R9: ${name} should be due`);
    }
    if (BACK.has(event.eventType) && waits(ticket) && event.oldState?.['status'] === 'ATENDIENDO') {
      const name = nameOf({ ticketId: ticket.id, template: last });
      ensure(rearmed.has(name), () => `R9: ${name} should be told once more`);
    }
    if (isFinal(ticket) && ticket.startedAt === null) {
      const name = nameOf({ ticketId: ticket.id, template: last });
      ensure(dropped.has(name), () => `R9: ${name} should be discarded`);
    }
  }
  const { newTicket, messages } = changes;
  const planned = messages.filter(({ effect }) => effect === 'plan').length;
  ensure(planned === (newTicket?.messagesPlanned ? TEMPLATES.length : 0), 'R9: a reachable ticket has every message');
  for (const message of messages) {
    const first = message.template === 'totem_ticket_creado';
    ensure(!first || message.effect !== 'rearm', 'R9: the first message is told once');
    const ticket = written(changes).find(({ id }) => id === message.ticketId);
    ensure(!message.ready || ticket?.linked === true, () => `R9: ${nameOf(message)} is ready without a chat`);
  }
}

const nameOf = ({ ticketId, template }: Pick<MessageChange, 'ticketId' | 'template'>): string =>
  `${ticketId} ${template}`;
