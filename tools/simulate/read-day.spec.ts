import { createRandom } from './random.mjs';
import { parseCalls, readDataFile, selectDay, toArrivals } from './read-day.mjs';

const HEADER =
  'vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver';

/** A line of the real file's form, CRLF and all. */
function line(values: Partial<Record<string, string | number>>): string {
  const usual = { priority: 0, type: 'PS', date: '990208', vru_entry: '9:00:00', outcome: 'AGENT', q_time: 0 };
  const cells: Partial<Record<string, string | number>> = { ...usual, ser_time: 60, ...values };
  return HEADER.split('\t')
    .map((name) => cells[name] ?? 'x')
    .join('\t');
}

const calls = (...lines: Partial<Record<string, string | number>>[]) =>
  parseCalls([HEADER, ...lines.map(line), ''].join('\r\n'));

const arrivalsOf = (...lines: Partial<Record<string, string | number>>[]) =>
  toArrivals(calls(...lines), createRandom(1)).arrivals;

describe('reading the data', () => {
  test('columns are found by name, times are seconds of the day', () => {
    expect(calls({ type: 'NW', priority: 2, vru_entry: '13:05:07', q_time: 9, ser_time: 120 })).toEqual([
      {
        date: '990208',
        type: 'NW',
        priority: 2,
        enteredAt: 13 * 3600 + 5 * 60 + 7,
        outcome: 'AGENT',
        queuedSeconds: 9,
        serviceSeconds: 120,
      },
    ]);
  });

  test('a missing column is named', () => {
    expect(() => parseCalls('type\tdate\n')).toThrow('"priority"');
  });

  test('a line that cannot be read is named by its number', () => {
    expect(() => calls({}, { vru_entry: 'noon' })).toThrow('line 3');
  });

  test('a file that is not there is one clear line', () => {
    expect(() => readDataFile('/no/such/file')).toThrow(/^cannot read the data file \/no\/such\/file$/);
  });
});

describe('choosing the day', () => {
  const month = calls({ date: '990207' }, { date: '990208' }, { date: '990209' });

  test('the one asked for', () => expect(selectDay(month, '990209').calls).toHaveLength(1));
  test('without a wish 990208', () => expect(selectDay(month, null).date).toBe('990208'));
  test('or else the first', () => expect(selectDay(calls({ date: '260310' }), null).date).toBe('260310'));
  test('one that is not there says what is', () => {
    expect(() => selectDay(month, '990301')).toThrow('990207 to 990209');
  });
  test('in order of arrival, whatever the order of the rows', () => {
    const day = selectDay(calls({ vru_entry: '10:00:00' }, { vru_entry: '9:00:00' }), null);
    expect(day.calls.map((call) => call.enteredAt)).toEqual([9 * 3600, 10 * 3600]);
  });
});

describe('calls become customers', () => {
  test.each([
    ['PS', 'CAJA'],
    ['TT', 'CAJA'],
    ['NW', 'PERSONAL_BANKER'],
    ['IN', 'PERSONAL_BANKER'],
    ['NE', 'EMPRESAS'],
  ])('%s goes to %s', (type, queueType) => {
    expect(arrivalsOf({ type })).toMatchObject([{ queueType, preferential: false }]);
  });

  test('priority 2 is the manager’s or preferential, never both, and some of each', () => {
    const many = arrivalsOf(...Array.from({ length: 300 }, () => ({ priority: 2 })));
    const managers = many.filter((arrival) => arrival.queueType === 'GERENCIA');
    expect(managers.length).toBeGreaterThan(30);
    expect(managers.length).toBeLessThan(90);
    expect(many.every((arrival) => (arrival.queueType === 'GERENCIA') !== arrival.preferential)).toBe(true);
  });

  test('who hung up leaves after the time they waited, and has no service time of their own', () => {
    expect(arrivalsOf({ outcome: 'HANG', q_time: 42, ser_time: 0 })).toMatchObject([
      { patienceSeconds: 42, serviceSeconds: null },
    ]);
  });

  test('an answered call of no length has no service time either, but stays', () => {
    expect(arrivalsOf({ ser_time: 0 })).toMatchObject([{ patienceSeconds: null, serviceSeconds: null }]);
  });

  test('phantoms and types without a queue are left out and counted', () => {
    const { arrivals, leftOut } = toArrivals(calls({ outcome: 'PHANTOM' }, { type: 'PE' }, {}), createRandom(1));
    expect(arrivals).toHaveLength(1);
    expect(leftOut).toBe(2);
  });
});
