import {
  aBranch,
  anAdvisor,
  aTicket,
  MINUTE,
  NINE_O_CLOCK,
  QUEUE_TYPES,
  referenceOf,
  TODAY,
} from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { assignWaiting } from './assign-waiting.js';
import { complete } from './desk.js';
import { setStatus } from './set-status.js';

const ready = (id: number, queueTypes: string[] = [...QUEUE_TYPES]) =>
  anAdvisor(id, { status: 'AVAILABLE', queueTypes });
const since = (minutes: number) => ({ createdAt: NINE_O_CLOCK - minutes * MINUTE });

describe('assignment', () => {
  it('R7: ticket, advisor, load, message, counts, reason and audit, all in one change', () => {
    const called = aTicket(14, {
      ...since(17),
      numero: 'C14',
      status: 'PROXIMO',
      positionInQueue: 1,
      messagesPlanned: true,
    });
    const passed = aTicket(3, { ...since(9), queueType: 'EMPRESAS', numero: 'E03' });
    const scene = new Scene(aBranch({ advisors: [ready(2)], tickets: [called, passed] }));
    scene.run(assignWaiting);

    expect(scene.ticket(14)).toMatchObject({
      status: 'ATENDIENDO',
      advisorId: 2,
      moduleNumber: 2,
      assignedAt: NINE_O_CLOCK,
      startedAt: null,
      positionInQueue: 0,
      estimatedWaitMinutes: 0,
      estimatedLow: 0,
      estimatedHigh: 0,
      updatedAt: NINE_O_CLOCK,
      callReason: { numero: 'C14', waitedMinutes: 17, targetMinutes: 20, policy: 'guard', picked: false },
    });
    expect(scene.ticket(3).status).toBe('EN_ESPERA');
    expect(scene.advisor(2)).toMatchObject({
      status: 'BUSY',
      statusSince: NINE_O_CLOCK,
      lastAssignedAt: NINE_O_CLOCK,
      assignedTicketsCount: 1,
      workloadMinutes: 5,
    });
    expect(scene.messages('due')).toEqual(['14 totem_es_tu_turno']);
    expect(scene.messages('discard')).toEqual(['14 totem_ticket_creado', '14 totem_proximo_turno']);
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({ queueType: 'CAJA', called: 1, withinTarget: 1, waitMs: 17 * MINUTE, issued: 0 }),
    ]);
    expect(scene.changes.events.slice(0, 2)).toEqual([
      {
        eventType: 'TICKET_ASIGNADO',
        entityType: 'TICKET',
        entityId: referenceOf(14),
        entityIdentifier: 'C14',
        bySystem: true,
        oldState: { status: 'PROXIMO', positionInQueue: 1 },
        newState: { status: 'ATENDIENDO', queueType: 'CAJA', advisorId: 2, moduleNumber: 2 },
        data: { reason: 'C14: esperó 17 de 20 min, antes que E03 (9 de 30)', policy: 'guard' },
      },
      {
        eventType: 'ADVISOR_ASSIGNED',
        entityType: 'ADVISOR',
        entityId: '2',
        entityIdentifier: 'Asesor 2',
        bySystem: true,
        oldState: { status: 'AVAILABLE', reason: null, moduleNumber: 2, workloadMinutes: 0 },
        newState: { status: 'BUSY', reason: null, moduleNumber: 2, workloadMinutes: 5 },
        data: { numero: 'C14' },
      },
    ]);
  });

  it.each([
    [20, 1],
    [20.01, 0],
  ])('R7: a wait of %p minutes at a target of 20 counts %i within it', (minutes, withinTarget) => {
    const scene = new Scene(aBranch({ advisors: [ready(1)], tickets: [aTicket(1, since(minutes))] }));
    scene.run(assignWaiting);
    expect(scene.changes.queueDays).toEqual([expect.objectContaining({ businessDate: TODAY, withinTarget })]);
  });

  it('R7: no message is due for a ticket that has none', () => {
    const scene = new Scene(aBranch({ advisors: [ready(1)], tickets: [aTicket(1)] }));
    scene.run(assignWaiting);
    expect(scene.changes.messages).toEqual([]);
  });

  it('R7: several at once, each to an advisor of its queue', () => {
    const scene = new Scene(
      aBranch({
        advisors: [ready(1, ['CAJA']), ready(2, ['EMPRESAS', 'CAJA']), ready(3, ['GERENCIA'])],
        tickets: [aTicket(1), aTicket(2, { queueType: 'EMPRESAS' }), aTicket(3)],
      }),
    );
    scene.run(assignWaiting);
    expect([1, 2, 3].map((id) => scene.ticket(id).advisorId)).toEqual([1, 2, null]);
    expect([1, 2, 3].map((id) => scene.advisor(id).status)).toEqual(['BUSY', 'BUSY', 'AVAILABLE']);
    expect(scene.advisor(2).workloadMinutes).toBe(20);
  });

  it('R7: neither BUSY nor OFFLINE advisors are given tickets', () => {
    const advisors = [anAdvisor(1, { status: 'BUSY' }), anAdvisor(2)];
    const scene = new Scene(aBranch({ advisors, tickets: [aTicket(1)] }));
    scene.run(assignWaiting);
    expect(scene.ticket(1).status).toBe('EN_ESPERA');
  });

  it('R7: a reserved ticket waits for its advisor alone, and then is among the load once', () => {
    const reserved = aTicket(1, { reservedAdvisorId: 2 });
    const owner = anAdvisor(2, { queueTypes: [], assignedTicketsCount: 1, workloadMinutes: 5 });
    const scene = new Scene(aBranch({ advisors: [ready(1), owner], tickets: [reserved] }));
    scene.run(assignWaiting);
    expect(scene.ticket(1).status).toBe('EN_ESPERA');
    scene.run((branch) => setStatus(branch, 2, { status: 'AVAILABLE' }));
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 2, reservedAdvisorId: null });
    expect(scene.advisor(2)).toMatchObject({ assignedTicketsCount: 1, workloadMinutes: 5 });
  });

  it('R7: the 5-second net writes nothing when nothing can be assigned', () => {
    const scene = new Scene(aBranch({ advisors: [ready(1, ['EMPRESAS'])], tickets: [aTicket(1)] }));
    scene.run(assignWaiting);
    expect(scene.changes).toMatchObject({ visible: false, tickets: [], advisors: [], events: [], queueDays: [] });
  });
});

