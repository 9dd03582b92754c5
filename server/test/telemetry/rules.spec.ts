import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { openBranch } from '../support/branch.js';
import { describeWithPromtool, promtool, scrape } from '../support/metrics.js';

const ROOT = resolve(__dirname, '../../..');
const DEPLOY = join(ROOT, 'deploy');
const RULES = join(DEPLOY, 'prometheus/rules/ticketero.yml');
const DASHBOARDS = join(DEPLOY, 'grafana/dashboards');

const rules = readFileSync(RULES, 'utf8');

interface Panel {
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string }[];
}
interface Dashboard {
  uid: string;
  title: string;
  panels: Panel[];
  templating: { list: { name: string; query: string | { query: string } }[] };
}

const dashboards = readdirSync(DASHBOARDS).map(
  (file) => [file, JSON.parse(readFileSync(join(DASHBOARDS, file), 'utf8')) as Dashboard] as const,
);
const expressions = ({ panels }: Dashboard): string[] =>
  panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll(/\$(branch|queue)\b/g, '.*')));

/** Ours, the process's and Node's, as they stand in an expression or a rule; `node_…` is node_exporter's. */
const metricsIn = (text: string): string[] => [
  ...new Set(text.match(/\b(?:ticketero|nodejs|process)_[a-z0-9_]+\b(?!:)/g) ?? []),
];
/** Headings of a document as GitHub makes anchors of them. */
const anchorsOf = (document: string): string[] =>
  [...readFileSync(join(ROOT, document), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describeWithPromtool('alert rules and dashboards', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** PromQL is read by loading it as recording rules. */
  const readable = (promql: string[]) => {
    const file = join(folder, 'expressions.yml');
    const recorded = promql.map((expr, i) => ({ record: `expression:${i}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'expressions', rules: recorded }] }));
    return promtool(['check', 'rules', file]);
  };

  it('the rules are well formed', () => {
    expect(promtool(['check', 'rules', RULES])).toMatchObject({ good: true });
  });

  it('each alert is raised by what it is for, and not by what it is not for', () => {
    const tests = join(DEPLOY, 'prometheus/tests/ticketero.test.yml');
    const { good, says } = promtool(['test', 'rules', tests]);
    expect([good, says]).toEqual([true, expect.stringContaining('SUCCESS')]);
    const tested = new Set([...readFileSync(tests, 'utf8').matchAll(/alertname: (\w+)/g)].map(([, name]) => name));
    const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
    expect(alerts.length).toBeGreaterThan(15);
    expect(alerts.filter((name) => !tested.has(name))).toEqual([]);
  });

  it('every expression of every dashboard can be read, and a wrong one cannot', () => {
    for (const [file, dashboard] of dashboards) {
      const { good, says } = readable(expressions(dashboard));
      expect([file, good, says]).toEqual([file, true, expect.anything()]);
    }
    expect(readable(['sum(rate(ticketero_http_requests_total[5m])']).good).toBe(false);
  });
});

describe('what alerts and dashboards look at', () => {
  it('is what a server says of itself', async () => {
    const branch = await openBranch();
    const { types } = await scrape(branch.test.url);
    await branch.test.close();
    const isThere = (name: string): boolean =>
      types.has(name) ||
      ['_bucket', '_sum', '_count'].some((part) => name.endsWith(part) && types.has(name.slice(0, -part.length)));
    const named = metricsIn(rules + dashboards.map(([, one]) => expressions(one).join('\n')).join('\n'));
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  it('stands in docs/metrics.md with what it should be, and nothing else does', async () => {
    const branch = await openBranch();
    const { types } = await scrape(branch.test.url);
    await branch.test.close();
    const told = metricsIn(readFileSync(join(ROOT, 'docs/metrics.md'), 'utf8').replace(/```[^]*?```/g, ''));
    expect(told.sort()).toEqual([...types.keys()].sort());
  });

  it('every alert says how urgent it is, what happened, and where it stands what to do', () => {
    const alerts = rules.split(/^ +- alert: /m).slice(1);
    for (const alert of alerts) {
      const name = alert.split('\n', 1)[0];
      const runbook = /runbook: (\S+)#(\S+)/.exec(alert);
      expect([name, /severity: (page|ticket)/.test(alert), /summary: .{10}/.test(alert)]).toEqual([name, true, true]);
      expect([name, anchorsOf(runbook?.[1] ?? 'README.md')]).toEqual([name, expect.arrayContaining([runbook?.[2]])]);
    }
  });

  it('dashboards have an address each, panels with a title and a place of their own', () => {
    expect(dashboards.map(([file]) => file)).toEqual([
      'branches.json',
      'messages.json',
      'overview.json',
      'process.json',
    ]);
    expect(new Set(dashboards.map(([, { uid }]) => uid)).size).toBe(dashboards.length);
    for (const [file, { panels }] of dashboards) {
      expect([file, panels.filter(({ title, targets }) => !title || targets.length === 0)]).toEqual([file, []]);
      const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
        Array.from({ length: w * h }, (_, i) => `${x + (i % w)}/${y + Math.floor(i / w)}`),
      );
      expect([file, new Set(places).size]).toEqual([file, places.length]);
    }
  });
});
