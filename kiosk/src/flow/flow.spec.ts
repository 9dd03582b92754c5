import type { KioskState, Problem, PublicTicket } from '@ticketero/contract';

import { eventOfProblem, requestOf, retryDelayMs } from './answer';
import { reduce } from './flow';
import { noLonger } from './no-longer';
import { START, type Flow, type FlowEvent, type Rules } from './screens';

const queue = { queueType: 'CAJA', displayName: 'Caja', prefix: 'C' };
const rules: Rules = { rutCheck: false, phoneFormat: 'CL', telegram: true };
const choose: FlowEvent = { type: 'choose', queue, key: 'k-1', rules };
const ticket = { numero: 'C05' } as PublicTicket;

const after = (...events: FlowEvent[]): Flow => events.reduce(reduce, START);
const next: FlowEvent = { type: 'next' };
const typeId = (typed: string): FlowEvent => ({ type: 'document', typed });
const toPhone = [choose, typeId('12.345.678-9'), next];
const toSending = [...toPhone, { type: 'skipPhone' } as const];

describe('the flow of one customer', () => {
  it('goes queue, id, phone, number', () => {
    const flow = after(...toPhone, { type: 'phone', typed: '912345678' }, { type: 'preferential', on: true }, next);
    expect(flow).toMatchObject({ screen: 'sending', failures: 0, draft: { key: 'k-1' } });
    expect(flow.screen === 'sending' && requestOf(flow.draft, 'es')).toEqual({
      nationalId: '12.345.678-9',
      telefono: '+56912345678',
      queueType: 'CAJA',
      preferential: true,
      language: 'es',
    });
    expect(reduce(flow, { type: 'issued', ticket })).toEqual({ screen: 'result', ticket });
  });

  it('skips the phone, and forgets half a phone then', () => {
    const flow = after(...toPhone, { type: 'phone', typed: '9123' }, { type: 'skipPhone' });
    expect(flow).toMatchObject({ screen: 'sending', draft: { phone: '' } });
    expect(flow.screen === 'sending' && requestOf(flow.draft, 'en')).not.toHaveProperty('telefono');
  });

  it('marks the field instead of going on', () => {
    expect(after(choose, next)).toMatchObject({ screen: 'id', problem: { code: 'empty' } });
    expect(after(choose, typeId('123'), next)).toMatchObject({ screen: 'id', problem: { code: 'length' } });
    expect(after(...toPhone, next)).toMatchObject({ screen: 'phone', problem: { code: 'empty' } });
    expect(after(choose, next, typeId('1'))).toMatchObject({ problem: null });
  });

  it('checks the digit before the request where the branch wants it (R3)', () => {
    const strict: FlowEvent = { ...choose, rules: { ...rules, rutCheck: true } };
    expect(after(strict, typeId('123456789'), next)).toMatchObject({ screen: 'id', problem: { code: 'checkDigit' } });
    expect(after(strict, typeId('123456785'), next)).toMatchObject({ screen: 'phone' });
  });

  it('empties the field with the kind of document, and only then', () => {
    const typed = [choose, typeId('1234')];
    expect(after(...typed, { type: 'documentKind', kind: 'foreign' })).toMatchObject({
      draft: { document: { kind: 'foreign', typed: '' } },
    });
    expect(after(...typed, { type: 'documentKind', kind: 'rut' })).toMatchObject({
      draft: { document: { typed: '1234' } },
    });
  });

  it('goes back a step with what was typed, and from the first step to the start', () => {
    expect(after(...toPhone, { type: 'back' })).toMatchObject({
      screen: 'id',
      draft: { document: { typed: '123456789' } },
    });
    expect(after(choose, { type: 'back' })).toBe(START);
  });

  it('keeps nothing of a customer after restart, from any screen (R13)', () => {
    const ends: FlowEvent[][] = [
      toSending,
      toPhone,
      [...toSending, { type: 'issued', ticket }],
      [...toSending, { type: 'notice', notice: { kind: 'busy', seconds: 5 } }],
    ];
    for (const events of ends) expect(after(...events, { type: 'restart' })).toEqual({ screen: 'queues' });
    expect(JSON.stringify(after(...toSending, { type: 'issued', ticket }))).not.toContain('12345678');
  });

  it('ignores a second tap and a late answer', () => {
    const sent = after(...toSending);
    expect(reduce(sent, { type: 'skipPhone' })).toBe(sent);
    expect(reduce(sent, choose)).toBe(sent);
    expect(reduce(START, { type: 'issued', ticket })).toBe(START);
  });
});

