import {
  aBranch,
  anAdvisor,
  MINUTE,
  NINE_O_CLOCK,
  referenceOf,
  refusalOf,
  SECOND,
  TODAY,
} from '../testing/builders.js';
import type { BranchSettings } from '../branch/settings.js';
import { Scene } from '../testing/scene.js';
import { complete, noShow, recall, start } from './desk.js';

/** Advisor 1 has just been given C01; whoever it was can be written to. */
function atDesk(settings: Partial<BranchSettings> = {}): Scene {
  const scene = new Scene(aBranch({ settings, advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
  scene.issue('CAJA', { contact: 'chat' });
  return scene;
}

describe.each([
  ['start', start],
  ['recall', recall],
  ['complete', complete],
  ['noShow', noShow],
] as const)('%s', (command, run) => {
  it(`R4: ${command} without a ticket on the desk is TRANSICION_INVALIDA`, () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
    const before = scene.state;
    const refusal = refusalOf(() => scene.run((branch) => run(branch, 1)));
    expect(refusal.code).toBe('TRANSICION_INVALIDA');
    expect(refusal.details).toEqual({ from: 'NINGUNO', command });
    expect(scene.state).toBe(before);
  });

  it(`R14: ${command} of an unknown advisor is ASESOR_NO_ENCONTRADO`, () => {
    expect(refusalOf(() => atDesk().run((branch) => run(branch, 99))).code).toBe('ASESOR_NO_ENCONTRADO');
  });
});

describe('start', () => {
  it('R4: sets startedAt and leaves the rest, with its event', () => {
    const scene = atDesk().later(MINUTE);
    scene.run((branch) => start(branch, 1));
    expect(scene.ticket(1)).toMatchObject({
      status: 'ATENDIENDO',
      startedAt: NINE_O_CLOCK + MINUTE,
      assignedAt: NINE_O_CLOCK,
    });
    expect(scene.events).toEqual(['TICKET_INICIADO']);
    expect(scene.changes.events[0]).toMatchObject({
      entityId: referenceOf(1),
      bySystem: false,
      oldState: { status: 'ATENDIENDO', startedAt: null },
    });
    expect(scene.changes).toMatchObject({ queueDays: [], advisorDays: [] });
  });

  it('R4: the time of the greeting is not overwritten by a second start', () => {
    const scene = atDesk();
    scene.run((branch) => start(branch, 1));
    expect(refusalOf(() => scene.later(MINUTE).run((branch) => start(branch, 1))).code).toBe('TRANSICION_INVALIDA');
    expect(scene.ticket(1).startedAt).toBe(NINE_O_CLOCK);
  });
});

describe('recall', () => {
  it('R4: counts, and the event says how often', () => {
    const scene = atDesk().later(5 * SECOND);
    scene.run((branch) => recall(branch, 1));
    expect(scene.ticket(1)).toMatchObject({ recallCount: 1, lastRecalledAt: NINE_O_CLOCK + 5 * SECOND });
    expect(scene.changes.events).toEqual([
      expect.objectContaining({
        eventType: 'TICKET_RELLAMADO',
        oldState: { status: 'ATENDIENDO', recallCount: 0 },
        data: { recallCount: 1 },
      }),
    ]);
  });

  it('R4: not within 10 seconds of the last', () => {
    const scene = atDesk();
    scene.run((branch) => recall(branch, 1));
    const refusal = refusalOf(() => scene.later(7.5 * SECOND).run((branch) => recall(branch, 1)));
    expect(refusal.code).toBe('TRANSICION_INVALIDA');
    expect(refusal.details).toMatchObject({ command: 'recall', retryAfterSeconds: 3 });
    expect(scene.ticket(1).recallCount).toBe(1);
    scene.later(2.5 * SECOND).run((branch) => recall(branch, 1));
    expect(scene.ticket(1).recallCount).toBe(2);
  });

  it('R4: at most three times', () => {
    const scene = atDesk();
    for (let time = 1; time <= 3; time++) scene.later(10 * SECOND).run((branch) => recall(branch, 1));
    const refusal = refusalOf(() => scene.later(MINUTE).run((branch) => recall(branch, 1)));
    expect(refusal.code).toBe('TRANSICION_INVALIDA');
    expect(refusal.details).toMatchObject({ command: 'recall', recallMax: 3 });
    expect(scene.ticket(1).recallCount).toBe(3);
  });

  it('R4: the limit and the cool-down are settings', () => {
    const scene = atDesk({ recallMax: 1, recallCooldownSeconds: 0 });
    scene.run((branch) => recall(branch, 1));
    expect(refusalOf(() => scene.run((branch) => recall(branch, 1))).details).toMatchObject({ recallMax: 1 });
    expect(refusalOf(() => atDesk({ recallMax: 0 }).run((branch) => recall(branch, 1))).code).toBe(
      'TRANSICION_INVALIDA',
    );
  });

  it('R4: nobody is called again who has been greeted', () => {
    const scene = atDesk();
    scene.run((branch) => start(branch, 1));
    expect(refusalOf(() => scene.run((branch) => recall(branch, 1))).details).toMatchObject({ started: true });
  });
});

describe('complete', () => {
  it('R4: closes the ticket with its service time from the call, two decimals', () => {
    const scene = atDesk().later(MINUTE);
    scene.run((branch) => start(branch, 1));
    scene.later(2 * MINUTE + 20 * SECOND).run((branch) => complete(branch, 1, { outcome: 'resuelto', note: 'ok' }));
    expect(scene.ticket(1)).toMatchObject({
      status: 'COMPLETADO',
      completedAt: scene.now,
      closedAt: scene.now,
      startedAt: NINE_O_CLOCK + MINUTE,
      actualServiceTimeMinutes: 3.33,
      positionInQueue: 0,
      estimatedWaitMinutes: 0,
    });
    expect(scene.state.tickets).toEqual([]);
    expect(scene.changes.events[0]).toMatchObject({
      eventType: 'TICKET_COMPLETADO',
      bySystem: false,
      oldState: { status: 'ATENDIENDO', startedAt: new Date(NINE_O_CLOCK + MINUTE).toISOString() },
      data: { outcome: 'resuelto', note: 'ok', actualServiceTimeMinutes: 3.33 },
    });
  });

  it('R7: frees the advisor, whose load and counts of the day are true', () => {
    const scene = atDesk().later(4 * MINUTE);
    scene.run((branch) => complete(branch, 1));
    expect(scene.advisor(1)).toMatchObject({
      status: 'AVAILABLE',
      statusSince: scene.now,
      assignedTicketsCount: 0,
      workloadMinutes: 0,
      servedToday: 1,
      noShowToday: 0,
      serviceMsToday: 4 * MINUTE,
    });
    expect(scene.queue('CAJA').today).toEqual({ served: 1, noShow: 0, cancelled: 0 });
    expect(scene.events).toEqual(['TICKET_COMPLETADO', 'ADVISOR_FREED']);
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({ queueType: 'CAJA', served: 1, serviceMs: 4 * MINUTE, noShow: 0, called: 0 }),
    ]);
    expect(scene.changes.advisorDays).toEqual([
      { businessDate: TODAY, advisorId: 1, served: 1, noShow: 0, serviceMs: 4 * MINUTE },
    ]);
  });

  it('R9: messages of the ended ticket that have not gone out are discarded', () => {
    const scene = atDesk();
    scene.run((branch) => complete(branch, 1));
    expect(scene.messages('discard')).toEqual(['1 totem_es_tu_turno']);
    expect(scene.messages('due')).toEqual([]);
  });

  it('R7 automatic: whoever waits is called at once', () => {
    const scene = atDesk();
    const next = scene.issue();
    scene.later(MINUTE).run((branch) => complete(branch, 1));
    expect(scene.ticket(next)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1, assignedAt: scene.now });
    expect(scene.events).toEqual(['TICKET_COMPLETADO', 'ADVISOR_FREED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', assignedTicketsCount: 1, workloadMinutes: 5 });
  });

  it('R7 onCall: the advisor stays BUSY, closing, and nobody is called', () => {
    const scene = atDesk({ assignmentMode: 'onCall' });
    const next = scene.issue();
    scene.later(MINUTE).run((branch) => complete(branch, 1));
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', statusSince: scene.now, assignedTicketsCount: 0 });
    expect(scene.ticket(next).status).toBe('EN_ESPERA');
  });
});

