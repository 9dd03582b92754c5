import type { BranchSettings } from '../branch/settings.js';
import { aBranch, anAdvisor, MINUTE, NINE_O_CLOCK, referenceOf, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { assignWaiting } from './assign-waiting.js';
import { callNext, complete } from './desk.js';
import { recalculate } from './recalculate.js';
import { returnTicket, type ReturnInput } from './return.js';
import { setStatus } from './set-status.js';
import { transferTicket } from './transfer.js';

/** Advisor 1 serves C01; `waiting` others came after, one a minute. */
function atDesk(waiting: number, settings: Partial<BranchSettings> = {}): Scene {
  const advisors = [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2)];
  const scene = new Scene(aBranch({ settings, advisors }));
  for (let i = 0; i <= waiting; i++) {
    scene.issue('CAJA', { contact: 'chat' });
    scene.later(MINUTE);
  }
  return scene;
}
const give = (scene: Scene, input?: ReturnInput) => scene.run((branch) => returnTicket(branch, 1, input));
const current = (scene: Scene, advisorId = 1): number | undefined =>
  scene.state.tickets.find((ticket) => ticket.status === 'ATENDIENDO' && ticket.advisorId === advisorId)?.id;
const line = (scene: Scene): number[] =>
  scene.state.tickets
    .filter(({ status }) => status !== 'ATENDIENDO')
    .sort((a, b) => a.orderAt - b.orderAt || a.id - b.id)
    .map(({ id }) => id);

describe('return', () => {
  it('R4: the ticket is as if it had not been called, in its place, and the figures of the day too', () => {
    const scene = atDesk(1);
    give(scene);
    expect(scene.ticket(1)).toMatchObject({
      ...{ status: 'EN_ESPERA', orderAt: NINE_O_CLOCK, createdAt: NINE_O_CLOCK, positionInQueue: 1 },
      ...{ advisorId: null, moduleNumber: null, assignedAt: null, startedAt: null, callReason: null, recallCount: 0 },
      waitsAgain: 'DEVUELTO',
    });
    // C01's call is called off, C02's is counted.
    expect(scene.changes.queueDays).toMatchObject([{ called: 0, waitMs: MINUTE, withinTarget: 0 }]);
    expect(scene.events).toEqual(['TICKET_DEVUELTO', 'ADVISOR_FREED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
    expect(scene.messages('rearm')).toEqual(['1 totem_proximo_turno', '1 totem_es_tu_turno']);
  });

  it('R5: whoever returns it is given somebody else, and then it', () => {
    const scene = atDesk(2);
    give(scene);
    expect([current(scene), line(scene)]).toEqual([2, [1, 3]]);
    scene.run((branch) => complete(branch, 1));
    expect(current(scene)).toBe(1);
  });

  it('R5: a colleague who is free is given it before whoever came later and waits for nobody any more', () => {
    const scene = atDesk(1);
    scene.run((branch) => transferTicket(branch, referenceOf(2), { advisorId: 1 }));
    scene.run((branch) => setStatus(branch, 2, { status: 'AVAILABLE' }));
    scene.run((branch) => setStatus(branch, 1, { status: 'OFFLINE', reason: 'pausa', afterCurrent: true }));
    give(scene);
    expect([current(scene, 2), line(scene)]).toEqual([1, [2]]);
  });

  it('R7: a colleague who is free is given it at once; nobody else waits: the same advisor', () => {
    const alone = atDesk(0);
    give(alone);
    expect(current(alone)).toBe(1);
    alone.run((branch) => setStatus(branch, 2, { status: 'AVAILABLE' }));
    give(alone);
    expect([current(alone, 1), current(alone, 2)]).toEqual([undefined, 1]);
  });

  it.each([
    [1, [1, 3, 4]],
    [2, [3, 1, 4]],
    [3, [3, 4, 1]],
    [50, [3, 4, 1]],
  ])('R5: %i places later', (afterPlaces, after) => {
    const scene = atDesk(3);
    give(scene, { afterPlaces });
    expect([current(scene), line(scene)]).toEqual([2, after]);
  });

  it('R5: places of two who came in the same millisecond, and nobody to go behind', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
    for (let i = 0; i < 4; i++) scene.issue();
    give(scene, { afterPlaces: 1 });
    expect(line(scene)).toEqual([1, 3, 4].sort((a, b) => scene.ticket(a).orderAt - scene.ticket(b).orderAt || a - b));
    expect(scene.ticket(1).orderAt).toBe(NINE_O_CLOCK + 1); // behind C02: id decides between equal times
    const alone = atDesk(0);
    give(alone, { afterPlaces: 3 });
    expect(alone.ticket(1).orderAt).toBe(NINE_O_CLOCK);
  });

  it('R5: not before ten minutes: then by the net, behind whoever came in between', () => {
    const scene = atDesk(0);
    const at = scene.now;
    give(scene, { afterMinutes: 10 });
    expect([current(scene), scene.advisor(1).status]).toEqual([undefined, 'AVAILABLE']);
    scene.run((branch) => setStatus(branch, 1, { status: 'BUSY' }));
    scene.later(9 * MINUTE).issue();
    scene.run(recalculate);
    expect(scene.ticket(1)).toMatchObject({ orderAt: at + 10 * MINUTE, positionInQueue: 2 });
    scene.now = at + 10 * MINUTE - 1;
    scene.run((branch) => callNext(branch, 1, {}));
    expect(current(scene)).toBe(2);
    scene.run((branch) => complete(branch, 1));
    expect(current(scene)).toBeUndefined();
    scene.later(1).run(assignWaiting);
    expect(current(scene)).toBe(1);
  });

  it('R7: who comes back early is picked', () => {
    const scene = atDesk(0);
    give(scene, { afterMinutes: 10 });
    scene.run((branch) => callNext(branch, 1, { codigoReferencia: scene.ticket(1).codigoReferencia }));
    expect(current(scene)).toBe(1);
  });

  it('R4 onCall: "call next" after a return calls somebody else, once', () => {
    const scene = atDesk(2, { assignmentMode: 'onCall' });
    give(scene);
    expect(current(scene)).toBeUndefined();
    scene.run((branch) => callNext(branch, 1, {}));
    expect(current(scene)).toBe(2);
    scene.run((branch) => callNext(branch, 1, { finish: 'COMPLETADO' }));
    expect(current(scene)).toBe(1);
  });

  it('R7: drain: OFFLINE with it', () => {
    const scene = atDesk(1);
    scene.run((branch) => setStatus(branch, 1, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true }));
    give(scene);
    expect([scene.advisor(1).status, line(scene)]).toEqual(['OFFLINE', [1, 2]]);
  });

  it.each<ReturnInput>([
    { afterPlaces: 1, afterMinutes: 1 },
    { afterPlaces: 0 },
    { afterMinutes: -1 },
    { afterMinutes: 0.5 },
  ])('R14: %j is VALIDACION_FALLIDA', (input) => {
    const scene = atDesk(1);
    const before = scene.state;
    expect(refusalOf(() => give(scene, input)).code).toBe('VALIDACION_FALLIDA');
    expect(scene.state).toBe(before);
  });
});