describe('with Telegram off (R9)', () => {
  const without: FlowEvent = { ...choose, rules: { ...rules, telegram: false } };
  const toQuestion = [without, typeId('12.345.678-9'), next];

  it('asks for no phone: the third step is the preferential question alone', () => {
    const asked = after(...toQuestion);
    expect(asked).toMatchObject({ screen: 'preferential', draft: { preferential: false } });
    for (const event of [{ type: 'phone', typed: '912345678' }, { type: 'skipPhone' }] as const) {
      expect(reduce(asked, event)).toBe(asked);
    }
  });

  it('sends the answer to the question, and never a phone', () => {
    const flow = after(...toQuestion, { type: 'preferential', on: true }, next);
    expect(flow).toMatchObject({ screen: 'sending', draft: { preferential: true } });
    expect(flow.screen === 'sending' && requestOf(flow.draft, 'es')).not.toHaveProperty('telefono');
    expect(reduce(flow, { type: 'invalid', telefono: 'No' })).toMatchObject({ notice: { kind: 'failed' } });
  });

  it('goes back to the id, with the answer kept', () => {
    const back = after(...toQuestion, { type: 'preferential', on: true }, { type: 'back' });
    expect(back).toMatchObject({ screen: 'id', draft: { document: { typed: '123456789' } } });
    expect(reduce(back, next)).toMatchObject({ screen: 'preferential', draft: { preferential: true } });
  });
});

describe('who has a number already', () => {
  const find: FlowEvent = { type: 'find', rutCheck: false };
  const toLooking = [find, typeId('12.345.678-9'), next];
  const seen: FlowEvent[] = [...toLooking, { type: 'found', ticket }];

  it('types the document and sees the number, with nothing of the document left', () => {
    expect(after(...toLooking)).toMatchObject({ screen: 'looking', failures: 0 });
    expect(after(...seen)).toEqual({ screen: 'found', ticket });
    expect(JSON.stringify(after(...seen))).not.toContain('12345678');
  });

  it('is told of a wrong document before any request (R3)', () => {
    expect(after(find, next)).toMatchObject({ screen: 'find', problem: { code: 'empty' } });
    expect(after({ ...find, rutCheck: true }, typeId('123456789'), next)).toMatchObject({
      problem: { code: 'checkDigit' },
    });
    expect(after(...toLooking, { type: 'invalid', nationalId: 'No' })).toMatchObject({
      screen: 'find',
      problem: { said: 'No' },
      search: { document: { typed: '123456789' } },
    });
  });

  it('can type it again when nothing was found', () => {
    const nothing = after(...toLooking, { type: 'nothingFound', last: { numero: 'C05', status: 'NO_ATENDIDO' } });
    expect(nothing).toEqual({ screen: 'notFound', last: { numero: 'C05', status: 'NO_ATENDIDO' } });
    expect(reduce(nothing, find)).toMatchObject({ screen: 'find', search: { document: { typed: '' } } });
  });

  it('cancels only after saying so twice, and keeps it by a No (R4)', () => {
    const asked = after(...seen, { type: 'askCancel', ticket });
    expect(asked).toMatchObject({ screen: 'askCancel' });
    expect(reduce(asked, { type: 'back' })).toEqual({ screen: 'found', ticket });
    const cancelling = reduce(asked, next);
    expect(cancelling).toMatchObject({ screen: 'cancelling', failures: 0 });
    expect(reduce(cancelling, { type: 'back' })).toBe(cancelling);
    expect(reduce(cancelling, { type: 'cancelled' })).toEqual({ screen: 'cancelled', numero: 'C05' });
  });

  it('sees what has become of it when it was called before it could be cancelled (R4)', () => {
    const called = { ...ticket, status: 'ATENDIENDO' } as PublicTicket;
    const events: FlowEvent[] = [...seen, { type: 'askCancel', ticket }, next];
    expect(after(...events, { type: 'pastCancelling', ticket: called })).toEqual({ screen: 'found', ticket: called });
  });

  it('finds again what was asked when the time is up (R14)', () => {
    const busy = after(...toLooking, { type: 'noAnswer' }, { type: 'notice', notice: { kind: 'busy', seconds: 5 } });
    expect(reduce(busy, next)).toMatchObject({ screen: 'looking', failures: 0 });
    const no = after(...toLooking, { type: 'notice', notice: { kind: 'notLooked' } });
    expect(no).toMatchObject({ screen: 'message', again: null });
  });
});

