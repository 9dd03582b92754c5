import { startBotApi } from '../support/bot-api/bot-api.mjs';
import { ServerProcess, type Ended } from '../support/built-server.js';
import type { Answer, TestClient } from '../support/client.js';
import { refusal } from '../support/socket.js';
import { codeOf, type BotApi, type Person } from '../support/telegram.js';
import { marksOf } from './marks.js';
import { TalkativePostgres, Witness } from './witness.js';

/** Everybody of the day, written as people write it. */
export const IDS = {
  ana: '77.171.717-7',
  benito: '88282828-K',
  carla: '9939393k',
  dai: 'ZQ9X5W7V3',
  elena: '66.646.464-2',
  fabio: '71717272',
  gina: '55.535.353-k',
  hugo: '444242424',
};
export const PHONES = { ana: '+56977117711', benito: '+56988228822', elena: '+56966446644', stranger: '+56955335533' };
export const CHATS = { ana: 7_770_777_001, benito: 7_770_888_002 };
/** What only a browser's own name holds: it is kept with the event (R10), and nowhere else. */
export const AGENT = 'Navegador-de-Anastasia';
const CUSTOMER = 'Anastasia Marcada';
const SAID = 'palabras que nadie más dice';

export const MARKS = marksOf({
  ids: Object.values(IDS),
  phones: Object.values(PHONES),
  chats: Object.values(CHATS),
  names: [AGENT, CUSTOMER],
  words: [SAID],
});

const TOKEN = '7770999003:day-token';
const METRICS = 'metrics-token-of-the-day';
const WAIT_MS = 30_000;
/** A branch's minute is a second: the pauses between four attempts are over in four. */
const SPEED = 60;
const [TODAY, TOMORROW] = ['2026-11-18T10:00:00-03:00', '2026-11-19T09:00:00-03:00'];

