import { startBotApi } from '../../../server/test/support/bot-api/bot-api.mjs';
import { BRANCH_CODE } from '../demo.mjs';
import { Failure } from '../failure.mjs';
import { follow, heard } from './follow.mjs';
import { emptyTelegramRecord } from './record.mjs';
import { messagesByOutcome, readMessage } from './texts.mjs';

/** @typedef {import('../../../server/test/support/bot-api/types.mjs').BotApi} BotApi */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').Call} BotCall */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').Fault} Fault */
/** @typedef {import('../../../server/test/support/bot-api/types.mjs').SentMessage} SentMessage */
/** @typedef {import('../plan.mjs').Customer} Customer */
/** @typedef {import('../person.mjs').Person} Person */
/** @typedef {import('../world.mjs').World} World */
/** @typedef {import('../http.mjs').Call} Call */

/** What an unlucky chat meets, by turns; each counts as a failure. @type {Fault[]} */
const BAD_LUCK = [{ status: 500 }, 'html-502', 'reset'];
/** The bot answers each message, and sends about so many a second. Real time. */
const ANSWERS_PER_SECOND = 20;
const PREPARE_SLACK_SECONDS = 5;
/** So long nothing more leaves: then nothing is on its way. Real time. */
const QUIET_MS = 2_500;
const SETTLE_LIMIT_MS = 120_000;
const POLL_MS = 100;
const PAGE_SIZE = 200;

const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The Telegram of the day: a Bot API on this machine, and the customers who use it. */
export class TelegramDay {
  #people = new Map();
  #closedAccounts = new Set();
  /** @type {Map<string, string>} numero → codigoReferencia */
  #codes = new Map();
  /** @type {Customer[]} */
  #customers;

