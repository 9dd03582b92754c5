import { Branch } from '../branch/branch.js';
import {
  aBranch,
  anAdvisor,
  aQueue,
  aTicket,
  HOUR,
  MINUTE,
  NINE_O_CLOCK,
  QUEUE_TYPES,
  referenceOf,
  refusalOf,
  TODAY,
} from '../testing/builders.js';
import { Scene } from '../testing/scene.js';
import { enterBusinessDay } from './close-day.js';
import { issue, opening, type IssueInput } from './issue.js';
import { callNext } from './desk.js';
import { setStatus } from './set-status.js';

const input = (id: number, patch: Partial<IssueInput> = {}): IssueInput => ({
  id,
  codigoReferencia: referenceOf(id),
  queueType: 'CAJA',
  preferential: false,
  language: 'es',
  contact: 'none',
  ...patch,
});
const ready = (id: number, queueTypes: string[] = [...QUEUE_TYPES]) =>
  anAdvisor(id, { status: 'AVAILABLE', queueTypes });

describe('issue: the number', () => {
  it('R2: each queue counts for itself: C01, C02, P01, C03', () => {
    const scene = new Scene(aBranch());
    const numbers = ['CAJA', 'CAJA', 'PERSONAL_BANKER', 'CAJA'].map((type) => scene.ticket(scene.issue(type)).numero);
    expect(numbers).toEqual(['C01', 'C02', 'P01', 'C03']);
    expect(scene.changes.counter).toEqual({ queueType: 'CAJA', lastNumber: 3 });
  });

  it('R2: C99 is followed by C100', () => {
    const scene = new Scene(aBranch({ queues: [aQueue('CAJA', { lastNumber: 98 })] }));
    expect([scene.issue(), scene.issue(), scene.issue()].map((id) => scene.ticket(id).numero)).toEqual([
      'C99',
      'C100',
      'C101',
    ]);
  });

  it('R2: restarts at 01 on the next business day, at midnight of the branch and not of Greenwich', () => {
    const scene = new Scene(aBranch());
    scene.issue();
    scene.later(14 * HOUR + 59 * MINUTE); // 23:59 in Santiago, 02:59 of tomorrow in Greenwich
    expect(scene.ticket(scene.issue())).toMatchObject({ numero: 'C02', businessDate: TODAY });
    scene.later(MINUTE);
    expect(scene.ticket(scene.issue())).toMatchObject({ numero: 'C01', businessDate: '2026-03-17' });
    expect(scene.queue('CAJA').lastNumber).toBe(1);
  });

  it('R2: a process whose clock is still before midnight counts on in the new day', () => {
    const scene = new Scene(aBranch(), NINE_O_CLOCK + 15 * HOUR);
    scene.issue();
    scene.later(-1);
    expect(scene.ticket(scene.issue())).toMatchObject({ numero: 'C02', businessDate: '2026-03-17' });
  });

  it('R4: a new ticket waits in EN_ESPERA with its place and its estimate', () => {
    const scene = new Scene(aBranch({ tickets: [1, 2, 3, 4].map((id) => aTicket(id)) }));
    const ticket = scene.ticket(scene.issue('CAJA', { language: 'en' }));
    expect(ticket).toMatchObject({
      status: 'EN_ESPERA',
      language: 'en',
      positionInQueue: 5,
      estimatedWaitMinutes: 25, // R8: position 5 at an average of 5
      createdAt: NINE_O_CLOCK,
      orderAt: NINE_O_CLOCK,
      assignedAt: null,
      closedAt: null,
    });
    expect(ticket.estimatedLow).toBeLessThan(25);
    expect(ticket.estimatedHigh).toBeGreaterThan(25);
  });

  it('R6: only those who wait in the same queue are ahead, not those being served', () => {
    const served = aTicket(1, { status: 'ATENDIENDO', advisorId: 1, assignedAt: NINE_O_CLOCK, moduleNumber: 1 });
    const tickets = [served, aTicket(2, { status: 'PROXIMO' }), aTicket(3, { queueType: 'EMPRESAS' })];
    const scene = new Scene(aBranch({ tickets }));
    expect(scene.ticket(scene.issue()).positionInQueue).toBe(2);
  });
});

