import { aBranch, anAdvisor, MINUTE, NINE_O_CLOCK, refusalOf } from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { complete, noShow, start } from './desk.js';
import { endNoShows } from './expire.js';
import { releaseOverdue } from './reservations.js';
import { setStatus } from './set-status.js';
import { transfer, transferTicket } from './transfer.js';

/** Advisors 1 and 2 serve C01 and C02; C03 and C04 wait. */
function twoDesks(): Scene {
  const advisors = [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2, { status: 'AVAILABLE', queueTypes: ['CAJA'] })];
  const scene = new Scene(aBranch({ advisors }));
  for (let i = 0; i < 4; i++) scene.later(MINUTE).issue();
  return scene;
}
const toSecond = (scene: Scene) =>
  scene.run((branch) => transferTicket(branch, scene.ticket(3).codigoReferencia, { advisorId: 2 }));

describe('transfer and reservations', () => {
  it('R7: a reserved ticket is load of its advisor, waits for nobody else, and comes before the others only to them', () => {
    const scene = twoDesks();
    toSecond(scene);
    expect(scene.ticket(3)).toMatchObject({
      reservedAdvisorId: 2,
      reservedAt: scene.now,
      orderAt: NINE_O_CLOCK + 3 * MINUTE,
    });
    expect(scene.advisor(2)).toMatchObject({ assignedTicketsCount: 2, workloadMinutes: 10 });
    scene.run((branch) => complete(branch, 1));
    expect(scene.ticket(4).advisorId).toBe(1);
    scene.run((branch) => complete(branch, 2));
    expect(scene.ticket(3)).toMatchObject({ advisorId: 2, reservedAdvisorId: null, reservedAt: null });
  });

  it('R7: it may be of a queue that is not theirs', () => {
    const scene = twoDesks();
    scene.issue('GERENCIA');
    scene.run((branch) => transferTicket(branch, scene.ticket(5).codigoReferencia, { advisorId: 2 }));
    scene.run((branch) => complete(branch, 2));
    expect(scene.ticket(5)).toMatchObject({ status: 'ATENDIENDO', advisorId: 2 });
  });

  it('R7: released after reservationMinutes and not a moment before, in its place', () => {
    const scene = twoDesks();
    toSecond(scene);
    scene.later(30 * MINUTE - 1).run(releaseOverdue);
    expect(scene.ticket(3).reservedAdvisorId).toBe(2);
    scene.later(1).run(releaseOverdue);
    expect(scene.ticket(3)).toMatchObject({
      reservedAdvisorId: null,
      reservedAt: null,
      orderAt: NINE_O_CLOCK + 3 * MINUTE,
    });
    expect(scene.advisor(2)).toMatchObject({ assignedTicketsCount: 1, workloadMinutes: 5 });
    expect(scene.changes.events).toMatchObject([
      { eventType: 'TICKET_DEVUELTO', bySystem: true, data: { reason: 'RESERVA_VENCIDA' } },
    ]);
    scene.run(releaseOverdue);
    expect(scene.changes.visible).toBe(false);
  });

  it('R7: released when the advisor goes OFFLINE by drain, and called by whoever is free', () => {
    const scene = twoDesks();
    toSecond(scene);
    scene.run((branch) => complete(branch, 1)); // C04
    scene.run((branch) => complete(branch, 1)); // nobody is left for advisor 1
    scene.run((branch) => setStatus(branch, 2, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true }));
    scene.run((branch) => complete(branch, 2));
    expect(scene.ticket(3)).toMatchObject({ advisorId: 1, reservedAdvisorId: null });
    expect(scene.advisor(2)).toMatchObject({ status: 'OFFLINE', assignedTicketsCount: 0, workloadMinutes: 0 });
  });

  it('R7: a supervisor releases it into its own queue; from a desk the same queue is refused', () => {
    const scene = twoDesks();
    toSecond(scene);
    scene.run((branch) => transferTicket(branch, scene.ticket(3).codigoReferencia, { queueType: 'CAJA' }));
    expect(scene.ticket(3).reservedAdvisorId).toBeNull();
    expect(refusalOf(() => scene.run((branch) => transfer(branch, 1, { queueType: 'CAJA' }))).details['reason']).toBe(
      'MISMA_COLA',
    );
  });

  it('R4, R13: a supervisor’s reason goes to the audit alone; a release keeps the note of the desk', () => {
    const scene = twoDesks();
    scene.run((branch) => transfer(branch, 1, { advisorId: 2, note: 'trae poder' }));
    const reference = scene.ticket(1).codigoReferencia;
    scene.run((branch) => transferTicket(branch, reference, { queueType: 'CAJA', reason: 'sigue ocupado' }));
    expect(scene.ticket(1)).toMatchObject({ reservedAdvisorId: null, transferNote: 'trae poder' });
    expect(scene.changes.events.find(({ eventType }) => eventType === 'TICKET_TRANSFERIDO')?.data).toEqual({
      note: null,
      reason: 'sigue ocupado',
      reservedFor: null,
    });
    scene.run((branch) => transferTicket(branch, reference, { queueType: 'EMPRESAS', reason: 'es de empresa' }));
    expect(scene.ticket(1).transferNote).toBeNull();
  });

  it('R4: from a desk into a queue that the advisor serves too: somebody else is called first', () => {
    const scene = twoDesks();
    scene.run((branch) => transfer(branch, 1, { queueType: 'PERSONAL_BANKER' }));
    expect(scene.ticket(1)).toMatchObject({
      status: 'EN_ESPERA',
      queueType: 'PERSONAL_BANKER',
      createdAt: NINE_O_CLOCK + MINUTE,
    });
    expect(scene.ticket(3).advisorId).toBe(1);
    scene.run((branch) => complete(branch, 1));
    expect(scene.ticket(1).advisorId).toBe(1);
  });

  it('R4: PROXIMO begins anew in the other queue; its figures count where things happen', () => {
    const scene = twoDesks();
    scene.run((branch) => transfer(branch, 1, { queueType: 'EMPRESAS' }));
    scene.run((branch) => complete(branch, 1));
    expect(scene.queue('EMPRESAS').today.served).toBe(0);
    scene.run((branch) => complete(branch, 1));
    expect([scene.queue('CAJA').today.served, scene.queue('EMPRESAS').today.served]).toEqual([1, 1]);
    expect(scene.queue('EMPRESAS').lastNumber).toBe(0);
  });
});