  /**
   * @param {BotApi} api
   * @param {readonly Customer[]} customers
   * @param {{ faults: number, seed: string, speed: number }} options
   */
  constructor(api, customers, { faults, seed, speed }) {
    this.api = api;
    this.#customers = customers.filter(({ telegram }) => telegram !== null);
    this.record = emptyTelegramRecord({ customers: this.#customers.length, faults, speed });
    for (const { index, telegram } of this.#customers) {
      if (!telegram) continue;
      const phone = telegram.phone ?? undefined;
      this.#people.set(index, api.person({ chatId: telegram.chatId, firstName: `Cliente ${index}`, phone }));
    }
    const unlucky = new Set(this.#customers.flatMap(({ telegram }) => (telegram?.unlucky ? [telegram.chatId] : [])));
    let turns = 0;
    api.on(({ method, chatId }) => {
      if (method !== 'sendMessage' || chatId === null) return undefined;
      if (this.#closedAccounts.has(chatId)) return { status: 400 };
      return unlucky.has(chatId) ? BAD_LUCK[turns++ % BAD_LUCK.length] : undefined;
    });
    if (faults > 0) api.share({ rate: faults, seed });
  }

  /** @param {readonly Customer[]} customers @param {{ faults: number, seed: string, speed: number }} options */
  static async open(customers, options) {
    return new TelegramDay(await startBotApi(), customers, options);
  }

  /** For the server. */
  get env() {
    const { token, botName, root } = this.api;
    return { TELEGRAM_BOT_TOKEN: token, TELEGRAM_BOT_NAME: botName, TELEGRAM_API_ROOT: root };
  }

  get #sharing() {
    return this.#customers
      .filter(({ telegram }) => telegram?.how === 'phone')
      .map(({ index }) => this.#people.get(index));
  }

  /** What `prepare` takes, real seconds. */
  get leadSeconds() {
    return (2 * this.#sharing.length) / ANSWERS_PER_SECOND + PREPARE_SLACK_SECONDS;
  }

  /** On an earlier day: some pressed Start and shared their phone. All at once, which the bot answers at its pace. */
  async prepare() {
    const people = this.#sharing;
    await this.#all(people.map((person) => person.start()));
    await this.#all(people.map((person) => person.shareContact()));
  }

  /** @param {import('../../../server/test/support/bot-api/types.mjs').Update[]} updates each of another person */
  async #all(updates) {
    const answers = () => this.api.calls.filter(({ method }) => method === 'sendMessage').length;
    const wanted = answers() + updates.length;
    const last = updates.at(-1);
    if (!last) return;
    await heard(this.api, last);
    const limit = Date.now() + this.leadSeconds * 2_000;
    while (answers() < wanted && Date.now() < limit) await pause(POLL_MS);
    if (answers() < wanted) throw new Failure('the bot does not answer those who press Start');
  }

  /**
   * From now on customers follow their tickets.
   * @param {World} world
   * @param {Call} call
   */
  begin(world, call) {
    const { api, record } = this;
    const closeAccount = (/** @type {number} */ chatId) => void this.#closedAccounts.add(chatId);
    world.onIssued = (customer, ticket) => {
      this.#codes.set(ticket.numero, ticket.codigoReferencia);
      if (!customer.telegram) return;
      const person = this.#people.get(customer.index);
      void follow(customer, ticket, { api, person, world, call, record, closeAccount });
    };
    api.afterDelivered((_call, sent) => void this.#look(sent, world, call));
  }

  /**
   * Whoever gets a message looks at their ticket's page.
   * @param {SentMessage} sent
   * @param {World} world
   * @param {Call} call
   */
  async #look(sent, world, call) {
    const message = readMessage(sent.text);
    if (!message || message.template === 'totem_ticket_creado') return;
    // A message can be quicker than the kiosk's answer.
    await world.until(() => this.#codes.has(message.numero));
    const path = `/api/tickets/${this.#codes.get(message.numero)}`;
    const answer = await call('GET', path, { label: '/api/tickets/{codigo}' });
    this.record.looks.push({ ...message, status: String(answer.body?.status ?? answer.status) });
  }

  /**
   * Waits until whatever can still go out has gone out.
   * @param {Person} supervisor
   * @param {string} day YYYY-MM-DD
   */
  async settle(supervisor, day) {
    const { api, record } = this;
    const limit = Date.now() + SETTLE_LIMIT_MS;
    const busy = () =>
      api.pending().length > 0 ||
      api.calls.some(({ method, at, outcome }) => {
        if (method === 'getUpdates') return false;
        return outcome === 'pending' || (method === 'sendMessage' && Date.now() - at < QUIET_MS);
      });
    do {
      await pause(POLL_MS);
      const answer = await this.#messages(supervisor, day, 1, 1);
      record.sending = answer.body?.summary?.sending ?? null;
    } while ((busy() || record.sending !== 0) && Date.now() < limit);
  }

  /**
   * Both ends of the day.
   * @param {Person} supervisor
   * @param {string} day YYYY-MM-DD
   * @param {string} origin of the server
   */
  async collect(supervisor, day, origin) {
    const { api, record } = this;
    record.calls = [...api.calls];
    record.sent = [...api.sent];
    record.peaks = api.peaks();
    record.rows = await readAll((page) => this.#messages(supervisor, day, page, PAGE_SIZE));
    const events = (/** @type {string} */ filter) =>
      readAll((page) => {
        const query = `?branchOffice=${BRANCH_CODE}&startDate=${day}&limit=${PAGE_SIZE}&page=${page}`;
        return supervisor.ask('GET', `/api/admin/audit${query}&${filter}`, { label: '/api/admin/audit' });
      });
    record.messageEvents = await events('entityType=MENSAJE');
    for (const type of ['TELEGRAM_VINCULADO', 'TELEGRAM_DESVINCULADO', 'TICKET_CANCELADO']) {
      record.ticketEvents.push(...(await events(`eventType=${type}`)));
    }
    record.metrics = await readMetrics(origin);
  }

  /**
   * @param {Person} supervisor
   * @param {string} day
   * @param {number} page
   * @param {number} pageSize
   */
  #messages(supervisor, day, page, pageSize) {
    const query = `?branchOffice=${BRANCH_CODE}&date=${day}&page=${page}&pageSize=${pageSize}`;
    return supervisor.ask('GET', `/api/admin/messages${query}`, { label: '/api/admin/messages' });
  }

  close() {
    return this.api.close();
  }
}

/**
 * @param {(page: number) => Promise<import('../http.mjs').Answer>} ask
 * @returns {Promise<any[]>}
 */
async function readAll(ask) {
  const records = [];
  for (let page = 1; ; page++) {
    const { status, body } = await ask(page);
    if (status !== 200) throw new Failure(`the supervisor cannot read what became of the messages: ${status}`);
    records.push(...body.records);
    if (body.records.length === 0 || records.length >= body.total) return records;
  }
}

/**
 * @param {string} origin
 * @returns {Promise<Record<string, number>>} messages by outcome
 */
async function readMetrics(origin) {
  const response = await fetch(`${origin}/metrics`);
  return messagesByOutcome(await response.text());
}
