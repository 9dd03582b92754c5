import { callEvents, readCalls } from '../bench/promise/calls.mjs';
import { barChart } from '../bench/promise/svg.mjs';

const HEADER =
  'vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver';

type Cells = Partial<Record<string, string | number>>;

/** A made file of the real one's form, CRLF and all. */
const made = (...lines: Cells[]): string =>
  [
    HEADER,
    ...lines.map((cells) =>
      HEADER.split('\t')
        .map((name) => cells[name] ?? '0')
        .join('\t'),
    ),
    '',
  ].join('\r\n');

const queued: Cells = {
  ...{
    type: 'PS',
    priority: 2,
    date: '990208',
    vru_exit: '9:00:10',
    q_start: '9:00:10',
    q_exit: '9:01:00',
    q_time: 50,
  },
  ...{ outcome: 'AGENT', ser_start: '9:01:02', ser_exit: '9:03:02', ser_time: 120, server: 'DORIT' },
};
const atOnce: Cells = {
  ...{ type: 'NW', date: '990209', vru_exit: '10:00:00', q_start: '0:00:00', q_exit: '0:00:00', outcome: 'AGENT' },
  ...{ ser_start: '10:00:01', ser_exit: '10:01:01', ser_time: 60, server: 'NO_SERVER' },
};
const hungUp: Cells = { ...queued, outcome: 'HANG', ser_start: '0:00:00', ser_time: 0, server: 'NO_SERVER' };
const S = 1000;
const NINE = 9 * 3600 * S;
const DAY = 86_400 * S;

describe('the calls that bench:promise reads', () => {
  test('who waits is called at the end of the wait; the day is counted from the first', () => {
    expect(readCalls(made(queued, atOnce, hungUp))).toEqual([
      {
        ...{ id: 1, day: 0, type: 'PS', priority: 2, queued: true, server: 'DORIT' },
        ...{ arrivedAt: NINE + 10 * S, calledAt: NINE + 60 * S, endedAt: NINE + 182 * S },
      },
      {
        ...{ id: 2, day: 1, type: 'NW', priority: 0, queued: false, server: null },
        ...{ arrivedAt: DAY + NINE + 3600 * S, calledAt: DAY + NINE + 3600 * S, endedAt: DAY + NINE + 3661 * S },
      },
      {
        ...{ id: 3, day: 0, type: 'PS', priority: 2, queued: true, server: null },
        ...{ arrivedAt: NINE + 10 * S, calledAt: null, endedAt: NINE + 60 * S },
      },
    ]);
  });

  test('a wait over midnight ends on the next day, and a service without its time begins with the call', () => {
    const late = { ...queued, q_start: '23:59:50', q_exit: '0:00:40', ser_start: '0:00:40' };
    const [call] = readCalls(made(late));
    expect(call?.calledAt).toBe(DAY + 40 * S);
    expect(call?.endedAt).toBe(DAY + 160 * S);
  });

  test('calls that asked for nobody are left out; what cannot be read is named', () => {
    expect(readCalls(made({ ...queued, outcome: 'PHANTOM' }))).toEqual([]);
    expect(() => readCalls(made(queued, { ...queued, q_time: 'soon' }))).toThrow('line 3');
    expect(() => readCalls('type\tdate\r\n')).toThrow('no column "priority"');
  });

  test('what happens in the same second has its order: a desk is free, somebody comes, somebody is called', () => {
    const next = { ...queued, vru_exit: '9:02:00', q_start: '9:02:00', q_time: 62, ser_start: '9:03:02' };
    const events = callEvents(readCalls(made(queued, next, hungUp, atOnce)));
    expect(events.map(({ what, call }) => `${what} ${call.id}`)).toEqual([
      ...['arrived 1', 'arrived 3', 'left 3', 'called 1', 'arrived 2', 'ended 1', 'called 2', 'ended 2'],
      ...['called 4', 'ended 4'],
    ]);
  });
});

describe('the pictures of bench:promise', () => {
  const chart = {
    title: 'Waits & <policies>',
    note: 'made',
    groups: [{ label: 'CAJA', bars: [{ label: 'guard', value: 12, reach: 40, text: '26 % late' }] }],
    ...{ max: 20, step: 5, unit: 'min' },
  };

  test('are well-formed, with their words escaped', () => {
    const svg = barChart(chart);
    expect(svg).toContain('<title>Waits &amp; &lt;policies&gt;</title>');
    expect(svg.match(/<(text|title|style|svg)\b/g)?.length).toBe(svg.match(/<\/(text|title|style|svg)>/g)?.length);
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  test('cut what is longer than the axis', () => {
    const [, width] = /width="([\d.]+)" height="18"/.exec(barChart({ ...chart, max: 6 })) ?? [];
    const [, whole] = /width="([\d.]+)" height="18"/.exec(barChart({ ...chart, max: 12 })) ?? [];
    expect(width).toBe(whole);
  });
});
