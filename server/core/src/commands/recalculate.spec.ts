import type { BranchState } from '../branch/branch.js';
import { aBranch, anAdvisor, aQueue, aTicket, MINUTE, NINE_O_CLOCK, referenceOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { cancel } from './cancel.js';
import { recalculate } from './recalculate.js';

/** Five at the till, a minute apart, with messages; their stored positions are all 9. */
const line = (patch: Partial<BranchState> = {}): Scene =>
  new Scene(
    aBranch({
      revision: 1, // something has changed since the positions of revision 0
      tickets: [1, 2, 3, 4, 5].map((id) =>
        aTicket(id, { createdAt: NINE_O_CLOCK + id * MINUTE, positionInQueue: 9, messagesPlanned: true }),
      ),
      ...patch,
    }),
    NINE_O_CLOCK + 10 * MINUTE,
  );
const column = <T>(scene: Scene, of: (ticket: ReturnType<Scene['ticket']>) => T): T[] => scene.state.tickets.map(of);

describe('recalculate', () => {
  it('R6: positions 1 … n and their estimates are stored', () => {
    const scene = line();
    scene.run(recalculate);
    expect(column(scene, (ticket) => ticket.positionInQueue)).toEqual([1, 2, 3, 4, 5]);
    expect(column(scene, (ticket) => ticket.estimatedWaitMinutes)).toEqual([5, 10, 15, 20, 25]);
    expect(scene.changes.patch.positionsCurrent).toBe(true);
    expect(scene.state.positionsRevision).toBe(scene.state.revision);
  });

  it('R6: the first three become PROXIMO, by the system, and their second message is due', () => {
    const scene = line();
    scene.run(recalculate);
    expect(column(scene, (ticket) => ticket.status)).toEqual([
      'PROXIMO',
      'PROXIMO',
      'PROXIMO',
      'EN_ESPERA',
      'EN_ESPERA',
    ]);
    expect(scene.messages('due')).toEqual([1, 2, 3].map((id) => `${id} totem_proximo_turno`));
    expect(scene.events).toEqual(['TICKET_PROXIMO', 'TICKET_PROXIMO', 'TICKET_PROXIMO']);
    expect(scene.changes.events[2]).toMatchObject({
      entityId: referenceOf(3),
      bySystem: true,
      oldState: { status: 'EN_ESPERA' },
      newState: { status: 'PROXIMO' },
      data: { positionInQueue: 3 },
    });
  });

  it('R6: nothing changed: no row, no event, no message, no revision', () => {
    const scene = line();
    scene.run(recalculate);
    const { revision } = scene.state;
    scene.later(5000).run(recalculate);
    expect(scene.changes).toMatchObject({
      visible: false,
      tickets: [],
      advisors: [],
      events: [],
      messages: [],
      queueDays: [],
      queues: [],
      patch: { positionsCurrent: false },
    });
    expect(scene.state.revision).toBe(revision);
  });

  it('R6: only rows whose value changed are written', () => {
    const scene = line();
    scene.run(recalculate);
    scene.run((branch) => cancel(branch, referenceOf(3), 'CLIENTE', false));
    scene.run(recalculate);
    expect(scene.changes.tickets.map(({ id }) => id)).toEqual([4, 5]);
    expect(scene.ticket(4)).toMatchObject({ status: 'PROXIMO', positionInQueue: 3 });
    expect(scene.ticket(5)).toMatchObject({ status: 'EN_ESPERA', positionInQueue: 4 });
  });

  it('R6: PROXIMO is never taken back, nor told again, when preferential customers come before it', () => {
    const scene = line({ settings: { preferentialCreditMinutes: 60 } });
    scene.run(recalculate);
    for (let more = 0; more < 3; more++) scene.issue('CAJA', { preferential: true, contact: 'chat' });
    scene.run(recalculate);
    expect(scene.ticket(3)).toMatchObject({ status: 'PROXIMO', positionInQueue: 6, estimatedWaitMinutes: 30 });
    expect(scene.messages('due')).toEqual([6, 7, 8].map((id) => `${id} totem_proximo_turno`));
    expect(scene.events).toEqual(['TICKET_PROXIMO', 'TICKET_PROXIMO', 'TICKET_PROXIMO']);
  });

  it('R6: each queue has its own first three', () => {
    const scene = line();
    scene.issue('EMPRESAS');
    scene.run(recalculate);
    expect(scene.ticket(6)).toMatchObject({ status: 'PROXIMO', positionInQueue: 1, estimatedWaitMinutes: 20 });
    expect(scene.messages('due')).toEqual([1, 2, 3].map((id) => `${id} totem_proximo_turno`)); // no phone, no message
  });

  it('R6: a PROXIMO ticket is assigned like any other', () => {
    const scene = line({ advisors: [anAdvisor(1)] });
    scene.run(recalculate);
    scene.state = { ...scene.state, advisors: [anAdvisor(1, { status: 'AVAILABLE' })] };
    scene.issue();
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', positionInQueue: 0 });
    expect(scene.messages('due')).toEqual(['1 totem_es_tu_turno']);
    scene.run(recalculate);
    expect(scene.ticket(4).status).toBe('PROXIMO');
    expect(scene.ticket(1).positionInQueue).toBe(0);
  });

  it('R8: a new average reaches the estimates of those who wait', () => {
    const scene = line();
    scene.run(recalculate);
    const { revision } = scene.state;
    scene.state = { ...scene.state, revision: revision + 1, queues: [aQueue('CAJA', { averageTimeMinutes: 7 })] };
    scene.run(recalculate);
    expect(column(scene, (ticket) => ticket.estimatedWaitMinutes)).toEqual([7, 14, 21, 28, 35]);
    expect(scene.events).toEqual([]);
  });
});