describe('what changes while somebody types', () => {
  const queues = [{ queueType: 'CAJA', enabled: true, capReached: false }] as KioskState['queues'];
  const state = { branch: { open: true } as KioskState['branch'], queues };
  const asking = after(choose);

  it.each([
    ['nothing', state, null],
    ['the cap is reached (R1)', { ...state, queues: [{ ...queues[0]!, capReached: true }] }, 'full'],
    ['the queue is turned off (R1)', { ...state, queues: [{ ...queues[0]!, enabled: false }] }, 'queueGone'],
    ['the queue is gone', { ...state, queues: [] }, 'queueGone'],
    ['the branch closes (R4)', { ...state, branch: { open: false } as KioskState['branch'] }, 'closed'],
  ])('%s', (_, now, why) => expect(noLonger(asking, now)).toBe(why));

  it('says so, keeps nothing, and does not touch a request under way or a number', () => {
    expect(reduce(asking, { type: 'noLonger', why: 'full' })).toEqual({
      screen: 'message',
      notice: { kind: 'full' },
      again: null,
    });
    const shut = { ...state, queues: [] };
    for (const flow of [START, after(...toSending), after(...toSending, { type: 'issued', ticket })]) {
      expect(noLonger(flow, shut)).toBeNull();
      expect(reduce(flow, { type: 'noLonger', why: 'full' })).toBe(flow);
    }
  });
});

describe('without an answer', () => {
  it('keeps the draft and its key, and counts', () => {
    const flow = after(...toSending, { type: 'noAnswer' }, { type: 'noAnswer' });
    expect(flow).toMatchObject({ screen: 'sending', failures: 2, draft: { key: 'k-1' } });
  });

  it('asks again after 2 s, growing to 5 s', () => {
    expect([0, 1, 2, 3, 4, 9].map(retryDelayMs)).toEqual([0, 2000, 3000, 4000, 5000, 5000]);
  });
});

describe('a problem (R14)', () => {
  const problem = (error: Problem['error'], more: Partial<Problem> = {}): Problem => ({
    type: 'about:blank',
    title: error,
    status: 409,
    detail: error,
    error,
    mensaje: error,
    ...more,
  });
  const outcome = (p: Problem, retryAfter: number | null = null) => after(...toSending, eventOfProblem(p, retryAfter));

  it('shows the ticket that exists', () => {
    const flow = outcome(problem('TICKET_ACTIVO_EXISTENTE', { ticket: ticket as Problem['ticket'] }));
    expect(flow).toEqual({ screen: 'active', ticket });
    expect(outcome(problem('TICKET_ACTIVO_EXISTENTE'))).toEqual({ screen: 'active', ticket: null });
  });

  it('marks the field that the server refused, on its own step', () => {
    expect(outcome(problem('VALIDACION_FALLIDA', { status: 400, campos: { nationalId: 'No' } }))).toMatchObject({
      screen: 'id',
      problem: { said: 'No' },
      draft: { key: 'k-1', document: { typed: '123456789' } },
    });
    expect(outcome(problem('VALIDACION_FALLIDA', { status: 400, campos: { telefono: 'No' } }))).toMatchObject({
      screen: 'phone',
      problem: { said: 'No' },
    });
    expect(outcome(problem('VALIDACION_FALLIDA', { status: 400 }))).toMatchObject({ notice: { kind: 'failed' } });
  });

  it.each([
    ['CUPO_AGOTADO', 'full'],
    ['SUCURSAL_CERRADA', 'closed'],
    ['COLA_NO_ENCONTRADA', 'queueGone'],
    ['CONFLICTO', 'failed'],
  ] as const)('%s is the message %s and drops the draft', (error, kind) => {
    expect(outcome(problem(error))).toEqual({ screen: 'message', notice: { kind }, again: null });
  });

  it.each([
    ['DEMASIADAS_SOLICITUDES', 429],
    ['SERVICIO_SATURADO', 503],
  ] as const)('R14: %s: waits as long as it is told, then sends the same again', (error, status) => {
    const busy = outcome(problem(error, { status }), 7);
    expect(busy).toMatchObject({ screen: 'message', notice: { kind: 'busy', seconds: 7 } });
    expect(reduce(busy, next)).toMatchObject({ screen: 'sending', draft: { key: 'k-1' } });
  });

  it('takes a failure of the server for no answer', () => {
    expect(outcome(problem('ERROR_INTERNO', { status: 500 }))).toMatchObject({ screen: 'sending', failures: 1 });
  });
});