describe('issue: preferential customers', () => {
  it('R5: the credit of 30 minutes goes in front of whoever came less than that before', () => {
    const scene = new Scene(aBranch({ advisors: [anAdvisor(1)] }));
    const first = scene.issue();
    scene.later(MINUTE);
    const second = scene.issue();
    scene.later(29 * MINUTE + 1);
    const preferential = scene.issue('CAJA', { preferential: true });
    expect(scene.ticket(preferential)).toMatchObject({
      orderAt: scene.now - 30 * MINUTE,
      createdAt: scene.now,
      preferential: true,
      positionInQueue: 2, // the first came more than 30 minutes ago
    });
    const called = [first, preferential, second].map((id) => {
      scene.run((branch) => callNext(branch, 1, { finish: 'COMPLETADO' }));
      return [id, scene.ticket(id).status];
    });
    expect(called.map(([, status]) => status)).toEqual(['ATENDIENDO', 'ATENDIENDO', 'ATENDIENDO']);
  });

  it('R5: between preferential customers the first to come goes first; the credit is a setting', () => {
    const scene = new Scene(aBranch({ settings: { preferentialCreditMinutes: 5 } }));
    const first = scene.issue('CAJA', { preferential: true });
    const second = scene.later(MINUTE).issue('CAJA', { preferential: true });
    expect(scene.ticket(first)).toMatchObject({ orderAt: NINE_O_CLOCK - 5 * MINUTE, positionInQueue: 1 });
    expect(scene.ticket(second)).toMatchObject({ orderAt: NINE_O_CLOCK - 4 * MINUTE, positionInQueue: 2 });
  });
});

describe('issue: refusals', () => {
  it('R14: an unknown queue names those that there are, lowest priority first', () => {
    const branch = new Branch(aBranch(), NINE_O_CLOCK);
    const refusal = refusalOf(() => issue(branch, input(1, { queueType: 'HIPOTECAS' })));
    expect(refusal.code).toBe('COLA_NO_ENCONTRADA');
    expect(refusal.details).toEqual({ queueType: 'HIPOTECAS', colasDisponibles: [...QUEUE_TYPES] });
    expect(branch.changes().visible).toBe(false);
  });

  it('R1: a disabled queue gives no numbers; who waits in it is still served', () => {
    const scene = new Scene(
      aBranch({
        queues: [aQueue('CAJA', { enabled: false }), aQueue('EMPRESAS')],
        advisors: [anAdvisor(1)],
        tickets: [aTicket(1)],
      }),
    );
    const refusal = refusalOf(() => scene.issue('CAJA'));
    expect(refusal.code).toBe('COLA_NO_ENCONTRADA');
    expect(refusal.details).toEqual({ queueType: 'CAJA', disabled: true, colasDisponibles: ['EMPRESAS'] });
    scene.run((branch) => setStatus(branch, 1, { status: 'AVAILABLE' }));
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
  });

  it('R1: a daily cap is 409 CUPO_AGOTADO, for that queue and that day', () => {
    const scene = new Scene(aBranch({ queues: [aQueue('CAJA', { dailyCap: 2 }), aQueue('EMPRESAS')] }));
    scene.issue();
    scene.issue();
    const refusal = refusalOf(() => scene.issue());
    expect(refusal.code).toBe('CUPO_AGOTADO');
    expect(refusal.details).toEqual({ queueType: 'CAJA', dailyCap: 2 });
    scene.issue('EMPRESAS');
    scene.later(24 * HOUR);
    expect(scene.ticket(scene.issue()).numero).toBe('C01');
  });

  it('R1: a cap of 0 gives no number at all', () => {
    const scene = new Scene(aBranch({ queues: [aQueue('CAJA', { dailyCap: 0 })] }));
    expect(refusalOf(() => scene.issue()).code).toBe('CUPO_AGOTADO');
  });

  it.each([
    ['CLOSED', 'CERRADA'],
    ['PAUSED', 'PAUSADA'],
  ] as const)('R14: a branch that is %s is SUCURSAL_CERRADA, %s, without a time', (status, reason) => {
    const branch = new Branch(aBranch({ status }), NINE_O_CLOCK);
    const refusal = refusalOf(() => issue(branch, input(1)));
    expect(refusal.code).toBe('SUCURSAL_CERRADA');
    expect(refusal.details).toEqual({ reason, opensAt: null });
    expect(branch.changes().visible).toBe(false);
  });

  it('R14: outside its hours it is SUCURSAL_CERRADA with the next opening', () => {
    const hours = { week: { 1: [{ from: '10:00', to: '14:00' }] } };
    const scene = new Scene(aBranch({ openingHours: hours }));
    const refusal = refusalOf(() => scene.issue());
    expect(refusal.code).toBe('SUCURSAL_CERRADA');
    expect(refusal.details).toEqual({ reason: 'FUERA_DE_HORARIO', opensAt: NINE_O_CLOCK + HOUR });
    scene.later(HOUR);
    expect(scene.ticket(scene.issue()).numero).toBe('C01');
    scene.later(4 * HOUR);
    expect(opening(new Branch(scene.state, scene.now))).toEqual({
      open: false,
      reason: 'FUERA_DE_HORARIO',
      opensAt: NINE_O_CLOCK + HOUR + 7 * 24 * HOUR,
    });
  });
});

