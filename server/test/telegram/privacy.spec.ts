import { createLogger } from '../../src/platform/logger.js';
import { FAILURE_WORDS } from '../../src/telegram/telegram-failure.js';
import { startBotApi } from '../support/bot-api/bot-api.mjs';
import { ServerProcess } from '../support/built-server.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from '../support/client.js';
import { documentOf, routesOf } from '../support/contract.js';
import { createDatabase } from '../support/database.js';
import { beat } from '../support/gateways.js';
import { rows, type Row } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';
import { codeOf, openTelegramBranch, type Person, type TelegramBranch } from '../support/telegram.js';

const SECOND = 1_000;
/**
 * Two customers whose every part can be told from anything else that is written or travels: of so many digits no hash and
 * no ciphertext holds some by chance.
 */
const CHATS = [777_077_700_777_001, 777_088_800_888_002] as const;
const PHONES = ['+56900777001', '+56900888002'] as const;
const NAME = 'Cliente Marcado';
const SAID = 'palabras que nadie más dice';
const TOKEN = '7770999003:marked-token';
/** Of what the bot writes: the three messages and its answers. */
const WRITTEN = [
  ...['Ticket Creado', 'Te notificaremos', 'aproximadamente', 'ES TU TURNO', 'Dirígete al módulo', 'Te avisaremos'],
  ...['Compartir mi número', 'Sí, cancelar', 'nadie atiende esta cola', '<b>', '✅', '⏰', '🔔'],
];
const IDS = [...CHATS.map(String), '777077700777', '777088800888'];
const TRACES = [
  ...[...IDS, ...PHONES, ...PHONES.map((phone) => phone.slice(1)), ...PHONES.map((phone) => phone.slice(-9))],
  ...[NAME, 'Marcado', SAID, TOKEN, 'marked-token', ...WRITTEN],
];

function expectNoTrace(lines: string[]): void {
  const found = lines.flatMap((line) => TRACES.filter((trace) => line.includes(trace)).map((trace) => [trace, line]));
  expect(found).toEqual([]);
}

/** What the process writes, at the level that says most. The library notices that it is looked over its shoulder. */
function overhear(): { lines: () => string[]; stop: () => void } {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) => {
    const write = stream.write.bind(stream);
    return jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      const text = String(chunk);
      if (!text.startsWith('{')) return write(text); // the test run's own
      written.push(text);
      return true;
    });
  });
  return { lines: () => written.join('').split('\n'), stop: () => spies.forEach((spy) => spy.mockRestore()) };
}

/** Every answer that any caller of this test gets. */
function overhearHttp(): { answers: string[]; stop: () => void } {
  const answers: string[] = [];
  const original = globalThis.fetch;
  const spy = jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const answer = await original(input, init);
    const headers = JSON.stringify([...answer.headers]);
    answers.push(`${String(input)} ${answer.status} ${headers} ${await answer.clone().text()}`);
    return answer;
  });
  return { answers, stop: () => spy.mockRestore() };
}

