import { aBranch, anAdvisor, refusalOf, SECOND } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { callBack } from './call-back.js';
import { callNext, complete, noShow, start } from './desk.js';
import { setStatus } from './set-status.js';

function atDesk(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1)], settings: { recallMax: 1 } }));
  scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
  scene.issue();
  return scene.later(SECOND);
}

const back = (scene: Scene, id = 1) =>
  scene.run((branch) => callBack(branch, scene.ticket(id).codigoReferencia, 'está en la puerta'), id);

describe('calling a number back', () => {
  it('R4 recall: called and not there yet, it is called again, as often as an advisor may', () => {
    const scene = atDesk();
    back(scene);
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', recallCount: 1, lastRecalledAt: scene.now });
    expect(scene.changes.events).toMatchObject([
      { eventType: 'TICKET_RELLAMADO', bySystem: false, data: { recallCount: 1, reason: 'está en la puerta' } },
    ]);
    scene.later(60 * SECOND);
    expect(refusalOf(() => back(scene)).details).toMatchObject({ recallMax: 1 });
    scene.run((branch) => start(branch, 1));
    expect(refusalOf(() => back(scene)).details).toMatchObject({ command: 'recall', started: true });
  });

  it('R4 reinstate: whoever was not there waits again, and is called where somebody is free', () => {
    const scene = atDesk();
    scene.run((branch) => noShow(branch, 1));
    back(scene);
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1 });
    expect(scene.events[0]).toBe('TICKET_REACTIVADO');
  });

  it('R4 undo: completed a moment ago, it is back on its desk, and whoever came after it waits again', () => {
    const scene = atDesk();
    const next = scene.issue();
    scene.run((branch) => callNext(branch, 1, { finish: 'COMPLETADO' }));
    expect(scene.ticket(next).status).toBe('ATENDIENDO');
    back(scene.later(10 * SECOND));
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1, completedAt: null });
    expect(scene.ticket(next).status).toBe('EN_ESPERA');
    expect(scene.advisor(1)).toMatchObject({ servedToday: 0, lastCommand: null });
    expect(scene.events).toContain('COMANDO_DESHECHO');
  });

  it('R4 undo: not once it is too late, nor when the advisor has gone on; and who waits is not called back', () => {
    const scene = atDesk();
    const next = scene.issue();
    scene.run((branch) => complete(branch, 1));
    expect(refusalOf(() => back(scene.later(11 * SECOND))).details).toMatchObject({ reason: 'TARDE' });
    const other = atDesk();
    const second = other.issue();
    other.run((branch) => complete(branch, 1));
    other.run((branch) => start(branch, 1));
    expect(refusalOf(() => back(other)).details).toMatchObject({ reason: 'ASESOR_SIGUIO' });
    const third = other.issue();
    expect(refusalOf(() => back(other, third)).details).toMatchObject({ command: 'reinstate' });
    expect([next, second, third]).toEqual([2, 2, 3]);
  });
});
