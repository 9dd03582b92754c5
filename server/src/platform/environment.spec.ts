import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ConfigError } from './config-error.js';
import { readEnvironment, SECRETS } from './environment.js';

describe('secrets from files', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ticketero-environment-'));
    file = join(folder, 'secret');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (text: string): void => writeFileSync(file, text);
  /** The message with which this environment is refused. */
  const refusal = (env: Record<string, string>): string => {
    try {
      readEnvironment(env);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      return (error as Error).message;
    }
    throw new Error('taken');
  };

  it.each(SECRETS)('CONTRACT: %s is what stands in its file', (secret) => {
    write('kept elsewhere\n');
    expect(readEnvironment({ [`${secret}_FILE`]: file, PORT: '3001' })[secret]).toBe('kept elsewhere');
  });

  it('CONTRACT: everything else stays as it is, and what was handed in too', () => {
    write('x');
    const env = { PORT: '3001', JWT_SECRET: 'given', PII_KEY_FILE: file, LOG_LEVEL_FILE: file };
    const before = { ...env };
    expect(readEnvironment(env)).toEqual({ ...before, PII_KEY: 'x' });
    expect(env).toEqual(before);
  });

  it.each([
    ['a\n', 'a'],
    ['a\r\n', 'a'],
    ['a', 'a'],
    [' a \n\n', ' a \n'],
    ['-----BEGIN\nb\n-----END\n', '-----BEGIN\nb\n-----END'],
  ])('CONTRACT: one newline at the end is an editor’s: %j is %j', (text, secret) => {
    write(text);
    expect(readEnvironment({ AUDIT_SIGNING_KEY_FILE: file })['AUDIT_SIGNING_KEY']).toBe(secret);
  });

  it('CONTRACT: a file and a value: nobody knows which was meant', () => {
    write('from the file');
    const said = refusal({ JWT_SECRET: 'from the environment', JWT_SECRET_FILE: file });
    expect(said).toBe('JWT_SECRET_FILE: is given, and JWT_SECRET too: one of them');
  });

  it('CONTRACT: an empty variable is none: as with every other, compose hands them on', () => {
    write('x');
    expect(readEnvironment({ REDIS_URL: '', REDIS_URL_FILE: file })['REDIS_URL']).toBe('x');
    expect(readEnvironment({ REDIS_URL: 'y', REDIS_URL_FILE: '' })['REDIS_URL']).toBe('y');
  });

  it.each(['', '\n', ' \n'])('CONTRACT: a file that holds nothing (%j) is a mistake', (text) => {
    write(text);
    expect(refusal({ METRICS_TOKEN_FILE: file })).toBe('METRICS_TOKEN_FILE: names a file that is empty');
  });

  it('CONTRACT: a file that cannot be read is named by its variable, with the reason', () => {
    const there = 'DATABASE_URL_FILE: names a file that cannot be read';
    expect(refusal({ DATABASE_URL_FILE: join(folder, 'absent') })).toBe(`${there} (ENOENT)`);
    expect(refusal({ DATABASE_URL_FILE: folder })).toBe(`${there} (EISDIR)`);
  });
});
