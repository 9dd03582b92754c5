import { TEMPLATES } from '../messages/plan.js';
import { aBranch, anAdvisor, aTicket, MINUTE, referenceOf, refusalOf, TODAY } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { cancel } from './cancel.js';
import { start } from './desk.js';

const byCustomer = (scene: Scene, id: number) =>
  scene.run((branch) => cancel(branch, referenceOf(id), 'CLIENTE', false));
const byStaff = (scene: Scene, id: number) => scene.run((branch) => cancel(branch, referenceOf(id), 'duplicado', true));

function serving(): Scene {
  const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
  scene.issue('CAJA', { contact: 'chat' });
  return scene.later(MINUTE);
}

describe('cancel', () => {
  it.each(['EN_ESPERA', 'PROXIMO'] as const)('R4: the customer leaves from %s', (status) => {
    const scene = new Scene(aBranch({ tickets: [aTicket(1, { status, messagesPlanned: true })] }));
    byCustomer(scene.later(MINUTE), 1);
    expect(scene.ticket(1)).toMatchObject({
      status: 'CANCELADO',
      cancelReason: 'CLIENTE',
      closedAt: scene.now,
      completedAt: null,
      positionInQueue: 0,
      estimatedWaitMinutes: 0,
      estimatedLow: 0,
      estimatedHigh: 0,
    });
    expect(scene.changes.events).toEqual([
      expect.objectContaining({
        eventType: 'TICKET_CANCELADO',
        bySystem: false,
        oldState: { status, positionInQueue: 1 },
        data: { reason: 'CLIENTE' },
      }),
    ]);
    expect(scene.messages('discard')).toEqual(TEMPLATES.map((template) => `1 ${template}`));
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({ businessDate: TODAY, cancelled: 1, noShow: 0 }),
    ]);
    expect(scene.queue('CAJA').today).toEqual({ served: 0, noShow: 0, cancelled: 1 });
  });

  it('R4: the customer cannot cancel while being served', () => {
    const scene = serving();
    const refusal = refusalOf(() => byCustomer(scene, 1));
    expect(refusal.code).toBe('TRANSICION_INVALIDA');
    expect(refusal.details).toMatchObject({ from: 'ATENDIENDO', command: 'cancel' });
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
  });

  it('R4: a supervisor can, greeted or not; the advisor is freed and the next is called', () => {
    const scene = serving();
    const next = scene.issue();
    scene.run((branch) => start(branch, 1));
    byStaff(scene, 1);
    expect(scene.ticket(1)).toMatchObject({ status: 'CANCELADO', actualServiceTimeMinutes: null, completedAt: null });
    expect(scene.events).toEqual(['TICKET_CANCELADO', 'ADVISOR_FREED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
    expect(scene.ticket(next)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1 });
    expect(scene.advisor(1)).toMatchObject({ servedToday: 0, noShowToday: 0, assignedTicketsCount: 1 });
    expect(scene.changes.advisorDays).toEqual([]);
  });

  it('R7: a cancelled ticket that was reserved no longer counts as its advisor’s load', () => {
    const owner = anAdvisor(1, { assignedTicketsCount: 1, workloadMinutes: 5 });
    const scene = new Scene(aBranch({ advisors: [owner], tickets: [aTicket(1, { reservedAdvisorId: 1 })] }));
    byStaff(scene, 1);
    expect(scene.advisor(1)).toMatchObject({ status: 'OFFLINE', assignedTicketsCount: 0, workloadMinutes: 0 });
    expect(scene.ticket(1).reservedAdvisorId).toBeNull();
    expect(scene.changes.advisors.map(({ id }) => id)).toEqual([1]);
  });

  it('R9: nothing is discarded for a ticket without messages', () => {
    const scene = new Scene(aBranch({ tickets: [aTicket(1)] }));
    byStaff(scene, 1);
    expect(scene.messages('discard')).toEqual([]);
  });

  it('R7: when the last who waits leaves, the alarm ends', () => {
    const scene = new Scene(aBranch({ tickets: [aTicket(1)], noAdvisorsSince: 1 }));
    byCustomer(scene, 1);
    expect(scene.state.noAdvisorsSince).toBeNull();
  });

  it('R4: a ticket is cancelled once', () => {
    const scene = new Scene(aBranch({ tickets: [aTicket(1)] }));
    const code = scene.run((branch) => {
      cancel(branch, referenceOf(1), 'CLIENTE', false);
      return refusalOf(() => cancel(branch, referenceOf(1), 'CLIENTE', false)).code;
    });
    expect(code).toBe('TRANSICION_INVALIDA');
    expect(refusalOf(() => byCustomer(scene, 2)).code).toBe('TICKET_NO_ENCONTRADO');
  });
});
