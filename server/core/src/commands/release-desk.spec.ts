import { aBranch, anAdvisor, MINUTE, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { recall, start } from './desk.js';
import { releaseDesk, type ReleaseInput } from './release-desk.js';
import { setStatus } from './set-status.js';
import { transferTicket } from './transfer.js';

const WHY = 'su equipo no responde';

/** Ana (1) has C01 at her desk and C02 reserved; Luis (2) is OFFLINE. */
function stuckDesk(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1), anAdvisor(2, { queueTypes: ['CAJA'] })] }));
  scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
  scene.issue();
  scene.later(MINUTE).issue();
  scene.run((branch) => transferTicket(branch, scene.ticket(2).codigoReferencia, { advisorId: 1 }));
  return scene.later(MINUTE);
}

const release = (scene: Scene, input: Partial<ReleaseInput>) =>
  scene.run((branch) => releaseDesk(branch, 1, { numero: 'C01', ticket: 'DEVUELTO', reason: WHY, ...input }));

const GONE = { status: 'OFFLINE', statusReason: WHY, workloadMinutes: 0, assignedTicketsCount: 0 };

describe('a stuck desk', () => {
  it.each([
    ['COMPLETADO', { status: 'COMPLETADO', advisorId: 1 }],
    ['NO_ATENDIDO', { status: 'NO_ATENDIDO', advisorId: 1 }],
    ['DEVUELTO', { status: 'EN_ESPERA', advisorId: null, waitsAgain: 'DEVUELTO' }],
  ] as const)('R4, R7: its ticket is %s and its advisor OFFLINE, in one step', (ticket, becomes) => {
    const scene = stuckDesk();
    release(scene, { ticket });
    expect(scene.ticket(1)).toMatchObject(becomes);
    expect(scene.advisor(1)).toMatchObject({ ...GONE, offlineAfterCurrent: false, lastCommand: null });
    expect(scene.ticket(2)).toMatchObject({ status: 'EN_ESPERA', reservedAdvisorId: null });
    const [, told] = scene.changes.events;
    expect(told).toMatchObject({ entityIdentifier: 'C01', bySystem: false, data: { reason: WHY } });
    expect(scene.events).toEqual(['ADVISOR_STATUS_CHANGED', `TICKET_${ticket}`, 'TICKET_DEVUELTO', 'ADVISOR_FREED']);
  });

  it('R5: returned, it keeps its place, and is called at the next desk that is free', () => {
    const scene = stuckDesk();
    scene.issue();
    release(scene, {});
    scene.run((branch) => setStatus(branch, 2, { status: 'AVAILABLE' }));
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 2 });
  });

  it('R4: it goes to another queue, or to a colleague alone', () => {
    const scene = stuckDesk();
    release(scene, { ticket: 'TRANSFERIDO', queueType: 'EMPRESAS' });
    expect(scene.ticket(1)).toMatchObject({ status: 'EN_ESPERA', queueType: 'EMPRESAS' });
    expect(scene.advisor(1)).toMatchObject(GONE);
    const other = stuckDesk();
    other.run((branch) => setStatus(branch, 2, { status: 'BUSY' }));
    release(other, { ticket: 'TRANSFERIDO', advisorId: 2 });
    expect(other.ticket(1)).toMatchObject({ status: 'EN_ESPERA', reservedAdvisorId: 2 });
    expect(other.advisor(1)).toMatchObject(GONE);
  });

  it('R4: refused, and nothing has changed: greeted and not there, to where it is, to nobody, another number', () => {
    const scene = stuckDesk();
    scene.run((branch) => start(branch, 1));
    const before = JSON.stringify(scene.state);
    const refusals: [Partial<ReleaseInput>, string][] = [
      [{ ticket: 'NO_ATENDIDO' }, 'TRANSICION_INVALIDA'],
      [{ ticket: 'TRANSFERIDO', advisorId: 1 }, 'TRANSICION_INVALIDA'],
      [{ ticket: 'TRANSFERIDO', advisorId: 2 }, 'TRANSICION_INVALIDA'],
      [{ ticket: 'TRANSFERIDO' }, 'VALIDACION_FALLIDA'],
      [{ numero: 'C02' }, 'TRANSICION_INVALIDA'],
      [{ reason: ' ' }, 'VALIDACION_FALLIDA'],
    ];
    for (const [input, code] of refusals) expect(refusalOf(() => release(scene, input)).code).toBe(code);
    expect(JSON.stringify(scene.state)).toBe(before);
    release(scene, { ticket: 'COMPLETADO' });
    expect(scene.ticket(1).status).toBe('COMPLETADO');
    expect(refusalOf(() => release(scene, {})).details).toMatchObject({
      reason: 'PUESTO_AJENO_CAMBIADO',
      numero: null,
    });
  });

  it('R4: its advisor, back at a desk that is free, cannot take back what they did not do', () => {
    const scene = stuckDesk();
    scene.run((branch) => recall(branch, 1));
    release(scene, { ticket: 'COMPLETADO' });
    expect(refusalOf(() => scene.undo(1)).details).toMatchObject({ reason: 'NADA' });
  });
});
