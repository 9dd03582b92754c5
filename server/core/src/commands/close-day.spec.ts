import { Branch, type BranchState } from '../branch/branch.js';
import type { Ticket } from '../ticket/ticket.js';
import {
  aBranch,
  anAdvisor,
  aTicket,
  copyOf,
  HOUR,
  MINUTE,
  NINE_O_CLOCK,
  refusalOf,
  TODAY,
} from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { closeDay, dayIsDue, enterBusinessDay } from './close-day.js';
import { recall } from './desk.js';

const served = (id: number, advisorId: number, patch: Partial<Ticket> = {}) =>
  aTicket(id, {
    status: 'ATENDIENDO',
    advisorId,
    moduleNumber: advisorId,
    assignedAt: NINE_O_CLOCK,
    positionInQueue: 0,
    ...patch,
  });
const busy = { status: 'BUSY', assignedTicketsCount: 1, workloadMinutes: 5 } as const;

/** C01 and C02 wait, advisor 1 has greeted C03, advisor 2 has only called C04, 3 is ready for others, 4 is away. */
const evening = (patch: Partial<BranchState> = {}): BranchState =>
  aBranch({
    advisors: [
      anAdvisor(1, busy),
      anAdvisor(2, { ...busy, offlineAfterCurrent: true, statusReason: 'salida' }),
      anAdvisor(3, { status: 'AVAILABLE', queueTypes: ['GERENCIA'] }),
      anAdvisor(4, { statusReason: 'almuerzo' }),
    ],
    tickets: [
      aTicket(1, { messagesPlanned: true }),
      aTicket(2, { status: 'PROXIMO' }),
      served(3, 1, { startedAt: NINE_O_CLOCK + MINUTE, messagesPlanned: true }),
      served(4, 2),
    ],
    ...patch,
  });
const EVENING = NINE_O_CLOCK + 8 * HOUR;

describe('close day', () => {
  it('R4: who waits is CANCELADO, who was greeted COMPLETADO, who was only called NO_ATENDIDO', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    expect([1, 2, 3, 4].map((id) => scene.ticket(id).status)).toEqual([
      'CANCELADO',
      'CANCELADO',
      'COMPLETADO',
      'NO_ATENDIDO',
    ]);
    expect([1, 2].map((id) => scene.ticket(id).cancelReason)).toEqual(['FIN_DE_JORNADA', 'FIN_DE_JORNADA']);
    for (const id of [1, 2, 3, 4]) {
      expect(scene.ticket(id)).toMatchObject({ closedAt: EVENING, positionInQueue: 0, estimatedWaitMinutes: 0 });
    }
    expect(scene.state.tickets).toEqual([]);
    // Of the greeted one nothing was left: the third message ended when the customer stood at the desk.
    expect(scene.messages('discard').map((message) => message[0])).toEqual(['1', '1', '1']);
  });

  it('R7: the desks go OFFLINE with true loads; who was away keeps the reason', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    expect(scene.state.advisors.map(({ status, statusReason }) => [status, statusReason])).toEqual([
      ['OFFLINE', 'FIN_DE_JORNADA'],
      ['OFFLINE', 'salida'],
      ['OFFLINE', 'FIN_DE_JORNADA'],
      ['OFFLINE', 'almuerzo'],
    ]);
    for (const advisor of scene.state.advisors) {
      expect(advisor).toMatchObject({ assignedTicketsCount: 0, workloadMinutes: 0, offlineAfterCurrent: false });
    }
    expect(scene.changes.advisors.map(({ id }) => id).sort()).toEqual([1, 2, 3]);
  });

  it('R10: every change by the system, and one line for the day', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    expect(scene.changes.events.every(({ bySystem }) => bySystem)).toBe(true);
    expect(scene.events.filter((type) => type.startsWith('TICKET'))).toEqual([
      'TICKET_CANCELADO',
      'TICKET_CANCELADO',
      'TICKET_COMPLETADO',
      'TICKET_NO_ATENDIDO',
    ]);
    expect(scene.changes.events.at(-1)).toMatchObject({
      eventType: 'JORNADA_CERRADA',
      entityType: 'BRANCH',
      entityIdentifier: 'SCL-01',
      data: { businessDate: TODAY, cancelled: 2, ended: 2 },
    });
  });

  it('R7: the day’s counts hold those who were ended', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({ businessDate: TODAY, served: 1, noShow: 1, cancelled: 2, serviceMs: 8 * HOUR }),
    ]);
    expect(scene.changes.advisorDays).toEqual([
      { businessDate: TODAY, advisorId: 1, served: 1, noShow: 0, serviceMs: 8 * HOUR },
      { businessDate: TODAY, advisorId: 2, served: 0, noShow: 1, serviceMs: 0 },
    ]);
  });

  it('R4: an empty branch is closed too, once', () => {
    const scene = new Scene(aBranch({ noAdvisorsSince: 5 }), EVENING);
    scene.run(closeDay);
    expect(scene.events).toEqual(['JORNADA_CERRADA']);
    expect(scene.state).toMatchObject({ dayClosed: true, noAdvisorsSince: null, businessDate: TODAY });
  });
});