describe('no-show by time', () => {
  it('R4: off by default; on, after noShowMinutes, and only who was not greeted', () => {
    const scene = twoDesks();
    scene.run((branch) => start(branch, 2));
    scene.later(60 * MINUTE).run(endNoShows);
    expect(scene.changes.visible).toBe(false);
    scene.state = { ...scene.state, settings: { noShowMinutes: 5 } };
    scene.run(endNoShows);
    expect([scene.ticket(1).status, scene.ticket(2).status]).toEqual(['NO_ATENDIDO', 'ATENDIENDO']);
    expect(scene.ticket(3)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1 });
    expect(scene.changes.events[0]).toMatchObject({ eventType: 'TICKET_NO_ATENDIDO', bySystem: true });
    scene.later(5 * MINUTE - 1).run(endNoShows);
    expect(scene.changes.visible).toBe(false);
    scene.later(1).run(endNoShows);
    expect(scene.ticket(3).status).toBe('NO_ATENDIDO');
  });
});

describe('reinstate', () => {
  it('R4: of today, in the old place, and the figures follow', () => {
    const scene = twoDesks();
    scene.run((branch) => noShow(branch, 1));
    expect(scene.advisor(1).noShowToday).toBe(1);
    scene.reinstate(1);
    expect(scene.ticket(1)).toMatchObject({ status: 'EN_ESPERA', orderAt: NINE_O_CLOCK + MINUTE, closedAt: null });
    expect(scene.advisor(1).noShowToday).toBe(0);
    expect(scene.changes).toMatchObject({
      queueDays: [{ noShow: -1, called: -1 }],
      advisorDays: [{ advisorId: 1, noShow: -1 }],
    });
  });

  it('R4: not when it was served, nor of another day, nor once the day is closed, nor of another queue', () => {
    const scene = twoDesks();
    scene.run((branch) => complete(branch, 1));
    expect(refusalOf(() => scene.reinstate(1)).code).toBe('TRANSICION_INVALIDA');
    scene.run((branch) => noShow(branch, 1));
    scene.run((branch) => setStatus(branch, 2, { status: 'BUSY' }));
    expect(refusalOf(() => scene.reinstateAtDesk(9, 3)).code).toBe('ASESOR_NO_ENCONTRADO');
    const closed = { ...scene.state, dayClosed: true };
    const open = scene.state;
    scene.state = closed;
    expect(refusalOf(() => scene.reinstate(3)).code).toBe('SUCURSAL_CERRADA');
    scene.state = { ...open, advisors: open.advisors.map((one) => ({ ...one, queueTypes: ['GERENCIA'] })) };
    expect(refusalOf(() => scene.reinstateAtDesk(2, 3)).details['reason']).toBe('COLA_AJENA');
    scene.state = open;
    scene.later(24 * 60 * MINUTE);
    expect(refusalOf(() => scene.reinstate(3)).details['reason']).toBe('OTRO_DIA');
  });
});
