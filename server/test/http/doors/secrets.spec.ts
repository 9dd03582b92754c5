import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Client } from 'pg';

import { ServerProcess } from '../../support/built-server.js';
import { client, newPerson, type Answer } from '../../support/client.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';

const SECRETS = {
  jwt: 'marca-jwt-0123456789-0123456789-01',
  pii: Buffer.from('marca-pii-0123456789-0123456789-').toString('base64'),
  database: 'marca-base-de-datos',
  telegram: '123456:marca-telegram-AAAAAAAAAAAA',
  metrics: 'marca-metricas-0123456789',
  demo: 'marca-clave-de-demo',
};

/** Each secret as it is, and as somebody might write it out. */
const FORMS = Object.entries(SECRETS).flatMap(([name, secret]) => {
  const bytes = name === 'pii' ? Buffer.from(secret, 'base64') : Buffer.from(secret);
  const forms = [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64'),
    bytes.toString('latin1'),
    encodeURIComponent(secret),
  ];
  return [...new Set(forms)].map((form) => [name, form] as const);
});

/** Telegram on a bad day: says no, says nonsense, hangs up; and names the token whenever it can. */
function badTelegram(): Server {
  let calls = 0;
  return createServer((request, response) => {
    calls += 1;
    const description = `Bad day for ${request.url ?? ''}`;
    if (calls % 4 === 0) request.socket.destroy();
    else if (calls % 4 === 1) response.writeHead(502).end(`<h1>${description}</h1>`);
    else response.writeHead(401).end(JSON.stringify({ ok: false, error_code: 401, description }));
  });
}

describe('secrets', () => {
  let database: TestDatabase;
  let outside: Client;
  let telegram: Server;
  const said: string[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    outside = new Client({ connectionString: database.url });
    await outside.connect();
    telegram = badTelegram();
    await new Promise<void>((listening) => telegram.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    telegram.closeAllConnections();
    await new Promise((closed) => telegram.close(closed));
    await outside.end();
    await database.drop();
  });

  const environment = (more: Record<string, string> = {}): Record<string, string> => {
    const url = new URL(database.url);
    url.password = SECRETS.database;
    return {
      DATABASE_URL: url.href,
      SEED_DEMO: 'true',
      LOG_LEVEL: 'trace',
      JWT_SECRET: SECRETS.jwt,
      PII_KEY: SECRETS.pii,
      METRICS_TOKEN: SECRETS.metrics,
      DEMO_PASSWORD: SECRETS.demo,
      TELEGRAM_BOT_TOKEN: SECRETS.telegram,
      TELEGRAM_BOT_NAME: 'un_bot',
      TELEGRAM_API_ROOT: `http://127.0.0.1:${(telegram.address() as AddressInfo).port}`,
      ...more,
    };
  };

  /** Everything that goes wrong here answers, and its answer is kept. */
  const provoke = async (url: string): Promise<void> => {
    const keep = (answer: Answer): Answer => {
      said.push(JSON.stringify(answer.body), JSON.stringify([...answer.headers]));
      return answer;
    };
    const send = async (token: string, ...request: Parameters<ReturnType<typeof client>['send']>): Promise<Answer> =>
      keep(await client(url, token).send(...request));

    const credentials = { email: 'supervisor@banco.com', password: SECRETS.demo };
    await send('', 'POST', '/api/auth/login', { ...credentials, email: 'nadie@banco.com' });
    await send('', 'POST', '/api/auth/login', { ...credentials, unknown: 1 });
    const login = await client(url).send('POST', '/api/auth/login', credentials);
    expect(login.status).toBe(200);
    const { body } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    for (const secret of [...Object.values(SECRETS), 'eyJhbGciOiJub25lIn0.e30.', `${login.body.accessToken}x`]) {
      await send(secret, 'GET', '/api/auth/me');
      await send('', 'POST', '/api/telegram/webhook', { update_id: 1 }, { 'x-telegram-bot-api-secret-token': secret });
      const scraped = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${secret}x`, via: 'x' } });
      said.push(await scraped.text());
    }
    const issue = { nationalId: newPerson(), queueType: 'CAJA', telefono: '+56912345678' };
    expect((await send(body.deviceToken, 'POST', '/api/tickets', issue)).status).toBe(201);
    // The database, in every way it can fail under a request.
    for (const [harm, repair] of [
      ['alter table queue rename to gone', 'alter table gone rename to queue'],
      ['alter table refresh_token rename to gone', 'alter table gone rename to refresh_token'],
      ['alter table ticket rename column numero to gone', 'alter table ticket rename column gone to numero'],
    ] as const) {
      await outside.query(harm);
      await send('', 'POST', '/api/auth/login', credentials);
      expect(
        (await send(body.deviceToken, 'POST', '/api/tickets', { ...issue, nationalId: newPerson() })).status,
      ).not.toBe(400);
      await outside.query(repair);
    }
    await outside.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    for (let i = 0; i < 5; i++)
      await send(body.deviceToken, 'POST', '/api/tickets', { ...issue, nationalId: newPerson() });
    await send('', 'GET', '/api/health');
  };

  const expectSilence = (): void => {
    const all = said.join('\n');
    expect(FORMS.filter(([, form]) => all.includes(form)).map(([name]) => name)).toEqual([]);
    // What was said is what we think: the log, its errors, and the problems.
    expect(all.length).toBeGreaterThan(500);
  };

  it.each<Record<string, string>>([{}, { TELEGRAM_WEBHOOK_URL: 'https://turnos.banco.com/api/telegram/webhook' }])(
    'R13: not in the log at its loudest and in no answer, whatever fails (%j)',
    async (more) => {
      const server = new ServerProcess(environment(more));
      const url = await server.ready();
      await provoke(url);
      const health = async (): Promise<string> =>
        JSON.stringify((await client(url).send('GET', '/api/health')).body.components.telegram);
      while (!(await health()).includes('DOWN')) await new Promise((later) => setTimeout(later, 20));
      server.kill('SIGTERM');
      const { code, stdout, stderr } = await server.ended;
      said.push(stdout, stderr);
      expect(code).toBe(0);
      expect(stdout).toContain('"context":"Problem"');
      expectSilence();
    },
  );

  it.each<[string, Record<string, string>]>([
    ['no database', { DATABASE_URL: `postgres://ticketero:${SECRETS.database}@127.0.0.1:1/banco` }],
    ['no such user', { DATABASE_URL: `postgres://${SECRETS.database}:${SECRETS.database}@127.0.0.1:1/banco` }],
    ['a wrong key', { PII_KEY: `${SECRETS.jwt}${SECRETS.jwt}` }],
    ['a wrong token', { TELEGRAM_BOT_TOKEN: `${SECRETS.telegram} ${SECRETS.telegram}` }],
    ['a short token', { METRICS_TOKEN: SECRETS.demo.slice(0, 15) }],
    ['a wrong proxy', { TRUST_PROXY: SECRETS.demo }],
  ])('R13: not in the one line of a start that cannot be: %s', async (_what, wrong) => {
    const { code, stdout, stderr } = await new ServerProcess(environment(wrong)).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ticketero: /);
    const all = stdout + stderr;
    expect(FORMS.filter(([, form]) => all.includes(form)).map(([name]) => name)).toEqual([]);
    expect(all).not.toContain('marca-');
  });
});
