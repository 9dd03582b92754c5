// @ts-check
import { ADVISORS } from '../simulate/demo.mjs';
import { Person } from '../simulate/person.mjs';
import { formatRut, rutDigits } from '../simulate/rut.mjs';
import { pairDevice } from '../simulate/supervisor.mjs';
import { openStateSocket } from '../simulate/state-socket.mjs';
import { emailIn } from './bank.mjs';
import { SCREENS } from './branch.mjs';
import { pause } from './crowd.mjs';

/** @typedef {import('../simulate/http.mjs').Call} Call */
/** @typedef {import('../simulate/http.mjs').Answer} Answer */

/** Cumulated: as many in each queue as its advisors can take. */
const QUEUE_SHARES = /** @type {const} */ ([
  [0.4, 'CAJA'],
  [0.6, 'PERSONAL_BANKER'],
  [0.85, 'EMPRESAS'],
  [1, 'GERENCIA'],
]);
/** As short as it can be: what is asked is what the server can do, not the advisors. */
const SERVICE_MS = 40;
const PAGE_AFTER_MS = 500;
/** A kiosk does not give up, but its customer does. */
const TRIES = 6;
const NO_ANSWER_SECONDS = 2;
const REFUSED = new Set([0, 429, 503]);

let people = 5_000_000;

/**
 * What happened since the last look.
 * @typedef {object} Tally
 * @property {number} offered customers who came to a kiosk
 * @property {number} gaveUp
 * @property {number[]} screenMs from the call to the screen
 */

/** A branch whose customers come however busy it is, and are served as fast as it goes. */
export class BusyBranch {
  codes = /** @type {string[]} */ ([]);
  open = 0;
  heartbeats = /** @type {number[]} */ ([]);
  tally = /** @type {Tally} */ ({ offered: 0, gaveUp: 0, screenMs: [] });
  #sockets = /** @type {import('../simulate/state-socket.mjs').StateSocket[]} */ ([]);
  #kiosk = '';
  #under = new Set();

  /** @param {{ code: string, call: Call, origin: string, password: string, admin: Person }} ground */
  constructor(ground) {
    this.ground = ground;
  }

  async begin() {
    const { code, call, origin, password, admin } = this.ground;
    this.#kiosk = await pairDevice(admin, call, 'KIOSK', 'Kiosk 1', code);
    for (let index = 0; index < SCREENS; index++) {
      const token = await pairDevice(admin, call, 'DISPLAY', `Display ${index + 1}`, code);
      this.heartbeats.push(0);
      this.#sockets.push(
        openStateSocket({
          ...{
            origin,
            namespace: 'display',
            token: async () => token,
            changedEvent: 'board:changed',
            onState: () => {},
          },
          events: {
            'ticket:called': ({ calledAt }) => void this.tally.screenMs.push(Date.now() - Date.parse(calledAt)),
            heartbeat: () => void (this.heartbeats[index] = (this.heartbeats[index] ?? 0) + 1),
          },
        }),
      );
    }
    for (const { email, moduleNumber } of ADVISORS) {
      const person = new Person(call, emailIn(email, code), password);
      await person.signIn();
      const body = { status: 'AVAILABLE', moduleNumber };
      await person.ask('PUT', '/api/advisor/status', { body });
      this.#sockets.push(
        openStateSocket({
          ...{ origin, namespace: 'advisor', token: () => person.token(), changedEvent: 'desk:changed' },
          onState: ({ current }) => void (current && this.#serve(person, current.codigoReferencia)),
        }),
      );
    }
  }

  /** Somebody comes to the kiosk. @param {number} drawn 0..1, which queue */
  async come(drawn) {
    this.tally.offered += 1;
    const nationalId = formatRut(rutDigits(people++), 'hyphen');
    const queueType = QUEUE_SHARES.find(([upTo]) => drawn < upTo)?.[1] ?? 'CAJA';
    const answer = await this.#insist(() =>
      this.ground.call('POST', '/api/tickets', {
        token: this.#kiosk,
        headers: { 'idempotency-key': nationalId },
        body: { nationalId, queueType },
      }),
    );
    if (answer.status !== 201) {
      this.tally.gaveUp += 1;
      return;
    }
    const { codigoReferencia } = answer.body;
    this.codes.push(codigoReferencia);
    this.open += 1;
    await pause(PAGE_AFTER_MS);
    await this.ground.call('GET', `/api/tickets/${codigoReferencia}`, { label: '/api/tickets/{codigo}' });
  }

  /** @param {Person} person @param {string} codigo */
  async #serve(person, codigo) {
    if (this.#under.has(codigo)) return;
    this.#under.add(codigo);
    await this.#insist(() => person.ask('POST', '/api/advisor/current/start'));
    await pause(SERVICE_MS);
    const done = await this.#insist(() => person.ask('POST', '/api/advisor/current/complete'));
    if (done.status === 200) this.open -= 1;
  }

  /**
   * As the clients do: what was refused for its number is sent again, as late as the server says.
   * @param {() => Promise<Answer>} send
   */
  async #insist(send) {
    let answer = await send();
    for (let tries = 1; REFUSED.has(answer.status) && tries < TRIES; tries++) {
      await pause(1000 * Number(answer.headers.get('retry-after') ?? NO_ANSWER_SECONDS));
      answer = await send();
    }
    return answer;
  }

  /** @returns {Tally} and begins another */
  take() {
    const { tally } = this;
    this.tally = { offered: 0, gaveUp: 0, screenMs: [] };
    return tally;
  }

  close() {
    for (const socket of this.#sockets) socket.close();
  }
}