describe('a day on which everything goes wrong', () => {
  let branch: TelegramBranch;
  let uno: Person;
  let dos: Person;
  let luis: TestClient;
  let supervisor: TestClient;
  let log: ReturnType<typeof overhear>;
  let http: ReturnType<typeof overhearHttp>;
  const heard: Record<string, Listener> = {};
  const callers: Record<string, TestClient> = {};

  const sql = (text: string) => rows(branch.test, text);
  const cancel = ({ codigoReferencia }: Row) => branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`);
  /** One attempt for each of these, each after the pause that follows a failure. */
  async function deliverThrough(faults: Parameters<TelegramBranch['api']['next']>): Promise<void> {
    for (const fault of faults) {
      branch.api.next(fault);
      await branch.deliver();
      branch.test.clock.advance(120 * SECOND);
    }
  }
  /** Until it is taken back, the database complains, and quotes what it was given. */
  async function complaining(table: string, when: string, quoted: string, work: () => Promise<unknown>): Promise<void> {
    await sql(`create function complain() returns trigger language plpgsql as
      $$ begin raise exception 'cannot keep %', ${quoted}; end $$`);
    await sql(`create trigger complain before ${when} execute function complain()`.replace('TABLE', table));
    await work();
    await sql(`drop trigger complain on ${table}`);
    await sql('drop function complain');
  }

  async function openEverything(): Promise<void> {
    branch = await openTelegramBranch({ telegram: { token: TOKEN, callLimitMs: 2 * SECOND } });
    log = overhear();
    http = overhearHttp();
    branch.test.app.useLogger(createLogger({ logLevel: 'trace' }));
    const { url } = branch.test;
    luis = await signIn(url, 'luis.perez');
    supervisor = await signIn(url, 'supervisor');
    const display = await pairDevice(url, 'DISPLAY');
    Object.assign(callers, { nobody: client(url), kiosk: branch.kiosk, display, luis, supervisor });
    callers['admin'] = await signIn(url, 'admin');
    heard['display'] = await listen(url, 'display', { token: display.token });
    heard['kiosk'] = await listen(url, 'kiosk', { token: branch.kiosk.token });
    heard['advisor'] = await listen(url, 'advisor', { token: luis.token });
    heard['supervisor'] = await listen(url, 'supervisor', { token: supervisor.token });
    [uno, dos] = CHATS.map((chatId, i) => branch.api.person({ chatId, firstName: NAME, phone: PHONES[i] })) as [
      Person,
      Person,
    ];
  }

  /** What the two say, and what is in the way of it. */
  async function conversations(): Promise<void> {
    uno.start();
    uno.say(SAID);
    await branch.listen();
    uno.shareContact();
    await complaining('telegram_link', 'insert or update on TABLE for each row', 'new', async () => {
      for (let i = 0; i < 3; i++) await branch.listen();
    });
    uno.shareContact();
    uno.shareContact({ phone: PHONES[1], userId: CHATS[1] });
    await branch.listen();
    for (const fault of ['reset', 'malformed', { status: 400 }, { status: 500 }] as const) {
      branch.api.next(fault);
      dos.say('/ayuda');
      await branch.listen();
      branch.wall.advance(SECOND);
    }
    for (const fault of ['reset', 'malformed', 'half', { status: 401 }, { status: 429, retryAfter: 1 }] as const) {
      const takeBack = branch.api.on(({ method }) => (/^get/.test(method) ? fault : undefined));
      branch.wall.advance(61 * SECOND);
      await branch.test.turn('telegram-updates');
      await branch.test.turn('telegram-probe');
      takeBack();
    }
    branch.wall.advance(61 * SECOND);
  }

  /** Messages that fail in every way, and databases too. */
  async function messages(): Promise<void> {
    const known = { telefono: PHONES[0] };
    await complaining('ticket', 'insert on TABLE for each row', "new.telegram_chat_id || ' ' || new", async () => {
      const ticket = { nationalId: newPerson(), queueType: 'CAJA', ...known };
      expect((await branch.kiosk.send('POST', '/api/tickets', ticket)).status).toBe(500);
    });
    const first = await branch.issue('CAJA', known);
    heard['ticket'] = await listen(branch.test.url, 'ticket', { codigoReferencia: first['codigoReferencia'] });
    await deliverThrough(['reset', 'html-502', 'malformed']);
    await sql('create sequence refusals; grant usage on sequence refusals to public');
    const once = "for each row when (new.estado_envio = 'ENVIADO' and nextval('refusals') = 1)";
    const chat = '(select row(t.*) from ticket t where t.id = new.ticket_id)';
    await complaining('mensaje', `update on TABLE ${once}`, chat, () => branch.deliver());
    await branch.test.turn('positions');
    await deliverThrough(['silent', { status: 401 }, { status: 429, retryAfter: 1 }, 'empty', 'ok']);
    await sql('alter table mensaje rename to mensaje_away');
    await branch.test.turn('messages');
    await sql('alter table mensaje_away rename to mensaje');

    const second = await branch.issue('EMPRESAS');
    dos.start(codeOf(second));
    await branch.listen();
    heard['second'] = await listen(branch.test.url, 'ticket', { codigoReferencia: second['codigoReferencia'] });
    await deliverThrough([{ status: 400, description: `Bad Request: can't parse ${NAME}` }]);
    const [refused] = await sql("select id from mensaje where estado_envio = 'FALLIDO'");
    expect((await supervisor.send('POST', `/api/admin/messages/${refused?.['id']}/retry`)).status).toBe(200);
    await deliverThrough([{ status: 400, description: 'Bad Request: chat not found' }, 'ok']);
    dos.start(codeOf(second));
    for (const text of ['/estado', '/cancelar']) dos.say(text);
    await branch.listen();
    dos.press('Sí, cancelar');
    await branch.listen();

    await luis.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' });
    await branch.deliver();
    uno.say('/estado');
    await branch.listen();
    await luis.send('POST', '/api/advisor/current/complete');
    const last = await branch.issue('CAJA', known);
    uno.block();
    await deliverThrough(['ok']);
    await cancel(last);
  }

  beforeAll(async () => {
    await openEverything();
    await conversations();
    await messages();
    await beat(branch.test);
    for (const listener of Object.values(heard)) {
      await listener.until('heartbeat');
      await listener.resync();
    }
  });
  afterAll(async () => {
    Object.values(heard).forEach((listener) => listener.close());
    http.stop();
    log.stop();
    await branch.close();
  });

  it('R13: the marks were really there: Telegram had them', () => {
    const text = JSON.stringify(branch.api.calls);
    for (const mark of [String(CHATS[0]), String(CHATS[1]), ...WRITTEN]) expect(text).toContain(mark);
    const outcomes = new Set(branch.api.calls.map(({ outcome }) => outcome));
    for (const outcome of ['ok', '400', '401', '403', '429', '500', 'reset', 'silent', 'malformed', 'half', 'empty']) {
      expect(outcomes).toContain(outcome);
    }
  });

  it('R13: no line of the log holds a chat, a phone, a name, a text or the token', () => {
    const lines = log.lines();
    for (const told of [
      ...['an update was left out: ', 'telegram-updates failed: ', 'messages failed: ', 'POST /api/tickets '],
      ...['an answer could not be sent: SIN_CONEXION', 'no updates: ', 'a result could not be written, trying again: '],
      'a chat cannot be reached any more and was forgotten',
    ]) {
      expect(lines.filter((line) => line.includes(told)).length).toBeGreaterThan(0);
    }
    expectNoTrace(lines);
  });

  it('R13: no frame of any socket does', () => {
    const frames = Object.entries(heard).flatMap(([who, { frames: all }]) =>
      all.map(({ event, payload }) => `${who} ${event} ${JSON.stringify(payload)}`),
    );
    expect(frames.length).toBeGreaterThan(30);
    expect(frames.some((frame) => frame.includes('"telegramLinked":true'))).toBe(true);
    expectNoTrace(frames);
  });

  it('R13: no row of the audit log does, nor an error of a message; customers’ chats stand in two columns, the staff’s own in a third, and nowhere else', async () => {
    const tables = await sql(`select relname as name from pg_class
      where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`);
    for (const { name } of tables) {
      const lines = (
        await sql(`select (to_jsonb(t) - 'telegram_chat_id' - 'chat_id')::text as line from "${name}" t`)
      ).map(({ line }) => String(line));
      if (name === 'audit_log') expect(lines.length).toBeGreaterThan(30);
      expectNoTrace(lines);
    }
    const keepers = await sql(`select distinct table_name from information_schema.columns
      where table_schema = 'public' and column_name in ('telegram_chat_id', 'chat_id') and table_name not like 'ticket\\_%'`);
    expect(keepers.map(({ table_name: name }) => name).sort()).toEqual(['staff_chat', 'telegram_link', 'ticket']);
    const errors = (await sql('select distinct error_message as word from mensaje')).map(({ word }) => word);
    expect(errors.filter((word) => word !== null).length).toBeGreaterThan(1);
    for (const word of errors) expect([null, ...FAILURE_WORDS]).toContain(word);
  });

  it('R13: no HTTP answer to anybody does, nor /metrics', async () => {
    const [ticket] = await sql('select codigo_referencia, numero from ticket order by id limit 1');
    const filled: Record<string, string> = {
      ...{ codigoReferencia: ticket?.['codigo_referencia'], numero: ticket?.['numero'], nationalId: newPerson() },
      ...{ type: 'CAJA', id: '1' },
    };
    const statuses: number[] = [];
    for (const caller of Object.values(callers)) {
      for (const { method, path } of routesOf(documentOf(branch.test.app))) {
        if (method !== 'GET') continue;
        const url = path.replace(/\{(.+?)\}/g, (_, name: string) => filled[name] ?? '');
        statuses.push((await caller.send('GET', url)).status);
      }
    }
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(30);
    const metrics = await fetch(`${branch.test.url}/metrics`);
    expect(await metrics.text()).toContain(
      'ticketero_messages_total{template="totem_ticket_creado",outcome="retried"}',
    );
    expect(http.answers.length).toBeGreaterThan(100);
    expectNoTrace(http.answers);
  });
});