describe('nobody is there', () => {
  it('R7: tickets wait and nobody is AVAILABLE: one event for each episode', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    const first = scene.issue();
    expect(scene.events).toEqual(['TICKET_CREADO', 'NO_ADVISORS_AVAILABLE']);
    expect(scene.changes.events[1]).toEqual({
      eventType: 'NO_ADVISORS_AVAILABLE',
      entityType: 'BRANCH',
      entityId: '1',
      entityIdentifier: 'SCL-01',
      bySystem: true,
      oldState: null,
      newState: null,
      data: { waiting: 1 },
    });
    expect(scene.state.noAdvisorsSince).toBe(NINE_O_CLOCK);

    scene.later(MINUTE).issue(); // still the same episode
    expect(scene.events).toEqual(['TICKET_CREADO']);
    scene.run(assignWaiting);
    expect(scene.changes.visible).toBe(false);
    expect(scene.state.noAdvisorsSince).toBe(NINE_O_CLOCK);

    scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
    expect(scene.ticket(first).status).toBe('ATENDIENDO');
    scene.run((branch) => complete(branch, 1)); // the second is called: nobody waits, the episode is over
    expect(scene.state.noAdvisorsSince).toBeNull();
    scene.later(MINUTE).issue();
    expect(scene.events).toContain('NO_ADVISORS_AVAILABLE');
    expect(scene.state.noAdvisorsSince).toBe(scene.now);
  });

  it('R7: nobody on duty and nobody waiting is no alarm', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    scene.run(assignWaiting);
    expect(scene.changes.visible).toBe(false);
    expect(scene.state.noAdvisorsSince).toBeNull();
  });
});
