import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LOAD = resolve(__dirname, '../../../tools/load.mjs');

interface Figures {
  tickets: number;
  errors: Record<string, number>;
  calls: { label: string; calls: number; statuses: Record<string, number> }[];
  screens: { count: number; calls: number; missed: number };
  messages: { outcomes: Record<string, number> };
  checks: { name: string; ok: boolean; problems: string[] }[];
  usage: unknown[];
}

/** `npm run load`, small: the built server, its own PostgreSQL, HTTP, sockets and a Bot API. Nothing is said of times. */
async function load(...args: string[]): Promise<{ code: number | null; output: string; day: Figures }> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-load-'));
  const json = join(folder, 'results.json');
  const child = spawn(process.execPath, [LOAD, '--built', '--json', json, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((ended) => child.once('close', ended));
  try {
    return { code, output, day: (JSON.parse(readFileSync(json, 'utf8')) as { day: Figures }).day };
  } catch (error) {
    throw new Error(output, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a bank’s day through the real product', () => {
  it('R10: no unexpected answer, no screen without a call, and everything true in the database afterwards', async () => {
    const { code, output, day } = await load(
      '--branches',
      '3',
      '--day',
      '60',
      '--hours',
      '3',
      '--speed',
      '600',
      '--telegram',
      '0.5',
    );
    expect(day.errors).toEqual({});
    expect(day.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(day.checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['none lost', 'numbers dense', 'tickets = answers', 'audit chains whole']),
    );
    expect(day.tickets).toBe(60);
    expect(day.screens).toMatchObject({ count: 9, missed: 0 });
    expect(day.screens.calls).toBeGreaterThan(30);
    expect(day.messages.outcomes['ENVIADO']).toBeGreaterThan(10);
    expect(day.messages.outcomes['FALLIDO'] ?? 0).toBe(0);
    const made = (label: string): number => day.calls.find((one) => one.label === label)?.statuses['200'] ?? 0;
    for (const label of ['start', 'complete', 'dashboard', 'desk', 'sign-in'])
      expect([label, made(label)]).not.toEqual([label, 0]);
    expect({ code, said: output.includes('Everything held.') }).toEqual({ code: 0, said: true });
  });
});
