import type { BranchSettings } from '../branch/settings.js';
import {
  aBranch,
  anAdvisor,
  aQueue,
  aTicket,
  MINUTE,
  NINE_O_CLOCK,
  QUEUE_TYPES,
  referenceOf,
  refusalOf,
} from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { callNext, start, type CallNextInput } from './desk.js';
import { setStatus } from './set-status.js';

/** Advisor 1, of all queues but GERENCIA, serves C01; C02, then E01, wait. */
function branchAtWork(settings: Partial<BranchSettings> = {}): Scene {
  const queueTypes = ['CAJA', 'PERSONAL_BANKER', 'EMPRESAS'];
  const scene = new Scene(aBranch({ settings, advisors: [anAdvisor(1, { status: 'AVAILABLE', queueTypes })] }));
  scene.issue('CAJA');
  scene.later(MINUTE).issue('CAJA');
  scene.later(MINUTE).issue('EMPRESAS');
  return scene.later(MINUTE);
}
const call = (scene: Scene, input: CallNextInput = {}, advisorId = 1) =>
  scene.run((branch) => callNext(branch, advisorId, input));

describe('call next', () => {
  it('R7: an advisor who is OFFLINE becomes AVAILABLE and gets the next ticket by R5', () => {
    const tickets = [aTicket(1), aTicket(2, { queueType: 'EMPRESAS' })];
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { statusReason: 'almuerzo' })], tickets }));
    expect(call(scene)?.id).toBe(2);
    expect(scene.advisor(1)).toMatchObject({ status: 'BUSY', statusReason: null });
    expect(scene.events.slice(0, 3)).toEqual(['ADVISOR_STATUS_CHANGED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
  });

  it('R7: finishes the ticket in hand if told how, and calls the next', () => {
    const scene = branchAtWork();
    expect(call(scene, { finish: 'COMPLETADO' })?.numero).toBe('E01');
    expect(scene.ticket(1)).toMatchObject({ status: 'COMPLETADO', actualServiceTimeMinutes: 3 });
    expect(scene.events).toEqual(['TICKET_COMPLETADO', 'ADVISOR_FREED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
    expect(call(scene, { finish: 'NO_ATENDIDO' })?.numero).toBe('C02');
    expect(scene.ticket(3).status).toBe('NO_ATENDIDO');
    expect(scene.advisor(1)).toMatchObject({ servedToday: 1, noShowToday: 1, assignedTicketsCount: 1 });
  });

  it('R7: not told how, an advisor with a ticket is refused', () => {
    const scene = branchAtWork();
    const refusal = refusalOf(() => call(scene));
    expect(refusal.code).toBe('ASESOR_CON_TICKET');
    expect(refusal.details).toEqual({ numero: 'C01' });
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
  });

  it('R4: a greeted customer cannot be finished as NO_ATENDIDO', () => {
    const scene = branchAtWork();
    scene.run((branch) => start(branch, 1));
    expect(refusalOf(() => call(scene, { finish: 'NO_ATENDIDO' })).code).toBe('TRANSICION_INVALIDA');
  });

  it('R7: nothing waits: nobody is called, and the next compatible arrival is theirs', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { queueTypes: ['CAJA'] })] }));
    expect(call(scene)).toBeNull();
    expect(scene.advisor(1).status).toBe('AVAILABLE');
    expect(scene.ticket(scene.issue('EMPRESAS')).status).toBe('EN_ESPERA');
    expect(scene.ticket(scene.issue('CAJA'))).toMatchObject({ status: 'ATENDIENDO', advisorId: 1 });
  });

  it('R7: pressed again while waiting for somebody, it writes nothing', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1, { status: 'AVAILABLE' })] }));
    expect(call(scene)).toBeNull();
    expect(scene.changes.visible).toBe(false);
  });

  it('R7 onCall: who is closing the last ticket is called nobody until they ask', () => {
    const scene = branchAtWork({ assignmentMode: 'onCall' });
    expect(call(scene, { finish: 'COMPLETADO' })?.numero).toBe('E01');
    expect(scene.events).toEqual([
      'TICKET_COMPLETADO',
      'ADVISOR_FREED',
      'ADVISOR_STATUS_CHANGED',
      'TICKET_ASIGNADO',
      'ADVISOR_ASSIGNED',
    ]);
  });

  it('R7: an advisor who goes OFFLINE after this ticket is called nobody, and others may be', () => {
    const scene = branchAtWork();
    scene.run((branch) => setStatus(branch, 1, { status: 'OFFLINE', reason: 'almuerzo', afterCurrent: true }));
    expect(call(scene, { finish: 'COMPLETADO' })).toBeNull();
    expect(scene.advisor(1)).toMatchObject({
      status: 'OFFLINE',
      statusReason: 'almuerzo',
      statusSince: scene.now,
      offlineAfterCurrent: false,
      assignedTicketsCount: 0,
    });
    expect(scene.ticket(2).status).toBe('EN_ESPERA');
  });

  it('R7: another advisor at the module is MODULO_OCUPADO; no module at all is VALIDACION_FALLIDA', () => {
    const advisors = [
      anAdvisor(1, { moduleNumber: 2 }),
      anAdvisor(2, { status: 'BUSY' }),
      anAdvisor(3, { moduleNumber: null }),
    ];
    const scene = new Scene(aBranch({ advisors, tickets: [aTicket(1)] }));
    const refusal = refusalOf(() => call(scene));
    expect(refusal.code).toBe('MODULO_OCUPADO');
    expect(refusal.details).toEqual({ moduleNumber: 2, by: 'Asesor 2' });
    expect(refusalOf(() => call(scene, {}, 3)).code).toBe('VALIDACION_FALLIDA');
    expect(refusalOf(() => call(scene, {}, 9)).code).toBe('ASESOR_NO_ENCONTRADO');
  });

  it('R5: another advisor who became ready for other queues is not skipped: each gets by the same rule', () => {
    const scene = new Scene(
      aBranch({
        queues: [aQueue('CAJA'), aQueue('EMPRESAS')],
        advisors: [anAdvisor(1), anAdvisor(2, { status: 'AVAILABLE', queueTypes: ['EMPRESAS'] })],
        tickets: [aTicket(1), aTicket(2)],
      }),
    );
    expect(call(scene)?.id).toBe(1);
    expect(scene.advisor(2).status).toBe('AVAILABLE');
  });
});

