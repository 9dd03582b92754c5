// @ts-check
import { formatRut, rutDigits } from '../simulate/rut.mjs';

const PASSWORD = 'ticketero';
const ADVISORS = ['maria.gonzalez@banco.com', 'carlos.rodriguez@banco.com', 'luis.perez@banco.com'];
const KIOSKS = 2;
/** Between two requests of one of them, ms: a branch that is very busy, and not a load test. */
const PAUSE_MS = 60;
/** A desk takes longer than a kiosk: somebody always waits to be called. */
const SERVICE_MS = 250;
/** … from the beginning. */
const WAITING = 6;
const FIRST_PERSON = 11_000_000;

/** @typedef {{ codigo: string, numero: string, nationalId: string, at: number }} Issued at: when it was acknowledged, ms */

/**
 * Kiosks and desks of the demo branch, through HTTP, and what they were acknowledged. They rest when they are told to, with
 * nothing of theirs under way, and go on after a restore with the same kiosks.
 */
export class Work {
  /** @type {Issued[]} */
  issued = [];
  /** Reference → since when it was known to be called. @type {Map<string, number>} */
  called = new Map();
  /** @type {string[]} */
  wrong = [];
  /** @type {string[]} */
  #kiosks = [];
  /** @type {Promise<void>[]} */
  #loops = [];
  #origin = '';
  #going = false;
  #people = FIRST_PERSON;

  /** Where the branch is from now on. @param {string} origin */
  at(origin) {
    this.#origin = origin;
  }

  /** @param {string} origin */
  async start(origin) {
    this.at(origin);
    this.#going = true;
    while (this.#kiosks.length < KIOSKS) {
      const { deviceToken } = await this.#sent('', 'POST', '/api/demo/devices', { kind: 'KIOSK' });
      this.#kiosks.push(deviceToken);
    }
    const desks = [];
    for (const email of ADVISORS) {
      desks.push((await this.#sent('', 'POST', '/api/auth/login', { email, password: PASSWORD })).accessToken);
    }
    for (let i = 0; i < WAITING; i++) await this.issue();
    this.#loops = [
      ...this.#kiosks.map((token) => this.#loop(PAUSE_MS, async () => void (await this.issue(token)))),
      ...desks.map((token) => this.#loop(SERVICE_MS, () => this.#call(token))),
    ];
  }

  /** Until nothing is under way. After a kill what was under way has failed, and counts for nothing. */
  async rest() {
    this.#going = false;
    await Promise.all(this.#loops);
  }

  /** Until `count` more were acknowledged. Throws what a request met. @param {number} count */
  async until(count) {
    const enough = this.issued.length + count;
    while (this.issued.length < enough) {
      if (this.wrong.length > 0) throw new Error(`at work: ${this.wrong[0]}`);
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  }

  /** A number for somebody new. @param {string} [token] @returns {Promise<Issued>} */
  async issue(token = this.#kiosks[0] ?? '') {
    const nationalId = formatRut(rutDigits(this.#people++), 'hyphen');
    const { codigoReferencia: codigo, numero } = await this.#sent(token, 'POST', '/api/tickets', {
      nationalId,
      queueType: 'CAJA',
    });
    const one = { codigo, numero, nationalId, at: Date.now() };
    this.issued.push(one);
    return one;
  }

  /** What a kiosk is told of somebody who came before. @param {string} nationalId @returns {Promise<string | undefined>} */
  async numberOf(nationalId) {
    const found = await this.#sent(this.#kiosks[0] ?? '', 'POST', '/api/tickets/by-rut', { nationalId });
    return found.lastTicketToday?.numero;
  }

  /** After a restore: what was lost was never given. @param {ReadonlySet<string>} kept references */
  forgetAllBut(kept) {
    this.issued = this.issued.filter(({ codigo }) => kept.has(codigo));
    this.called = new Map([...this.called].filter(([codigo]) => kept.has(codigo)));
  }

  /** @param {string} token */
  async #call(token) {
    const called = await this.#sent(token, 'POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
    if (called?.codigoReferencia) this.called.set(called.codigoReferencia, Date.now());
  }

  /** @param {number} pauseMs @param {() => Promise<void>} step */
  async #loop(pauseMs, step) {
    while (this.#going) {
      try {
        await step();
      } catch (error) {
        if (this.#going) this.wrong.push(error instanceof Error ? error.message : String(error));
        return;
      }
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }

  /** @param {string} token @param {string} method @param {string} path @param {object} body @returns {Promise<any>} */
  async #sent(token, method, path, body) {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 200)}`);
    return text === '' ? null : JSON.parse(text);
  }
}
