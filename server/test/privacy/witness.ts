import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import type { Answer, TestClient } from '../support/client.js';
import { listen, type Listener } from '../support/socket.js';
import type { Capture } from './marks.js';

type Method = Parameters<TestClient['send']>[0];

export interface Heard {
  who: string;
  status: number;
}

/** Writes down what everybody is answered and sent. */
export class Witness {
  readonly answers: (Heard & { text: string })[] = [];
  readonly listeners: { who: string; listener: Listener; raw: string[] }[] = [];

  constructor(private readonly url: () => string) {}

  /** A caller whose every answer is kept, headers too. What is no JSON is answered as text. */
  as(who: string, token = ''): TestClient {
    const send = async (
      method: Method,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> => {
      const response = await fetch(this.url() + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      this.answers.push({ who, status: response.status, text: `${JSON.stringify([...response.headers])}\n${text}` });
      const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
      return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
    };
    return { token, send };
  }

  async hear(who: string, namespace: Parameters<typeof listen>[1], auth: object): Promise<Listener> {
    const listener = await listen(this.url(), namespace, auth);
    const raw: string[] = [];
    listener.socket.io.engine.on('data', (data) => raw.push(String(data)));
    this.listeners.push({ who, listener, raw });
    return listener;
  }

  countsByCaller(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { who } of this.answers) counts[who] = (counts[who] ?? 0) + 1;
    return counts;
  }

  framesByCaller(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { who, listener } of this.listeners) counts[who] = (counts[who] ?? 0) + listener.frames.length;
    return counts;
  }

  captures(): Capture[] {
    const callers = [...new Set(this.answers.map(({ who }) => who))];
    const answers = callers.map((who) => ({
      place: `http ${who}`,
      data: Buffer.from(
        this.answers
          .filter((one) => one.who === who)
          .map(({ text }) => text)
          .join('\n'),
      ),
    }));
    const frames = this.listeners.map(({ who, listener, raw }) => ({
      place: `socket ${who}`,
      data: Buffer.from(
        [...raw, ...listener.frames.map(({ event, payload }) => `${event} ${JSON.stringify(payload)}`)].join('\n'),
      ),
    }));
    return [...answers, ...frames];
  }

  close(): void {
    this.listeners.forEach(({ listener }) => listener.close());
  }
}

/** A PostgreSQL of its own that tells all it can of a statement that fails, the values too, and counts every statement. */
export class TalkativePostgres {
  private constructor(
    private readonly dataDir: string,
    private readonly postgres: EmbeddedPostgres,
    private readonly written: string[],
  ) {}

  static async start(): Promise<TalkativePostgres> {
    const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-marked-'));
    const quiet = await startEmbeddedPostgres({ dataDir });
    const client = new Client({ connectionString: quiet.url });
    await client.connect();
    for (const setting of [
      'log_parameter_max_length_on_error = -1',
      ...["log_error_verbosity = 'verbose'", "log_min_error_statement = 'error'", "log_connections = 'on'"],
      ...["shared_preload_libraries = 'pg_stat_statements'", "log_lock_waits = 'on'", 'log_temp_files = 0'],
    ]) {
      await client.query(`alter system set ${setting}`);
    }
    await client.end();
    await quiet.stop();
    const written: string[] = [];
    const postgres = await startEmbeddedPostgres({ dataDir, onLog: (text) => written.push(text) });
    return new TalkativePostgres(dataDir, postgres, written);
  }

  get url(): string {
    return this.postgres.url;
  }

  get log(): Capture {
    return { place: 'postgres log', data: Buffer.from(this.written.join('')) };
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Every table with every partition, and what the database remembers of the statements it was sent. */
  async dump(): Promise<Capture[]> {
    const tables = await this.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
    );
    const views = ['pg_stat_statements', 'pg_stat_activity', 'pg_prepared_statements', 'pg_stats'];
    await this.query('create extension if not exists pg_stat_statements');
    const captures: Capture[] = [];
    for (const name of [...tables.map(({ relname }) => String(relname)), ...views]) {
      // How long each statement took are thousands of digits by chance, which must once be those of an id.
      const line = name === 'pg_stat_statements' ? 'query' : 't::text';
      const lines = await this.query(`select ${line} as line from "${name}" t`);
      captures.push({ place: `table ${name}`, data: Buffer.from(lines.map(({ line }) => String(line)).join('\n')) });
    }
    return captures;
  }

  /** The bytes on the disk: tables, indexes, and the write-ahead log with what was there before. */
  async files(): Promise<Capture[]> {
    await this.query('checkpoint');
    const captures: Capture[] = [];
    const walk = (folder: string): void => {
      for (const entry of readdirSync(join(this.dataDir, folder), { withFileTypes: true })) {
        const name = join(folder, entry.name);
        if (entry.isDirectory()) walk(name);
        else captures.push({ place: `file ${name}`, data: readFileSync(join(this.dataDir, name)) });
      }
    };
    ['base', 'pg_wal'].forEach(walk);
    return captures;
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