describe('the server as a process', () => {
  it('R13: writes none of it either, from its start to its stop', async () => {
    const api = await startBotApi({ token: TOKEN });
    const database = await createDatabase();
    const server = new ServerProcess({
      ...{ DATABASE_URL: database.url, JWT_SECRET: 'j'.repeat(32), PII_KEY: 'ab'.repeat(32), SEED_DEMO: 'true' },
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.root, LOG_LEVEL: 'trace' },
    });
    try {
      const url = await server.ready();
      const { body: kiosk } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
      const person = api.person({ chatId: CHATS[0], firstName: NAME, phone: PHONES[0] });
      person.start();
      await person.nextMessage();
      person.shareContact();
      await person.nextMessage();
      for (const outcome of ['ok', 'reset', '403']) {
        if (outcome === 'reset') api.next('reset');
        if (outcome === '403') person.block();
        const ticket = { nationalId: newPerson(), queueType: 'GERENCIA', telefono: PHONES[0] };
        expect((await client(url, kiosk.deviceToken).send('POST', '/api/tickets', ticket)).status).toBe(201);
        const ended = () => api.calls.some((call) => call.method === 'sendMessage' && call.outcome === outcome);
        await api.until(ended);
      }
    } finally {
      server.kill('SIGTERM');
      await server.ended;
      await api.close();
      await database.drop();
    }
    const { code, stdout, stderr } = await server.ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('a chat cannot be reached any more and was forgotten');
    expect(stdout).toContain('"level":20'); // as talkative as it gets
    expectNoTrace([stdout]);
  });
});