describe('noShow', () => {
  it('R4: closes the ticket as NO_ATENDIDO, without a service time', () => {
    const scene = atDesk().later(5 * MINUTE);
    scene.run((branch) => noShow(branch, 1));
    expect(scene.ticket(1)).toMatchObject({
      status: 'NO_ATENDIDO',
      closedAt: scene.now,
      completedAt: null,
      actualServiceTimeMinutes: null,
    });
    expect(scene.advisor(1)).toMatchObject({ status: 'AVAILABLE', servedToday: 0, noShowToday: 1, serviceMsToday: 0 });
    expect(scene.queue('CAJA').today).toEqual({ served: 0, noShow: 1, cancelled: 0 });
    expect(scene.events).toEqual(['TICKET_NO_ATENDIDO', 'ADVISOR_FREED']);
    expect(scene.messages('discard')).toEqual(['1 totem_es_tu_turno']);
    expect(scene.changes.queueDays).toEqual([expect.objectContaining({ noShow: 1, served: 0, serviceMs: 0 })]);
    expect(scene.changes.advisorDays).toEqual([expect.objectContaining({ advisorId: 1, noShow: 1, served: 0 })]);
  });

  it('R4: whoever was greeted came', () => {
    const scene = atDesk();
    scene.run((branch) => start(branch, 1));
    expect(refusalOf(() => scene.run((branch) => noShow(branch, 1))).code).toBe('TRANSICION_INVALIDA');
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
  });
});
