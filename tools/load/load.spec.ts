import { toArrivals, type Arrival } from '../simulate/read-day.mjs';
import { createRandom } from '../simulate/random.mjs';
import { readOptions } from './args.mjs';
import { lineChart, roundUp } from './chart.mjs';
import { callFigures, errorsOf } from './figures.mjs';
import { CallWatch } from './lag.mjs';
import { recoveryOf } from './limit.mjs';
import { atPace, messageFigures } from './messages.mjs';
import { planBank } from './plan.mjs';

const sample = (label: string, status: number, ms = 1, code = '', at = 0) => ({ label, status, ms, code, at });

describe('npm run load: what is asked for', () => {
  it('lives a national day unless told otherwise', () => {
    expect(readOptions([])).toMatchObject({
      branches: 50,
      day: 25_000,
      speed: 60,
      hours: 9,
      lives: true,
      breaks: false,
    });
    expect(readOptions(['--until-it-breaks'])).toMatchObject({ lives: true, breaks: true });
    expect(readOptions(['--no-day'])).toMatchObject({ lives: false, breaks: true });
  });

  it.each([
    [['--branches', '0']],
    [['--speed', 'fast']],
    [['--telegram', '2']],
    [['--day', '3', '--branches', '4']],
    [['--x']],
  ])('refuses %j with one line', (argv) => expect(() => readOptions(argv)).toThrow(/^[^\n]+$/));
});

describe('npm run load: the plan', () => {
  const calls = Array.from({ length: 900 }, (_, i) => ({
    ...{ date: '260310', type: ['PS', 'NW', 'NE'][i % 3]!, priority: i % 5 === 0 ? 2 : 0, outcome: 'AGENT' },
    ...{ enteredAt: 30_600 + i * 36, queuedSeconds: 0, serviceSeconds: 200 },
  }));
  const { arrivals } = toArrivals(calls, createRandom('1')) as { arrivals: Arrival[] };

  it('R3: so many tickets over all branches, nobody twice, the same for the same seed', () => {
    const plans = planBank(arrivals, { branches: 4, day: 1_001, hours: 9, seed: '7' });
    expect(plans.map(({ code, customers }) => [code, customers.length])).toEqual([
      ['B001', 251],
      ['B002', 250],
      ['B003', 250],
      ['B004', 250],
    ]);
    const people = plans.flatMap(({ customers }) => customers.map(({ nationalId }) => nationalId));
    expect(new Set(people).size).toBe(1_001);
    expect(planBank(arrivals, { branches: 4, day: 1_001, hours: 9, seed: '7' })).toEqual(plans);
    expect(planBank(arrivals, { branches: 4, day: 1_001, hours: 9, seed: '8' })).not.toEqual(plans);
  });

  it('more tickets than five advisors have time for are served faster', () => {
    const mean = (day: number): number => {
      const [plan] = planBank(arrivals, { branches: 1, day, hours: 9, seed: '1' });
      const all = plan!.customers.map(({ serviceSeconds }) => serviceSeconds);
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    };
    expect(mean(100)).toBeCloseTo(200, 6);
    expect(mean(3_000)).toBeLessThan(100);
  });
});

describe('npm run load: what came of it', () => {
  it('counts every answer that the rules do not lead to', () => {
    const samples = [
      sample('POST /api/tickets', 201, 10),
      sample('POST /api/tickets', 409, 20, 'TICKET_ACTIVO_EXISTENTE'),
      sample('POST /api/tickets', 409, 30, 'CONFLICTO'),
      sample('POST /api/advisor/call-next', 0),
      sample('GET /api/x', 503, 1, 'SERVICIO_SATURADO'),
    ];
    expect(errorsOf(samples)).toEqual({
      'POST /api/tickets: 409 CONFLICTO': 1,
      'POST /api/advisor/call-next: no answer': 1,
      'GET /api/x: 503 SERVICIO_SATURADO': 1,
    });
    const [issue] = callFigures(samples);
    expect(issue).toMatchObject({ label: 'issue', calls: 3, p50: 20, max: 30, statuses: { 201: 1, 409: 2 } });
  });

  it('R9: an ideal sender sends 25 in any second and never before they are due', () => {
    expect(atPace(Array(60).fill(0))).toEqual(Array.from({ length: 60 }, (_, i) => Math.floor(i / 25)));
    expect(atPace([0, 5, 5.5])).toEqual([0, 5, 5.5]);
  });

  it('R9: which messages were late, beside those of the ideal sender', () => {
    const row = (template: string, due: number, sent: number | null, state = 'ENVIADO') => ({
      template,
      state,
      due,
      sent,
    });
    const figures = messageFigures(
      [
        row('totem_ticket_creado', 0, 4),
        row('totem_ticket_creado', 1, 7),
        row('totem_es_tu_turno', 2, 5),
        row('totem_es_tu_turno', 3, null, 'DESCARTADO'),
      ],
      60,
    );
    expect(figures.outcomes).toEqual({ ENVIADO: 3, DESCARTADO: 1 });
    expect([figures.first?.late, figures.call?.late, figures.call?.max]).toEqual([1, 1, 3]);
    expect([figures.ideal.first?.late, figures.ideal.call?.max]).toEqual([0, 0]);
    expect(figures.busiest).toBeCloseTo(0.4);
  });

  it('a screen that shows a call is compared with the answer that brought it about, one that does not has missed it', () => {
    const watch = new CallWatch();
    const now = jest.spyOn(performance, 'now');
    watch.accepted({ sent: 90, answered: 110 });
    watch.accepted({ sent: 200, answered: 230 });
    now.mockReturnValue(115);
    watch.shown('one', 'C01 1970-01-01T00:00:00.100Z');
    now.mockRestore();
    const ticket = { numero: 'C01', assignedAt: '1970-01-01T00:00:00.100Z' };
    const lags = watch.lags([ticket, { numero: 'C02', assignedAt: null }], ['one', 'two'], (ms) => ms);
    expect(lags).toEqual({ calls: 1, missed: 1, fromAnswer: [5], fromDecision: [15] });
  });

  it('it has recovered when no later second has a refusal or slow answers', () => {
    const at = (second: number, status: number, ms = 10) => sample('POST /api/tickets', status, ms, '', second * 1000);
    expect(recoveryOf([at(0, 503), at(1, 201), at(2, 201)], 0, 3)).toBe(1);
    expect(recoveryOf([at(0, 201), at(1, 201), at(2, 201)], 0, 3)).toBe(0);
    expect(recoveryOf([at(0, 201), at(2, 503)], 0, 3)).toBeNull();
  });
});

describe('npm run load: the charts', () => {
  it.each([
    [0, 1],
    [0.7, 1],
    [1.3, 2],
    [37, 50],
    [501, 1_000],
  ])('an axis for %f ends at %f', (value, end) => expect(roundUp(value)).toBe(end));

  it('draws each line through what is known, within its panel', () => {
    const points = [
      [0, 1],
      [5, null],
      [10, 2],
    ] as const;
    const panels = [{ label: 'CPU', unit: 'cores', lines: [{ name: 'a & b', colour: '#123456', points }] }];
    const svg = lineChart({ title: 'T', note: 'N', across: 's', from: 0, to: 10, panels });
    expect(svg).toContain('a &amp; b');
    expect(/<path d="M([^"]+)" fill="none" stroke="#123456"/.exec(svg)?.[1]?.split('L')).toHaveLength(2);
  });
});
