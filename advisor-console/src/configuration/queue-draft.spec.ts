import { NEW_QUEUE, queueChange, queueDraft, queueFacts, queueLacks } from './queue-draft';

const CAJA = {
  queueType: 'CAJA',
  displayName: 'Caja',
  prefix: 'C',
  priority: 1,
  averageTimeMinutes: 5,
  targetWaitMinutes: 20,
  alertWaiting: 15,
  dailyCap: null,
  enabled: true,
};
const draft = queueDraft(CAJA);

describe('R1: a queue as it is typed', () => {
  it('comes back as it was', () => {
    expect(queueFacts(draft)).toEqual(CAJA);
    expect(queueFacts(queueDraft({ ...CAJA, dailyCap: 0, enabled: false }))).toEqual({
      ...CAJA,
      dailyCap: 0,
      enabled: false,
    });
  });

  it('sends what was changed and nothing else; an empty cap is none', () => {
    expect(queueChange(draft, { ...draft, targetWaitMinutes: ' 25 ' })).toEqual({ targetWaitMinutes: 25 });
    expect(queueChange({ ...draft, dailyCap: '80' }, draft)).toEqual({ dailyCap: null });
  });

  it('says at the field what no server would take', () => {
    const lacking = (part: object) =>
      Object.entries(queueLacks({ ...draft, ...part }))
        .filter(([, key]) => key !== null)
        .map(([field]) => field);
    expect(lacking({})).toEqual([]);
    expect(lacking({ prefix: 'O' })).toEqual(['prefix']);
    expect(lacking({ prefix: 'CC', displayName: ' ' })).toEqual(['displayName', 'prefix']);
    expect(lacking({ averageTimeMinutes: '0', alertWaiting: '2,5', dailyCap: '-1' })).toEqual([
      'dailyCap',
      'averageTimeMinutes',
      'alertWaiting',
    ]);
    expect(Object.values(queueLacks(NEW_QUEUE)).filter((key) => key !== null)).toHaveLength(3);
  });
});