describe('issue: what it writes', () => {
  it('R10: one event, by the caller, with what the kiosk told the customer', () => {
    const scene = new Scene(aBranch({ advisors: [] }));
    scene.issue('CAJA', { preferential: true });
    expect(scene.changes.events[0]).toEqual({
      eventType: 'TICKET_CREADO',
      entityType: 'TICKET',
      entityId: referenceOf(1),
      entityIdentifier: 'C01',
      bySystem: false,
      oldState: null,
      newState: { status: 'EN_ESPERA', queueType: 'CAJA', advisorId: null, moduleNumber: null },
      data: { positionInQueue: 1, estimatedWaitMinutes: 5, preferential: true },
    });
  });

  it('R9: three messages for whoever can be reached, none for the others', () => {
    const scene = new Scene(aBranch({ tickets: [1, 2, 3, 4].map((id) => aTicket(id)) }));
    scene.issue();
    expect(scene.changes.messages).toEqual([]);
    const id = scene.issue('CAJA', { contact: 'chat' });
    expect(scene.ticket(id).messagesPlanned).toBe(true);
    const row = { ticketId: id, effect: 'plan' };
    expect(scene.changes.messages).toEqual([
      { ...row, template: 'totem_ticket_creado', truth: 'now', ready: true, dueAt: scene.now },
      { ...row, template: 'totem_proximo_turno', truth: 'not-yet', ready: false, dueAt: scene.now + 15 * MINUTE },
      { ...row, template: 'totem_es_tu_turno', truth: 'not-yet', ready: false, dueAt: scene.now + 30 * MINUTE },
    ]);
  });

  it('R7: with somebody ready the ticket is called in the same change, and its third message is due at once', () => {
    const scene = new Scene(aBranch({ advisors: [ready(1, ['CAJA'])] }));
    const id = scene.issue('CAJA', { contact: 'chat' });
    expect(scene.ticket(id)).toMatchObject({ status: 'ATENDIENDO', advisorId: 1, moduleNumber: 1, positionInQueue: 0 });
    expect(scene.events).toEqual(['TICKET_CREADO', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED']);
    expect(scene.changes.newTicket?.id).toBe(id);
    expect(scene.changes.tickets).toEqual([]); // one row, written once
    expect(scene.changes.messages.map(({ truth, ready }) => `${truth} ${ready}`)).toEqual([
      'over false',
      'over false',
      'now true',
    ]);
    expect(scene.changes.messages[2]?.dueAt).toBe(scene.now);
    expect(scene.changes.queueDays).toEqual([
      expect.objectContaining({
        queueType: 'CAJA',
        businessDate: TODAY,
        issued: 1,
        called: 1,
        withinTarget: 1,
        waitMs: 0,
      }),
    ]);
  });

  it('R7: an advisor of other queues is not called for it', () => {
    const scene = new Scene(aBranch({ advisors: [ready(1, ['EMPRESAS'])] }));
    const id = scene.issue('CAJA');
    expect(scene.ticket(id).status).toBe('EN_ESPERA');
    expect(scene.advisor(1).status).toBe('AVAILABLE');
    expect(scene.changes.queueDays).toEqual([expect.objectContaining({ issued: 1, called: 0 })]);
  });

  it('R4: the first command of a branch begins its first business day', () => {
    const branch = new Branch(aBranch({ businessDate: null }), NINE_O_CLOCK);
    expect(enterBusinessDay(branch)).toBe(false);
    expect(issue(branch, input(1)).businessDate).toBe(TODAY);
    expect(branch.changes().patch.businessDate).toBe(TODAY);
  });
});