describe('dayIsDue', () => {
  const hours = { week: { 1: [{ from: '09:00', to: '14:00' }] } };
  const due = (at: number, patch: Partial<BranchState> = {}) =>
    dayIsDue(new Branch(aBranch({ openingHours: hours, ...patch }), at));
  const closing = NINE_O_CLOCK + 5 * HOUR;

  it('R4: at closing time plus graceMinutes, not before', () => {
    expect(due(closing)).toBe(false);
    expect(due(closing + 30 * MINUTE - 1)).toBe(false);
    expect(due(closing + 30 * MINUTE)).toBe(true);
    expect(due(closing, { settings: { graceMinutes: 0 } })).toBe(true);
  });

  it('R4: not twice, not without a closing time, and not for a day that is over', () => {
    expect(due(closing + HOUR, { dayClosed: true })).toBe(false);
    expect(due(closing + HOUR, { openingHours: null })).toBe(false);
    expect(due(closing + HOUR, { openingHours: { week: {} } })).toBe(false);
    expect(due(closing + HOUR, { businessDate: '2026-03-15' })).toBe(false); // enterBusinessDay closes that one
  });
});

describe('enterBusinessDay', () => {
  it('R4: the first command of a new day closes the one before, in that day’s counts', () => {
    const scene = new Scene(evening(), NINE_O_CLOCK + 24 * HOUR);
    const id = scene.issue('CAJA', { id: 50 });
    expect(scene.ticket(id)).toMatchObject({ numero: 'C01', businessDate: '2026-03-17', positionInQueue: 1 });
    expect(scene.ticket(1).status).toBe('CANCELADO');
    expect(scene.events.filter((type) => type === 'JORNADA_CERRADA')).toHaveLength(1);
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({ businessDate: TODAY, cancelled: 2, issued: 0 }),
      expect.objectContaining({ businessDate: '2026-03-17', cancelled: 0, issued: 1 }),
    ]);
    expect(scene.state).toMatchObject({ businessDate: '2026-03-17', dayClosed: false });
  });

  it('R7: the day’s figures restart: served, mean, no-shows, queue counts, last number', () => {
    const state = evening();
    for (const advisor of state.advisors)
      Object.assign(advisor, { servedToday: 4, noShowToday: 2, serviceMsToday: HOUR });
    for (const queue of state.queues)
      Object.assign(queue, { lastNumber: 40, today: { served: 9, noShow: 9, cancelled: 9 } });
    const scene = new Scene(state, NINE_O_CLOCK + 24 * HOUR);
    expect(scene.run(() => null)).toBeNull();
    for (const advisor of scene.state.advisors) {
      expect(advisor).toMatchObject({ servedToday: 0, noShowToday: 0, serviceMsToday: 0 });
    }
    for (const queue of scene.state.queues) {
      expect(queue).toMatchObject({ lastNumber: 0, today: { served: 0, noShow: 0, cancelled: 0 } });
    }
    expect(scene.changes.visible).toBe(true);
    expect(scene.changes.advisors.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
  });

  it('R4: a day that was closed in time is not closed again', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    scene.later(24 * HOUR).run(() => null);
    expect(scene.events).toEqual([]);
    expect(scene.state).toMatchObject({ businessDate: '2026-03-17', dayClosed: false });
  });

  it('R4: a ticket given after the closing does not outlive its day', () => {
    const scene = new Scene(evening(), EVENING);
    scene.run(closeDay);
    const late = scene.later(HOUR).issue();
    scene.later(24 * HOUR).run(() => null);
    expect(scene.ticket(late)).toMatchObject({ status: 'CANCELADO', cancelReason: 'FIN_DE_JORNADA' });
  });

  it('R4: on the same day, or when a clock is behind, nothing happens', () => {
    for (const at of [NINE_O_CLOCK, NINE_O_CLOCK - 24 * HOUR]) {
      const branch = new Branch(copyOf(evening()), at);
      expect(enterBusinessDay(branch)).toBe(false);
      expect(branch.changes()).toMatchObject({ visible: false, patch: { businessDate: TODAY } });
    }
  });

  it('R4: days without a command are skipped: the branch goes from its last day to the present one', () => {
    const scene = new Scene(evening(), NINE_O_CLOCK + 72 * HOUR);
    scene.run(() => null);
    expect(scene.state.businessDate).toBe('2026-03-19');
    expect(scene.events.filter((type) => type === 'JORNADA_CERRADA')).toHaveLength(1);
  });

  it('R4: a command of yesterday’s ticket finds it ended', () => {
    const scene = new Scene(evening(), NINE_O_CLOCK + 24 * HOUR);
    expect(refusalOf(() => scene.run((branch) => recall(branch, 2))).code).toBe('TRANSICION_INVALIDA');
  });
});
