import { UNDOABLE_COMMANDS, type UndoableCommand } from '../branch/last-command.js';
import type { Queue } from '../branch/queue.js';
import { aBranch, anAdvisor, MINUTE, refusalOf, SECOND } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { callNext, complete, noShow, recall, start } from './desk.js';
import { closeDay } from './close-day.js';
import { returnTicket } from './return.js';
import { setOwnStatus, setStatus } from './set-status.js';
import { transfer, transferTicket } from './transfer.js';

/** Advisors 1 and 2 serve C01 and C02 since a minute; C03 and C04 wait; C05 did not come. */
function twoDesks(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2), anAdvisor(3)] }));
  scene.issue('CAJA', { id: 5 });
  scene.run((branch) => noShow(branch, 1));
  scene.later(MINUTE).issue('CAJA', { id: 1 });
  scene.run((branch) => setStatus(branch, 2, { status: 'AVAILABLE' }));
  for (const id of [2, 3, 4]) scene.later(MINUTE).issue('CAJA', { id });
  const advisors = scene.state.advisors.map((advisor) => ({ ...advisor, lastCommand: null }));
  scene.state = { ...scene.state, advisors };
  return scene.later(MINUTE);
}
const desk = (id: number) => (scene: Scene) =>
  scene.state.tickets.find((ticket) => ticket.status === 'ATENDIENDO' && ticket.advisorId === id)?.id;
const why = (scene: Scene, id = 1): unknown => refusalOf(() => scene.undo(id)).details['reason'];
const offline = { status: 'OFFLINE', reason: 'almuerzo' } as const;

const COMMANDS: Record<UndoableCommand, (scene: Scene) => unknown> = {
  status: (scene) => scene.run((branch) => setOwnStatus(branch, 1, { ...offline, afterCurrent: true })),
  callNext: (scene) => scene.run((branch) => callNext(branch, 1, { finish: 'COMPLETADO' })),
  start: (scene) => scene.run((branch) => start(branch, 1)),
  recall: (scene) => scene.run((branch) => recall(branch, 1)),
  complete: (scene) => scene.run((branch) => complete(branch, 1)),
  noShow: (scene) => scene.run((branch) => noShow(branch, 1)),
  return: (scene) => scene.run((branch) => returnTicket(branch, 1, { afterPlaces: 2 })),
  transfer: (scene) => scene.run((branch) => transfer(branch, 1, { advisorId: 2 })),
  reinstate: (scene) => scene.reinstateAtDesk(1, 5),
};

/** Without what the queue has learned: of that it keeps one service too many (ADR 11). */
const figures = (queue: Queue): object => ({ ...queue, learned: null });