describe('pick', () => {
  it('R7: a chosen waiting ticket of the own queues, out of order, audited as picked by the caller', () => {
    const scene = branchAtWork();
    expect(call(scene, { finish: 'COMPLETADO', codigoReferencia: referenceOf(2) })?.numero).toBe('C02');
    expect(scene.ticket(2).callReason).toMatchObject({ picked: true, over: [{ numero: 'E01' }] });
    expect(scene.changes.events.find(({ eventType }) => eventType === 'TICKET_ASIGNADO')).toMatchObject({
      bySystem: false,
      data: { reason: 'C02 (elegido a mano): esperó 2 de 20 min, antes que E01 (1 de 30)' },
    });
    expect(scene.ticket(3).status).toBe('EN_ESPERA');
  });

  it('R7: only where the branch allows it', () => {
    const scene = branchAtWork({ pickAllowed: false });
    const refusal = refusalOf(() => call(scene, { finish: 'COMPLETADO', codigoReferencia: referenceOf(2) }));
    expect(refusal.code).toBe('TRANSICION_INVALIDA');
    expect(refusal.details).toMatchObject({ command: 'pick' });
    expect(scene.ticket(1).status).toBe('ATENDIENDO'); // the refusal left the ticket in hand as it was
  });

  it('R7: not of a queue of others, nor one reserved for somebody else, but one reserved for oneself', () => {
    const scene = new Scene(
      aBranch({
        advisors: [
          anAdvisor(1, { queueTypes: ['CAJA'], assignedTicketsCount: 1, workloadMinutes: 20 }),
          anAdvisor(2, { assignedTicketsCount: 1, workloadMinutes: 5 }),
        ],
        tickets: [
          aTicket(1, { queueType: 'GERENCIA' }),
          aTicket(2, { reservedAdvisorId: 2 }),
          aTicket(3, { queueType: 'EMPRESAS', reservedAdvisorId: 1 }),
        ],
      }),
    );
    expect(refusalOf(() => call(scene, { codigoReferencia: referenceOf(1) })).code).toBe('TRANSICION_INVALIDA');
    expect(refusalOf(() => call(scene, { codigoReferencia: referenceOf(2) })).code).toBe('TRANSICION_INVALIDA');
    expect(call(scene, { codigoReferencia: referenceOf(3) })?.id).toBe(3);
    expect(scene.advisor(1)).toMatchObject({ assignedTicketsCount: 1, workloadMinutes: 20 });
  });

  it('R4: not a ticket that is being served, nor the one just finished, nor one that is not there', () => {
    const scene = branchAtWork();
    const serving = aTicket(9, { status: 'ATENDIENDO', advisorId: 2, moduleNumber: 2, assignedAt: NINE_O_CLOCK });
    scene.state = {
      ...scene.state,
      advisors: [...scene.state.advisors, anAdvisor(2, { status: 'BUSY', queueTypes: [...QUEUE_TYPES] })],
      tickets: [...scene.state.tickets, serving],
    };
    const refused = (id: number) =>
      refusalOf(() => call(scene, { finish: 'COMPLETADO', codigoReferencia: referenceOf(id) })).code;
    expect(refused(9)).toBe('TRANSICION_INVALIDA');
    expect(refused(1)).toBe('TRANSICION_INVALIDA');
    expect(refused(77)).toBe('TICKET_NO_ENCONTRADO');
  });
});
