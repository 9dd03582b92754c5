import { firstQuestion, isAsked, missingOf, requestOf, type Question } from './question';

const timeZone = 'America/Santiago';
/** 10:15 in Santiago. */
const now = Date.parse('2026-11-18T13:15:20.000Z');
const queue = (queueType: string, oldestCreatedAt: string | null) => ({
  queueType,
  targetWaitMinutes: 20,
  oldestCreatedAt,
});
const queues = [
  queue('CAJA', '2026-11-18T13:00:00.000Z'),
  queue('EMPRESAS', '2026-11-18T12:40:00.000Z'),
  queue('GERENCIA', null),
];
const first = (query: string) => firstQuestion(query, { queues, timeZone, now });

describe('what a supervisor asks', () => {
  test('R5: it begins with one more advisor where somebody has waited longest, from now on for two hours', () => {
    expect(first('')).toMatchObject({ kind: 'ADVISOR_ADDED', queueType: 'EMPRESAS', from: '10:15', to: '12:15' });
  });

  test('R5: what a hint asks is asked at once, and what makes no sense is left out', () => {
    const hint = 'kind=ADVISOR_TAKES&advisor=3&queue=CAJA&minutes=25';
    expect(isAsked(hint)).toBe(true);
    expect(isAsked('')).toBe(false);
    expect(first(hint)).toMatchObject({ kind: 'ADVISOR_TAKES', advisorId: 3, queueType: 'CAJA', to: '10:40' });
    expect(first('kind=ADVISOR_TAKES&advisor=x&queue=NADA&minutes=-4')).toMatchObject({
      ...{ kind: 'ADVISOR_ADDED', advisorId: null, queueType: 'EMPRESAS', to: '12:15' },
    });
  });

  test('R8: late in the evening it ends with the day', () => {
    const late = Date.parse('2026-11-19T02:30:00.000Z'); // 23:30
    expect(firstQuestion('', { queues, timeZone, now: late })).toMatchObject({ from: '23:30', to: '23:59' });
  });

  test('R8: nothing is asked without an advisor, or of a time that ends before it begins', () => {
    const asked: Question = { ...first(''), kind: 'ADVISOR_LEAVES' };
    expect(missingOf(asked)).toBe('advisor');
    expect(missingOf({ ...asked, advisorId: 3 })).toBeNull();
    expect(missingOf({ ...asked, advisorId: 3, to: '10:15' })).toBe('time');
    expect(missingOf({ ...asked, advisorId: 3, from: '' })).toBe('time');
    expect(missingOf({ ...asked, kind: 'POLICY', from: '' })).toBeNull();
  });

  test('CONTRACT: each kind sends what it needs, in the branch’s time', () => {
    const span = { from: '2026-11-18T13:15:00.000Z', to: '2026-11-18T15:15:00.000Z' };
    const send = (part: Partial<Question>) => requestOf({ ...first(''), advisorId: 3, ...part }, timeZone, now).changes;
    expect(send({})).toEqual([{ kind: 'ADVISOR_ADDED', queueTypes: ['EMPRESAS'], ...span }]);
    expect(send({ kind: 'ADVISOR_TAKES' })).toEqual([
      { kind: 'ADVISOR_TAKES', advisorId: 3, queueTypes: ['EMPRESAS'], ...span },
    ]);
    expect(send({ kind: 'ADVISOR_LEAVES' })).toEqual([{ kind: 'ADVISOR_LEAVES', advisorId: 3, ...span }]);
    expect(send({ kind: 'POLICY' })).toEqual([{ kind: 'POLICY', policy: 'fifo' }]);
  });
});
