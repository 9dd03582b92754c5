import {
  aBranch,
  anAdvisor,
  aTicket,
  HOUR,
  MINUTE,
  NINE_O_CLOCK,
  referenceOf,
  refusalOf,
} from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { complete, recall } from '../commands/desk.js';
import { Branch, CALLS_KEPT, type Call } from './branch.js';
import { DEFAULT_SETTINGS } from './settings.js';

const past = (ticketId: number, calledAt: number): Call => ({
  ticketId,
  codigoReferencia: referenceOf(ticketId),
  status: 'COMPLETADO',
  numero: `C${ticketId}`,
  moduleNumber: 1,
  queueType: 'CAJA',
  calledAt,
  lastCalledAt: calledAt,
  recallCount: 0,
  serving: false,
});

describe('Branch', () => {
  it('R14: what is not there is refused with its own code', () => {
    const branch = new Branch(aBranch(), NINE_O_CLOCK);
    expect(refusalOf(() => branch.queue('OTRA')).code).toBe('COLA_NO_ENCONTRADA');
    expect(refusalOf(() => branch.advisor(1)).code).toBe('ASESOR_NO_ENCONTRADO');
    expect(refusalOf(() => branch.ticket(referenceOf(1))).code).toBe('TICKET_NO_ENCONTRADO');
    expect(branch.ticketById(1)).toBeUndefined();
  });

  it('R1–R9: what a branch does not set has the default of the rules', () => {
    expect(new Branch(aBranch({ settings: { recallMax: 5 } }), NINE_O_CLOCK).settings).toEqual({
      ...DEFAULT_SETTINGS,
      recallMax: 5,
    });
    expect(DEFAULT_SETTINGS).toMatchObject({
      rutCheck: false,
      dispatchPolicy: 'guard',
      guardRatio: 0.8,
      preferentialCreditMinutes: 30,
      recallMax: 3,
      recallCooldownSeconds: 10,
      noShowMinutes: null,
      reservationMinutes: 30,
      assignmentMode: 'automatic',
      undoSeconds: 10,
    });
  });

  it('CONTRACT: of its thresholds each has its own default', () => {
    const { alerts } = new Branch(aBranch({ settings: { alerts: { idleMinutes: 30 } } }), NINE_O_CLOCK).settings;
    expect(alerts).toEqual({ ...DEFAULT_SETTINGS.alerts, idleMinutes: 30 });
    expect(DEFAULT_SETTINGS.alerts).toEqual({
      ...{ idleMinutes: 10, longServiceTimes: 3, longServiceMinutes: 15, silentMinutes: 5 },
      ...{ failedPercent: 10, failedOverMinutes: 10, failedLeast: 10, coveragePercent: 70, coverageLeast: 20 },
      telegramFrom: 'CRITICAL',
    });
  });

  it('R6: loaded and left alone, it has nothing to write', () => {
    const branch = new Branch(aBranch({ tickets: [aTicket(1)], advisors: [anAdvisor(1)] }), NINE_O_CLOCK);
    expect(branch.changes()).toEqual({
      newTicket: null,
      tickets: [],
      advisors: [],
      counter: null,
      messages: [],
      events: [],
      queueDays: [],
      advisorDays: [],
      queues: [],
      patch: {
        businessDate: '2026-03-16',
        dayClosed: false,
        noAdvisorsSince: null,
        positionsCurrent: false,
        learned: null,
        status: 'OPEN',
        notice: null,
      },
      visible: false,
    });
  });

  it('R7: the ticket on a desk is the one being served there', () => {
    const serving = aTicket(2, { status: 'ATENDIENDO', advisorId: 1, assignedAt: NINE_O_CLOCK, moduleNumber: 1 });
    const branch = new Branch(aBranch({ tickets: [aTicket(1), serving], advisors: [anAdvisor(1)] }), NINE_O_CLOCK);
    expect(branch.currentOf(1)?.id).toBe(2);
    expect(branch.currentOf(2)).toBeNull();
    expect(branch.waiting().map(({ id }) => id)).toEqual([1]);
    expect(branch.activeTickets().map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('the calls of the lobby screen', () => {
  const calls = (scene: Scene): string[] =>
    new Branch(scene.state, scene.now).calls().map(({ numero, serving }) => (serving ? `${numero}*` : numero));

  it('R4: last call or recall first; a ticket that was never called is not there', () => {
    const advisors = [1, 2].map((id) => anAdvisor(id, { status: 'AVAILABLE' }));
    const scene = new Scene(aBranch({ advisors }));
    scene.issue();
    scene.later(MINUTE).issue();
    scene.later(MINUTE).issue();
    expect(calls(scene)).toEqual(['C02*', 'C01*']);
    scene.later(MINUTE).run((branch) => recall(branch, 1));
    expect(calls(scene)).toEqual(['C01*', 'C02*']);
    scene.later(MINUTE).run((branch) => complete(branch, 1));
    expect(calls(scene)).toEqual(['C03*', 'C01', 'C02*']);
  });

  it('R4: everybody being served is shown, however long ago the call; of the rest the latest', () => {
    const serving = aTicket(1, { status: 'ATENDIENDO', advisorId: 1, assignedAt: NINE_O_CLOCK, moduleNumber: 1 });
    const pastCalls = Array.from({ length: 30 }, (_, index) => past(100 + index, NINE_O_CLOCK + HOUR + index));
    const shown = new Branch(aBranch({ tickets: [serving], pastCalls }), NINE_O_CLOCK + 2 * HOUR).calls();
    expect(shown).toHaveLength(CALLS_KEPT + 1);
    expect(shown[0]?.ticketId).toBe(129);
    expect(shown.at(-1)).toMatchObject({ ticketId: 1, serving: true });
  });

  it('R2: yesterday’s calls are gone in the morning', () => {
    const scene = new Scene(aBranch({ pastCalls: [past(1, NINE_O_CLOCK)] }), NINE_O_CLOCK + 24 * HOUR);
    scene.run(() => null);
    expect(calls(scene)).toEqual([]);
  });
});