/** Asks again until it is so. Throws when it never is. */
export async function eventually<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never: ${what}`);
}

/** The branch, its people and its customers, and the servers of two days one after the other. */
export class Day {
  readonly witness = new Witness(() => this.url);
  readonly logs: Ended[] = [];
  readonly callers: Record<string, TestClient> = {};
  private url = '';

  private server: ServerProcess | null = null;

  private constructor(
    readonly postgres: TalkativePostgres,
    readonly api: BotApi,
  ) {}

  static async open(): Promise<Day> {
    const day = new Day(await TalkativePostgres.start(), await startBotApi({ token: TOKEN }));
    await day.startServer(TODAY);
    return day;
  }

  async startServer(at: string): Promise<void> {
    this.server = new ServerProcess({
      ...{ DATABASE_URL: this.postgres.url, JWT_SECRET: 'j'.repeat(32), PII_KEY: 'ab'.repeat(32), SEED_DEMO: 'true' },
      ...{ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: this.api.root, TELEGRAM_BOT_NAME: this.api.botName },
      ...{ LOG_LEVEL: 'trace', CLOCK_START: at, CLOCK_SPEED: String(SPEED), METRICS_TOKEN: METRICS },
      PUBLIC_URL: 'http://turnos.example',
    });
    this.url = await this.server.ready();
  }

  async stopServer(): Promise<void> {
    this.witness.close();
    this.server?.kill('SIGTERM');
    if (this.server) this.logs.push(await this.server.ended);
    this.server = null;
  }

  async close(): Promise<void> {
    await this.stopServer();
    await this.api.close();
    await this.postgres.stop();
  }

  async signIn(who: string, user: string): Promise<TestClient> {
    const body = { email: `${user}@banco.com`, password: 'ticketero' };
    const answer = await this.witness.as(who).send('POST', '/api/auth/login', body, { 'user-agent': AGENT });
    return (this.callers[who] = this.witness.as(who, answer.body.accessToken));
  }

  /** Everybody comes in, and every screen is on. */
  async openDoors(): Promise<void> {
    this.callers['nobody'] = this.witness.as('nobody');
    for (const [who, kind] of [
      ['kiosk', 'KIOSK'],
      ['display', 'DISPLAY'],
    ] as const) {
      const { body } = await this.as('nobody').send('POST', '/api/demo/devices', { kind });
      this.callers[who] = this.witness.as(who, body.deviceToken);
      await this.witness.hear(who, who as 'kiosk' | 'display', { token: body.deviceToken });
    }
    await this.signIn('advisor', 'luis.perez');
    await this.signIn('supervisor', 'supervisor');
    await this.signIn('admin', 'admin');
    for (const who of ['advisor', 'supervisor'] as const)
      await this.witness.hear(who, who, { token: this.as(who).token });
  }

  get address(): string {
    return this.url;
  }

  as(who: string): TestClient {
    const caller = this.callers[who];
    if (!caller) throw new Error(`nobody is ${who}`);
    return caller;
  }

  async issue(who: keyof typeof IDS, more: object = {}): Promise<Answer['body']> {
    const body = { nationalId: IDS[who], queueType: 'CAJA', ...more };
    const headers = { 'user-agent': AGENT, 'idempotency-key': `key of ${who}`, referer: `${this.url}/kiosk/` };
    const answer = await this.as('kiosk').send('POST', '/api/tickets', body, headers);
    if (answer.status !== 201) throw new Error(`issue: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Customers with Telegram: one who has shared their number, one who scans the code; what they say, and what fails. */
  async telegram(): Promise<void> {
    const { api } = this;
    const ana = api.person({ chatId: CHATS.ana, firstName: CUSTOMER, phone: PHONES.ana });
    ana.start();
    await ana.nextMessage(undefined, WAIT_MS);
    ana.shareContact();
    await ana.nextMessage(undefined, WAIT_MS);
    ana.shareContact({ phone: PHONES.stranger, userId: 4711 });
    await ana.nextMessage(undefined, WAIT_MS);
    for (const words of [`mi rut es ${IDS.ana}`, `${SAID} ${PHONES.ana}`, `/start ${IDS.ana}`]) {
      ana.say(words);
      await ana.nextMessage(undefined, WAIT_MS);
    }
    const benito = api.person({ chatId: CHATS.benito, firstName: CUSTOMER, phone: PHONES.benito });
    await this.failing(ana);
    await this.blocking(benito);
  }

  /** Four attempts fail, each in its own way; a supervisor tries once more. */
  private async failing(ana: Person): Promise<void> {
    this.api.next('reset', { status: 500 }, 'malformed', { status: 400, description: `${SAID} ${PHONES.ana}` });
    await this.issue('ana', { telefono: PHONES.ana, queueType: 'EMPRESAS' });
    const failed = await eventually('a message failed', async () => {
      const { body } = await this.as('supervisor').send('GET', '/api/admin/messages?estadoEnvio=FALLIDO');
      return body.records?.[0];
    });
    await this.as('supervisor').send('POST', `/api/admin/messages/${failed.id}/retry`);
    ana.start();
    await ana.nextMessage(undefined, WAIT_MS);
  }

  private async blocking(benito: Person): Promise<void> {
    const ticket = await this.issue('benito', { queueType: 'EMPRESAS', telefono: PHONES.benito });
    benito.start(codeOf(ticket));
    await benito.nextMessage(({ plain }) => plain.includes(ticket.numero), WAIT_MS);
    benito.say('/estado');
    await benito.nextMessage(undefined, WAIT_MS);
    benito.block();
    await this.ready('maria.gonzalez', 3, 'carmen', false);
  }

  private async ready(user: string, moduleNumber: number, who = 'advisor', seated = true): Promise<TestClient> {
    const caller = who === 'advisor' ? this.as('advisor') : await this.signIn(who, user);
    if (seated) await caller.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber });
    return caller;
  }

  /** Numbers, calls, no-shows, cancellations: what a branch does, with ids in every free text. */
  async serve(): Promise<void> {
    const note = `Vino ${IDS.ana}, también ${IDS.hugo}; llamar al ${PHONES.ana}`;
    const carla = await this.issue('carla', { preferential: true });
    const dai = await this.issue('dai', { language: 'en' });
    const elena = await this.issue('elena', { telefono: PHONES.elena });
    await this.issue('fabio');
    await this.issue('gina');
    for (const ticket of [carla, dai]) {
      await this.witness.hear('ticket page', 'ticket', { codigoReferencia: ticket.codigoReferencia });
      await this.as('nobody').send('GET', `/api/tickets/${ticket.codigoReferencia}`);
    }
    const luis = await this.ready('luis.perez', 2);
    await luis.send('POST', '/api/advisor/current/start');
    await luis.send('POST', '/api/advisor/current/complete', { outcome: IDS.hugo, note });
    await luis.send('POST', '/api/advisor/current/recall');
    await luis.send('POST', '/api/advisor/current/no-show');
    await luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    await luis.send('GET', '/api/advisor/desk');
    await luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: note, afterCurrent: true });
    await this.as('nobody').send('DELETE', `/api/tickets/${elena.codigoReferencia}`);
    const left = await this.as('supervisor').send('GET', '/api/admin/tickets?status=EN_ESPERA');
    const code = left.body.records[0]?.codigoReferencia;
    await this.as('supervisor').send('POST', `/api/admin/tickets/${code}/cancel`, { reason: note });
    await this.as('supervisor').send('PUT', '/api/admin/advisors/1/status', { status: 'OFFLINE', reason: note });
    await this.issue('hugo', { queueType: 'GERENCIA' });
  }

  /** Who is refused at a socket's door, or says there what nobody asked. */
  async sockets(): Promise<void> {
    for (const [namespace, auth] of [
      ['kiosk', { token: IDS.ana }],
      ['ticket', { codigoReferencia: IDS.ana }],
      ['supervisor', { token: `${IDS.ana} ${PHONES.ana}`, nationalId: IDS.ana }],
    ] as const) {
      await refusal(this.url, namespace, auth);
    }
    for (const { listener } of this.witness.listeners) {
      listener.socket.emit('lookup', { nationalId: IDS.ana, telefono: PHONES.ana });
      listener.socket.emit(IDS.ana, PHONES.ana);
      await listener.resync();
    }
  }

  /** The night: another day begins, and the one before is closed (R4). */
  async night(): Promise<void> {
    await this.stopServer();
    await this.startServer(TOMORROW);
    await eventually('the day was closed', async () => {
      const closed = await this.postgres.query("select 1 from audit_log where event_type = 'JORNADA_CERRADA'");
      return closed.length > 0;
    });
  }
}
