import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readConfig, readOwnerUrl, readPiiKeys } from './config.js';
import { SECRETS } from './environment.js';

const ROOT = resolve(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

/** With everything on, so that nothing is left unread. */
const EVERYTHING = {
  DATABASE_URL: 'postgres://db/ticketero',
  DATABASE_OWNER_URL: 'postgres://db/ticketero',
  JWT_SECRET: 'j'.repeat(32),
  PII_KEY: '0'.repeat(64),
  ADMIN_EMAIL: 'ana@banco.com',
  ADMIN_PASSWORD: 'una clave de prueba',
  TELEGRAM_BOT_TOKEN: '1:a',
  ALERT_WEBHOOK_URL: 'https://alertas.banco.example',
  ALERT_WEBHOOK_SECRET: 's'.repeat(32),
};

/** What the configuration asks for when it is read. */
function asked(): string[] {
  const names: string[] = [];
  const env = new Proxy<Record<string, string | undefined>>(EVERYTHING, {
    get: (target, name: string) => {
      names.push(name);
      return target[name];
    },
  });
  readConfig(env);
  readPiiKeys(env);
  readOwnerUrl(env);
  return names;
}

/** What the sources ask for, in whichever way. */
function written(): string[] {
  const files = readdirSync(join(ROOT, 'server/src'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const text = sources.map((file) => read(`server/src/${file}`)).join('\n');
  const taken = all(text, /const \{([^}]*)\} = (?:process\.)?env;/g).flatMap((list) => all(list, /([A-Z][A-Z0-9_]+)/g));
  return [
    ...all(text, /\b(?:env|environment\(\)|readEnvironment\([\w.]+\))(?:\[['"]|\.)([A-Z][A-Z0-9_]+)\b/g),
    ...all(text, /\(env, ['"]([A-Z][A-Z0-9_]+)['"]/g),
    ...taken,
  ];
}

const SERVER = sorted([...asked(), ...written()]);
const EXAMPLE = read('.env.example');
const COMPOSE = read('docker-compose.yml');
const [, CONTAINERS = '', SERVERS = '', ELSEWHERE = ''] = EXAMPLE.split(/^# --- .*$/m);

/** `NAME=…`, taken or only shown. */
const namesIn = (text: string): string[] => all(text, /^(?:# )?([A-Z][A-Z0-9_]*)=/gm);
/** A secret is the same in its file. */
const withoutFile = (name: string): string => {
  const secret = name.replace(/_FILE$/, '');
  return SECRETS.includes(secret) ? secret : name;
};
/** What .env may say to docker-compose.yml: what stands in `${…}`, and what is handed on without a value. */
const TO_COMPOSE = [...all(COMPOSE, /\$\{([A-Z][A-Z0-9_]*)/g), ...all(COMPOSE, /^ {4}([A-Z][A-Z0-9_]*):$/gm)];

describe('.env.example', () => {
  it('CONTRACT: the sources are understood: both ways of looking find what is known to be there', () => {
    expect(asked()).toEqual(expect.arrayContaining(['PORT', 'DATABASE_OWNER_URL', 'CLOCK_JOBS', 'TELEGRAM_API_ROOT']));
    expect(written()).toEqual(
      expect.arrayContaining(['PORT', 'DATABASE_URL', 'AUDIT_SIGNING_KEY', 'NODE_ENV', 'DATA_DIR']),
    );
  });

  it('CONTRACT: has every variable that the server, its tools, npm start and docker-compose.yml read, and no other', () => {
    const start = all(read('tools/start.mjs'), /process\.env\['([A-Z][A-Z0-9_]+)'\]/g);
    const known = sorted([...SERVER, ...start, ...TO_COMPOSE.map(withoutFile)]);
    expect(sorted(namesIn(EXAMPLE).map(withoutFile))).toEqual(known);
    expect(namesIn(EXAMPLE)).toHaveLength(known.length);
  });

  it('CONTRACT: says what containers can be told, all of it, and what they cannot', () => {
    expect(sorted(namesIn(CONTAINERS + SERVERS))).toEqual(sorted(TO_COMPOSE));
    expect(sorted(namesIn(ELSEWHERE)).filter((name) => TO_COMPOSE.includes(name))).toEqual([]);
  });

  it('CONTRACT: explains each: a sentence above it, or above the two or three of a kind', () => {
    const lines = EXAMPLE.split('\n');
    const isNamed = (i: number): boolean => namesIn(lines[i] ?? '').length > 0;
    for (const i of lines.keys()) {
      if (!isNamed(i)) continue;
      const above = [1, 2, 3].find((n) => !isNamed(i - n)) ?? 0;
      expect([lines[i], lines[i - above]]).toEqual([lines[i], expect.stringMatching(/^# \S.*\.$/)]);
    }
  });

  it('CONTRACT: docs/operations.md has the server’s, all of them and no other', () => {
    const table = /^## Environment$(.*?)^## /ms.exec(read('docs/operations.md'))?.[1] ?? '';
    const first = all(table, /^\| (`[^|]*`) +\|/gm);
    expect(sorted(first.flatMap((cell) => all(cell, /`([A-Z][A-Z0-9_]*)`/g)))).toEqual(SERVER);
  });
});
