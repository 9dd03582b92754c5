import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { makeScratch } from '../../../tools/lib/scratch.mjs';
import { ServerProcess } from '../support/built-server.js';
import { newPerson } from '../support/client.js';
import { environmentOf, environOf, makeRoles, makeSecrets, overTls } from '../support/containers.js';
import { describeWithNginx, RealNginx } from '../support/nginx.js';
import { until } from '../support/processes.js';
import { programOf } from '../support/programs.mjs';
import { describeWithRedis, RealRedis } from '../support/redis.js';
import { listen } from '../support/socket.js';

const TOOLS = resolve(__dirname, '../../dist/tools');
const DATABASE = 'ticketero';
const ASKS_FOR_PASSWORDS = 'host all ticketero 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n';
const WRONG_PASSWORD = '28P01';

const others = [programOf('psql'), programOf('openssl'), describeWithRedis === describe || null];
const describeWithAll = others.includes(null) ? describe.skip : describeWithNginx;

/**
 * docker-compose.yml without its engine: its secrets, its logins, its one migration, its two servers with the environment
 * that it hands them, and its nginx, on this machine's PostgreSQL and Redis.
 */
describeWithAll('the containers’ processes, without containers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-containers-'));
  const secrets = join(folder, 'secrets');
  const secret = (name: string): string => readFileSync(join(secrets, name), 'utf8').trim();
  const env = {
    PUBLIC_URL: 'https://localhost',
    SEED_DEMO: 'true',
    DEMO_PASSWORD_FILE: './deploy/secrets/demo_password',
    RATE_LIMIT_FACTOR: '0',
    LOG_LEVEL: 'silent',
  };
  const servers: ServerProcess[] = [];
  let postgres: EmbeddedPostgres;
  let redis: RealRedis;
  let nginx: RealNginx;
  let said: string;
  let ca: string;

  const migrate = (service = 'migrate'): { code: number | null; output: string } => {
    const told = { PATH: process.env['PATH'], ...environmentOf(service, env, secrets) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(TOOLS, 'migrate.js')], {
      env: told,
      encoding: 'utf8',
    });
    return { code: status, output: stdout + stderr };
  };
  const server = (seed = 'false'): ServerProcess => {
    const told = environmentOf('server-1', { ...env, SEED_DEMO: seed }, secrets);
    const started = new ServerProcess({ ...told, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0' });
    servers.push(started);
    return started;
  };
  async function asOwnerOfAll<T>(work: (client: Client) => Promise<T>, database = DATABASE): Promise<T> {
    const client = new Client({ connectionString: postgres.url.replace(/\/postgres$/, `/${database}`) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
  async function loginFails(password: string): Promise<boolean> {
    const url = new URL(secret('database_url'));
    url.password = password;
    const client = new Client({ connectionString: url.href });
    try {
      await client.connect();
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: WRONG_PASSWORD });
      return true;
    } finally {
      await client.end();
    }
  }

  beforeAll(async () => {
    const dataDir = makeScratch('ticketero-containers-');
    postgres = await startEmbeddedPostgres({ dataDir, ephemeral: true });
    redis = await RealRedis.absent();
    said = makeSecrets(secrets, `127.0.0.1:${postgres.port}`, redis.host);
    writeFileSync(join(secrets, 'demo_password'), 'una clave de prueba\n');
    ca = readFileSync(join(secrets, 'tls_certificate'), 'utf8');
    await redis.start(join(secrets, 'redis_conf'));
    await asOwnerOfAll((client) => client.query(`create database ${DATABASE}`), 'postgres');
    makeRoles(secrets, postgres.url, DATABASE);
    writeFileSync(join(dataDir, 'pg_hba.conf'), ASKS_FOR_PASSWORDS);
    await asOwnerOfAll((client) => client.query('select pg_reload_conf()'));
    await until(() => loginFails('wrong'));
  });
  afterAll(async () => {
    for (const one of servers) one.kill('SIGKILL');
    await Promise.all(servers.map(({ ended }) => ended));
    await nginx.remove();
    await redis.remove();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('CONTRACT: the secrets are made once, for whoever is handed the file and nobody else', () => {
    expect(said.split('\n').filter((line) => line.startsWith('made '))).toHaveLength(11);
    const made = Object.fromEntries(readdirSync(secrets).map((name) => [name, secret(name)]));
    expect(makeSecrets(secrets, 'elsewhere:5432', 'elsewhere:6379')).toBe('');
    expect(Object.fromEntries(readdirSync(secrets).map((name) => [name, secret(name)]))).toEqual(made);
    expect(statSync(secrets).mode & 0o777).toBe(0o700);
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  });

  it('CONTRACT: a server whose login may not migrate does not start before somebody has', async () => {
    const ended = await server().ended;
    expect(ended).toMatchObject({
      code: 1,
      stderr:
        'ticketero: DATABASE_URL: the schema is not up to date, and this login may not change it: npm run migrate\n',
    });
  });

  it('CONTRACT: one migrates as the owner and ends, and again with nothing to do', () => {
    expect(migrate()).toEqual({ code: 0, output: expect.stringMatching(/^✓ Migrations: \d+, the last one \w+\.\n$/) });
    expect(migrate()).toEqual({ code: 0, output: '✓ Nothing to do: the schema is up to date.\n' });
  });

  it('CONTRACT: two servers with a login that owns nothing', async () => {
    const urls = [await server('true').ready(), await server().ready()];
    const logins = await asOwnerOfAll(async (client) => {
      const { rows } = await client.query(
        `select distinct usename as login, pg_has_role(usename, 'ticketero_owner', 'member') as more
        from pg_stat_activity where application_name like 'ticketero %'`,
      );
      return rows as unknown;
    });
    expect(logins).toEqual([{ login: 'ticketero_server', more: false }]);
    nginx = await RealNginx.withTls(urls, {
      certificate: join(secrets, 'tls_certificate'),
      key: join(secrets, 'tls_key'),
    });
    expect(nginx.check()).toMatch(/test is successful/);
    await nginx.start();
  });

  it('CONTRACT: no secret is in the environment of a server, where every crash report could read it', () => {
    const kept = readdirSync(secrets).map(secret);
    for (const { child } of servers.filter(({ child: { exitCode } }) => exitCode === null)) {
      const environment = environOf(child.pid);
      expect(environment).toContain('JWT_SECRET_FILE=');
      expect(kept.filter((one) => environment.includes(one))).toEqual([]);
    }
  });

  it.each(['audit-verify', 'audit-head', 'pii-rotate'])('CONTRACT: %s works beside them, with their login', (tool) => {
    const told = { PATH: process.env['PATH'], ...environmentOf('server-2', env, secrets) };
    const { status, stderr } = spawnSync(process.execPath, [join(TOOLS, `${tool}.js`)], {
      env: told,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('CONTRACT: whoever comes over HTTP is sent to HTTPS', async () => {
    const sent = await new Promise<[number?, string?]>((done, failed) => {
      const asked = get(`${nginx.url}/kiosk/?a=b`, { headers: { host: 'turnos.banco.example' } }, (response) => {
        response.resume().once('end', () => done([response.statusCode, response.headers.location]));
      });
      asked.once('error', failed);
    });
    expect(sent).toEqual([301, 'https://turnos.banco.example/kiosk/?a=b']);
  });

  it('CONTRACT: over TLS one signs in, a number is issued, and a screen’s socket hears of it', async () => {
    const send = async (path: string, token: string, body?: object) => {
      const { status, text } = await overTls(ca, nginx.tlsUrl + path, token, body);
      return { status, body: JSON.parse(text) };
    };
    const { body } = await send('/api/health', '');
    expect(body).toMatchObject({ status: 'UP', components: { redis: { status: 'UP' } } });
    const credentials = { email: 'admin@banco.com', password: secret('demo_password') };
    const { accessToken } = (await send('/api/auth/login', '', credentials)).body;
    const pair = async (kind: string): Promise<string> => {
      const made = await send('/api/admin/devices', accessToken, { kind, name: kind, branchOffice: 'CENTRO' });
      return (await send('/api/devices/pair', '', { pairingCode: made.body.pairingCode })).body.deviceToken;
    };
    const display = await listen(nginx.tlsUrl, 'display', { token: await pair('DISPLAY') }, ca);
    const person = newPerson();
    const kiosk = await pair('KIOSK');
    const issued = await send('/api/tickets', kiosk, { nationalId: person, queueType: 'CAJA' });
    expect(issued).toMatchObject({ status: 201, body: { numero: 'C01' } });
    await display.until('board:changed', ({ state }) => state.waiting[0].waiting === 1);
    display.close();
    expect((await send(`/api/tickets/by-rut/${person}`, kiosk)).body.activeTicket.numero).toBe('C01');
    await until(() => nginx.log.split('GET /api/tickets 200').length > 1);
    expect(nginx.log).not.toContain(person);
  });

  it('CONTRACT: metrics are nobody’s through nginx, and Prometheus’ straight from each server', async () => {
    expect((await overTls(ca, `${nginx.tlsUrl}/metrics`, secret('metrics_token'))).status).toBe(404);
    const started = servers.filter(({ child: { exitCode } }) => exitCode === null);
    for (const one of started) {
      // Not as this machine's own: as somebody behind a proxy.
      const headers = { 'x-forwarded-for': '10.0.0.9' };
      const metrics = `${await one.ready()}/metrics`;
      expect((await fetch(metrics, { headers })).status).toBe(401);
      const authorization = `Bearer ${secret('metrics_token')}`;
      expect((await fetch(metrics, { headers: { ...headers, authorization } })).status).toBe(200);
    }
  });

  it('CONTRACT: SIGTERM ends both within the time that compose gives them', async () => {
    const running = servers.filter(({ child: { exitCode } }) => exitCode === null);
    for (const one of running) one.kill('SIGTERM');
    expect((await Promise.all(running.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0]);
  });
});
