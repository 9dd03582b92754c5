import { aBranch, anAdvisor, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { opening } from './issue.js';
import { openQueue, setBranchStatus } from './opening.js';
import { complete } from './desk.js';
import { setStatus } from './set-status.js';

const WHY = { reason: 'falta personal' };

describe('closing and reopening', () => {
  it('R1: a closed queue gives no numbers, and whoever waits in it is still served', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    const waiting = scene.issue('CAJA');
    scene.run((branch) => openQueue(branch, 'CAJA', false, { ...WHY, text: ' Vuelva a las 12 ' }));
    expect(scene.queue('CAJA')).toMatchObject({ enabled: false, notice: 'Vuelva a las 12' });
    expect(refusalOf(() => scene.issue('CAJA')).details).toMatchObject({ disabled: true });
    expect(scene.issue('EMPRESAS')).toBe(2);
    scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
    // Empresas goes first (R5); then it is the till's turn.
    scene.run((branch) => complete(branch, 1));
    expect(scene.ticket(waiting).status).toBe('ATENDIENDO');
  });

  it('R1, R10: reopened it gives numbers again, without the text; each is told once with old and new', () => {
    const scene = new Scene(aBranch());
    scene.run((branch) => openQueue(branch, 'CAJA', false, { ...WHY, text: 'Vuelva a las 12' }));
    const closed = { enabled: false, notice: 'Vuelva a las 12' };
    const about = { eventType: 'CONFIG_CAMBIADA', entityType: 'BRANCH', entityIdentifier: 'CAJA' };
    expect(scene.changes.events).toMatchObject([
      { ...about, oldState: { enabled: true, notice: null }, newState: closed, data: WHY, bySystem: false },
    ]);
    scene.run((branch) => openQueue(branch, 'CAJA', false, { ...WHY, text: 'Vuelva a las 12' }));
    expect(scene.changes).toMatchObject({ events: [], queues: [], visible: false });
    scene.run((branch) => openQueue(branch, 'CAJA', true));
    expect(scene.changes.events).toMatchObject([
      { ...about, oldState: closed, newState: { enabled: true, notice: null }, data: null },
    ]);
    expect(scene.issue('CAJA')).toBe(1);
  });

  it.each([
    ['PAUSED', 'PAUSADA'],
    ['CLOSED', 'CERRADA'],
  ] as const)('R1: %s, the branch gives no numbers, says why, and serves whoever waits', (status, reason) => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    const waiting = scene.issue('CAJA');
    scene.run((branch) => {
      setBranchStatus(branch, status, { ...WHY, text: 'Corte de luz' });
      expect(opening(branch)).toMatchObject({ open: false, reason });
    });
    expect(scene.state).toMatchObject({ status, notice: 'Corte de luz', revision: 2 });
    expect(refusalOf(() => scene.issue('CAJA')).code).toBe('SUCURSAL_CERRADA');
    scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
    expect(scene.ticket(waiting).status).toBe('ATENDIENDO');
    scene.run((branch) => {
      setBranchStatus(branch, 'OPEN');
    });
    expect(scene.changes.events).toMatchObject([
      { oldState: { status, notice: 'Corte de luz' }, newState: { status: 'OPEN', notice: null } },
    ]);
    expect(scene.issue('CAJA')).toBe(2);
  });

  it('R10: nothing closes without a reason; what is not there is said', () => {
    const scene = new Scene(aBranch());
    for (const reason of [undefined, ' ']) {
      const said = reason === undefined ? {} : { reason };
      const attempts = [
        () => scene.run((branch) => openQueue(branch, 'CAJA', false, said)),
        () => {
          scene.run((branch) => {
            setBranchStatus(branch, 'PAUSED', said);
          });
        },
      ];
      for (const attempt of attempts) {
        expect(refusalOf(attempt).details).toEqual({ campos: { reason: 'El motivo es obligatorio' } });
      }
    }
    expect(refusalOf(() => scene.run((branch) => openQueue(branch, 'NADA', true))).code).toBe('COLA_NO_ENCONTRADA');
    expect(scene.state.revision).toBe(0);
  });
});
