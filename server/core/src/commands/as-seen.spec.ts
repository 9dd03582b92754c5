import { aBranch, anAdvisor, referenceOf, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { assertAsSeen, NOBODY_SEEN } from './as-seen.js';
import { complete } from './desk.js';

function atDesk(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
  scene.issue('CAJA');
  return scene;
}

describe('a command counts for what the advisor saw', () => {
  const completeAsSeen = (scene: Scene, seen: string | undefined) =>
    scene.run((branch) => {
      assertAsSeen(branch, 1, seen);
      return complete(branch, 1);
    });

  it('R4: the ticket that was seen is the one on the desk, or nothing is said of it', () => {
    expect(completeAsSeen(atDesk(), referenceOf(1)).status).toBe('COMPLETADO');
    expect(completeAsSeen(atDesk(), undefined).status).toBe('COMPLETADO');
  });

  it('R4: another ticket is there by now: refused with its number, and nothing has changed', () => {
    const scene = atDesk();
    scene.issue('CAJA');
    completeAsSeen(scene, referenceOf(1));
    const before = scene.state;
    const refusal = refusalOf(() => completeAsSeen(scene, referenceOf(1)));
    expect(refusal).toMatchObject({
      code: 'TRANSICION_INVALIDA',
      details: { reason: 'PUESTO_CAMBIADO', numero: 'C02' },
    });
    expect(scene.state).toBe(before);
  });

  it('R4: an empty desk was seen and somebody is there, or the other way round', () => {
    const scene = atDesk();
    expect(refusalOf(() => completeAsSeen(scene, NOBODY_SEEN)).details['numero']).toBe('C01');
    completeAsSeen(scene, referenceOf(1));
    expect(refusalOf(() => completeAsSeen(scene, referenceOf(1))).details['numero']).toBeNull();
  });
});
