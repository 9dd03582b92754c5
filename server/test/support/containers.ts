import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join, resolve } from 'node:path';

import { parse } from 'yaml';

const ROOT = resolve(__dirname, '../../..');

/** Where the scripts look for psql and openssl (programs.mjs). */
const PATH = [process.env['PSQL_PATH'], process.env['OPENSSL_PATH']]
  .flatMap((program) => (program ? [resolve(program, '..')] : []))
  .concat(process.env['PATH'] ?? '')
  .join(':');

interface ComposeFile {
  services: Record<string, { environment?: Record<string, string | null> } | undefined>;
}

/** `${NAME}`, and with `:-` (what else), `:+` (what then) or `:?` (it must be there) behind the name, as compose reads them. */
const interpolated = (text: string, variables: Record<string, string>): string =>
  text.replace(/\$\{(\w+)(?::([-+?])([^}]*))?\}/g, (_, name: string, how = '', other = '') => {
    const value = variables[name] ?? '';
    if (how === '+') return value && other;
    if (how === '?' && !value) throw new Error(`${name} is required: ${other}`);
    return value || (how === '-' ? other : '');
  });

/** What docker-compose.yml tells a service, with the .env `variables`, and with its secrets in the folder `secrets`. */
export function environmentOf(
  service: string,
  variables: Record<string, string>,
  secrets: string,
): Record<string, string> {
  const file = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'), { merge: true }) as ComposeFile;
  const told: Record<string, string> = {};
  for (const [name, value] of Object.entries(file.services[service]?.environment ?? {})) {
    const text = value === null ? variables[name] : interpolated(value, variables);
    if (text !== undefined) told[name] = text.replace('/run/secrets/', `${secrets}/`);
  }
  return told;
}

/** deploy/make-secrets.sh into `folder`, for a database and a Redis of this machine. Returns what it said. */
export function makeSecrets(folder: string, database: string, redis: string): string {
  return execFileSync(join(ROOT, 'deploy/make-secrets.sh'), ['localhost'], {
    env: { PATH, SECRETS_DIR: folder, DATABASE_HOST: database, REDIS_HOST: redis },
    encoding: 'utf8',
  });
}

/** deploy/postgres/roles.sh, as the image of PostgreSQL runs it on a new database. */
export function makeRoles(secrets: string, databaseUrl: string, database: string): void {
  const { hostname, port, username } = new URL(databaseUrl);
  execFileSync(join(ROOT, 'deploy/postgres/roles.sh'), {
    env: {
      PATH,
      PGHOST: hostname,
      PGPORT: port,
      POSTGRES_USER: username,
      POSTGRES_DB: database,
      SECRETS_DIR: secrets,
    },
  });
}

/** What a process was started with, as whoever may look into it sees it. */
export const environOf = (pid: number | undefined): string =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/environ`, 'utf8')
    : execFileSync('ps', ['-Eww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });

/** One request over TLS that believes nobody but `ca`. */
export function overTls(ca: string, url: string, token = '', body?: object): Promise<{ status: number; text: string }> {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  return new Promise((done, failed) => {
    const asked = request(url, { ca, headers, agent: false, method: body ? 'POST' : 'GET' }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => done({ status: response.statusCode ?? 0, text }));
    });
    asked.once('error', failed).end(body && JSON.stringify(body));
  });
}
