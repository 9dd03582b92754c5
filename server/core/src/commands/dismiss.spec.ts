import { aBranch, anAdvisor, aTicket, MINUTE, refusalOf } from '../testing/builders.js';
import { checkBranch } from '../testing/invariants.js';
import { Scene } from '../testing/scene.js';
import { DISMISSED, dismissAdvisor } from './dismiss.js';

const dismiss = (scene: Scene, advisorId = 1) => scene.run((branch) => dismissAdvisor(branch, advisorId));

describe('an advisor leaves the branch', () => {
  it('R7: OFFLINE with its event, and the branch is without them', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2)] }));
    const gone = dismiss(scene.later(MINUTE));
    expect(gone).toMatchObject({ id: 1, status: 'OFFLINE', statusReason: DISMISSED, statusSince: scene.now });
    expect(scene.state.advisors.map(({ id }) => id)).toEqual([2]);
    expect(scene.changes.advisors).toEqual([gone]);
    expect(scene.events).toEqual(['ADVISOR_STATUS_CHANGED']);
  });

  it('R7: not with a ticket in hand', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
    scene.issue();
    const refusal = refusalOf(() => dismiss(scene));
    expect([refusal.code, refusal.details]).toEqual(['ASESOR_CON_TICKET', { numero: 'C01' }]);
    expect(scene.advisor(1).status).toBe('BUSY');
  });

  it('R7: what waits for them alone goes back to its queue, keeps its place and is called by whoever is free', () => {
    const reserved = { reservedAdvisorId: 1, positionInQueue: 1 };
    const scene = new Scene(
      aBranch({
        advisors: [
          anAdvisor(1, { assignedTicketsCount: 1, workloadMinutes: 5 }),
          anAdvisor(2, { status: 'AVAILABLE', queueTypes: ['CAJA'] }),
        ],
        tickets: [aTicket(1, reserved)],
      }),
    );
    const gone = dismiss(scene.later(MINUTE));
    expect(gone).toMatchObject({ assignedTicketsCount: 0, workloadMinutes: 0 });
    expect(scene.ticket(1)).toMatchObject({ status: 'ATENDIENDO', advisorId: 2, reservedAdvisorId: null });
    expect(scene.events).toContain('TICKET_DEVUELTO');
    checkBranch(scene.state, scene.now);
  });

  it('R7: nobody else there: it waits as any other, where it stood', () => {
    const tickets = [aTicket(1, { reservedAdvisorId: 1 }), aTicket(2, { positionInQueue: 2 })];
    const advisors = [anAdvisor(1, { assignedTicketsCount: 1, workloadMinutes: 5 })];
    const scene = new Scene(aBranch({ advisors, tickets }));
    const { orderAt } = scene.ticket(1);
    dismiss(scene);
    expect(scene.ticket(1)).toMatchObject({ status: 'EN_ESPERA', reservedAdvisorId: null, orderAt });
    checkBranch(scene.state, scene.now);
  });
});
