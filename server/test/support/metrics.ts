import { spawnSync } from 'node:child_process';

import { programOf } from './programs.mjs';

const PROMTOOL = programOf('promtool');

/** `describe` where there is a promtool; where there is none, its tests are counted as skipped. */
export const describeWithPromtool = PROMTOOL === null ? describe.skip : describe;

/** What promtool says of it, and whether it found it good. */
export function promtool(args: string[], input = ''): { good: boolean; says: string } {
  const { status, stdout, stderr } = spawnSync(PROMTOOL ?? '', args, { input, encoding: 'utf8' });
  return { good: status === 0, says: stdout + stderr };
}

/** One look at /metrics. */
export interface Scrape {
  text: string;
  /** Of the one series with these labels and no others, in any order; null: there is none. */
  value(name: string, labels?: Record<string, string>): number | null;
  /** The sum over all series that have these labels. */
  sum(name: string, labels?: Record<string, string>): number;
  /** Labels and value of all series of this name. */
  series(name: string): { labels: Record<string, string>; value: number }[];
  /** Name → type, as Prometheus is told. */
  types: Map<string, string>;
}

export async function scrape(url: string): Promise<Scrape> {
  const answer = await fetch(`${url}/metrics`);
  if (answer.status !== 200) throw new Error(`/metrics: ${answer.status}`);
  return read(await answer.text());
}

function read(text: string): Scrape {
  const all = [...text.matchAll(/^([a-z_]\w*)(?:\{(.*)\})? (\S+)$/gm)].map(([, name = '', labels = '', value]) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, word]) => [key, word])) as Record<
      string,
      string
    >,
    value: Number(value),
  }));
  const having = (name: string, labels: Record<string, string>) =>
    all.filter((one) => one.name === name && Object.entries(labels).every(([key, word]) => one.labels[key] === word));
  return {
    text,
    value: (name, labels = {}) =>
      having(name, labels).find((one) => Object.keys(one.labels).length === Object.keys(labels).length)?.value ?? null,
    sum: (name, labels = {}) => having(name, labels).reduce((sum, { value }) => sum + value, 0),
    series: (name) => having(name, {}).map(({ labels, value }) => ({ labels, value })),
    types: new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type])),
  };
}