describe('undo', () => {
  it.each(UNDOABLE_COMMANDS)(
    'R4: %s within undoSeconds, once: tickets, desks and figures are what they were',
    (command) => {
      const scene = twoDesks();
      const before = structuredClone(scene.state);
      COMMANDS[command](scene);
      expect(scene.advisor(1).lastCommand).toMatchObject({ command });
      scene.later(10 * SECOND);
      expect(scene.undo(1).command).toBe(command);
      const told = scene.changes.events.filter(({ eventType }) => eventType === 'COMANDO_DESHECHO');
      expect(told.map(({ entityType }) => entityType)).toEqual(
        command === 'status' ? ['ADVISOR'] : ['TICKET', 'ADVISOR'],
      );
      for (const ticket of scene.state.tickets) {
        const was = before.tickets.find(({ id }) => id === ticket.id);
        const heard = command === 'recall' && ticket.id === 1 ? { lastRecalledAt: scene.now - 10 * SECOND } : {};
        expect(ticket).toEqual({ ...was, ...heard, updatedAt: ticket.updatedAt });
      }
      expect(scene.state.tickets).toHaveLength(before.tickets.length);
      expect(scene.state.advisors).toEqual(before.advisors);
      expect(scene.state.queues.map(figures)).toEqual(before.queues.map(figures));
      expect(why(scene)).toBe('NADA');
    },
  );

  it.each(UNDOABLE_COMMANDS)('R4: %s is too late after undoSeconds, and of no other day', (command) => {
    const scene = twoDesks();
    COMMANDS[command](scene);
    scene.later(10 * SECOND + 1);
    expect(why(scene)).toBe('TARDE');
    scene.now -= 1;
    scene.state = { ...scene.state, dayClosed: true };
    expect(why(scene)).toBe('JORNADA_CERRADA');
  });

  it('R4: the close of the day leaves nothing to take back', () => {
    const scene = twoDesks();
    scene.run((branch) => complete(branch, 1));
    scene.run(closeDay);
    expect(why(scene)).toBe('NADA');
  });

  it('R4: refused when the ticket was called elsewhere, moved again or taken up by a supervisor', () => {
    const elsewhere = twoDesks();
    elsewhere.run((branch) => returnTicket(branch, 1));
    elsewhere.run((branch) => complete(branch, 2));
    expect(desk(2)(elsewhere)).toBe(1);
    expect(why(elsewhere)).toBe('TICKET_CAMBIADO');
    const moved = twoDesks();
    moved.run((branch) => transfer(branch, 1, { advisorId: 2 }));
    moved.run((branch) => transferTicket(branch, moved.ticket(1).codigoReferencia, { queueType: 'CAJA' }));
    expect(why(moved)).toBe('TICKET_CAMBIADO');
    const back = twoDesks();
    back.run((branch) => noShow(branch, 1));
    back.reinstate(1);
    expect(why(back)).toBe('TICKET_CAMBIADO');
  });

  it('R7: refused when somebody else sits at the module', () => {
    const scene = twoDesks();
    scene.run((branch) => setOwnStatus(branch, 1, { ...offline, afterCurrent: true }));
    scene.run((branch) => complete(branch, 1)); // OFFLINE by drain
    scene.run((branch) => setStatus(branch, 3, { status: 'BUSY', moduleNumber: 1 }));
    expect(why(scene)).toBe('MODULO_OCUPADO');
  });

  it('R4: drained by completing: BUSY again, with the ticket, the drain and what was reserved', () => {
    const scene = twoDesks();
    scene.run((branch) => transferTicket(branch, scene.ticket(3).codigoReferencia, { advisorId: 1 }));
    scene.run((branch) => setOwnStatus(branch, 1, { ...offline, afterCurrent: true }));
    scene.run((branch) => complete(branch, 1));
    expect(scene.ticket(3).reservedAdvisorId).toBeNull();
    scene.undo(1);
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', offlineAfterCurrent: true, assignedTicketsCount: 2 });
    expect([desk(1)(scene), scene.ticket(3).reservedAdvisorId]).toEqual([1, 1]);
  });

  it('R4: a released ticket that a colleague serves by now stays there, and the advisor comes back', () => {
    const scene = twoDesks();
    scene.run((branch) => transferTicket(branch, scene.ticket(3).codigoReferencia, { advisorId: 1 }));
    scene.run((branch) => setOwnStatus(branch, 1, { ...offline, afterCurrent: true }));
    scene.run((branch) => complete(branch, 1));
    scene.run((branch) => complete(branch, 2));
    expect(desk(2)(scene)).toBe(3);
    scene.undo(1);
    expect([desk(1)(scene), desk(2)(scene)]).toEqual([1, 3]);
  });

  it('R7: whoever came since waits again and goes to a colleague who is free', () => {
    const scene = twoDesks();
    scene.run((branch) => complete(branch, 1));
    scene.run((branch) => complete(branch, 2));
    scene.run((branch) => complete(branch, 2));
    expect([desk(1)(scene), desk(2)(scene), scene.advisor(2).status]).toEqual([3, undefined, 'AVAILABLE']);
    scene.undo(1);
    expect([desk(1)(scene), desk(2)(scene)]).toEqual([1, 3]);
    expect(scene.events).toEqual([
      ...['TICKET_DEVUELTO', 'COMANDO_DESHECHO', 'COMANDO_DESHECHO', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED'],
    ]);
  });

  it('R4: a command that changes nothing leaves the one before as the last', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
    scene.issue();
    scene.run((branch) => complete(branch, 1));
    expect(scene.run((branch) => callNext(branch, 1, {}))).toBeNull();
    expect(scene.changes.visible).toBe(false);
    expect(scene.undo(1).command).toBe('complete');
    expect(desk(1)(scene)).toBe(1);
  });

  it('R4: a supervisor’s change of the desk ends what could be taken back', () => {
    const scene = twoDesks();
    scene.run((branch) => start(branch, 1));
    scene.run((branch) => setStatus(branch, 1, { ...offline, afterCurrent: true }));
    expect(why(scene)).toBe('NADA');
  });

  it('R4: a recall taken back: the count, and not the pause', () => {
    const scene = twoDesks();
    scene.run((branch) => recall(branch, 1));
    scene.later(3 * SECOND).undo(1);
    expect(scene.ticket(1).recallCount).toBe(0);
    const refusal = refusalOf(() => scene.run((branch) => recall(branch, 1)));
    expect(refusal.details).toMatchObject({ command: 'recall', retryAfterSeconds: 7 });
  });
});
