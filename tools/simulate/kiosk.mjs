import { openStateSocket } from './state-socket.mjs';

/** @typedef {import('./plan.mjs').Customer} Customer */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./http.mjs').Call} Call */
/** @typedef {import('./http.mjs').Answer} Answer */

/**
 * One kiosk in the lobby. Customers come when the plan says so, and some of them leave again before they are called.
 */
export class Kiosk {
  #line = Promise.resolve();

  /**
   * @param {object} parts
   * @param {World} parts.world
   * @param {Call} parts.call
   * @param {string} parts.origin
   * @param {string} parts.token of the paired device
   * @param {string} parts.name
   * @param {string} parts.keyPrefix makes idempotency keys of this run
   */
  constructor({ world, call, origin, token, name, keyPrefix }) {
    this.world = world;
    this.call = call;
    this.token = token;
    this.name = name;
    this.keyPrefix = keyPrefix;
    this.socket = openStateSocket({
      origin,
      namespace: 'kiosk',
      token: async () => token,
      changedEvent: 'queues:changed',
      onState: () => {},
    });
  }

  /**
   * @param {Customer} customer
   * @param {string} nationalId
   * @param {string} key
   * @returns {Promise<Answer>}
   */
  #press(customer, nationalId, key) {
    return this.call('POST', '/api/tickets', {
      token: this.token,
      headers: { 'idempotency-key': key },
      body: {
        nationalId,
        queueType: customer.queueType,
        preferential: customer.preferential,
        ...(customer.phone === null ? {} : { telefono: customer.phone }),
      },
    });
  }

  /**
   * A customer at the kiosk, until they have a number; what they do afterwards goes on by itself. Whoever comes meanwhile
   * waits in front of it.
   * @param {Customer} customer
   */
  serve(customer) {
    const turn = this.#line.then(() => this.#attend(customer));
    this.#line = turn.catch(() => undefined);
    return turn;
  }

  /** @param {Customer} customer */
  async #attend(customer) {
    const { record } = this.world;
    const key = `${this.keyPrefix}-${customer.index}`;
    const press = () => this.#press(customer, customer.nationalId, key);
    const [first, ...others] = await Promise.all([press(), ...(customer.doubleTap ? [press()] : [])]);
    const answers = [first, ...others];
    const given = answers.find((answer) => answer.status === 201);
    if (customer.doubleTap) {
      const codes = answers.map((answer) => answer.body?.codigoReferencia ?? null);
      record.doubleTaps.push({ statuses: answers.map((answer) => answer.status), codes });
    }
    if (!given) {
      this.world.refused(this.name, 'issue', first);
      return;
    }
    this.world.issued(customer, given.body);
    if (customer.secondTry) await this.#tryAgain(customer, given.body.codigoReferencia, key);
    if (customer.patienceSeconds !== null) void this.#leave(customer, given.body.codigoReferencia);
  }

  /**
   * @param {Customer} customer
   * @param {string} codigoReferencia
   * @param {string} key
   */
  async #tryAgain(customer, codigoReferencia, key) {
    const answer = await this.#press(customer, customer.nationalIdAgain, `${key}-again`);
    const sameTicket = answer.body?.ticket?.codigoReferencia === codigoReferencia;
    this.world.record.secondTries.push({
      status: answer.status,
      error: String(answer.body?.error ?? ''),
      sameTicket,
    });
  }

  /**
   * From the page on their own telephone, without anybody's token.
   * @param {Customer} customer
   * @param {string} codigoReferencia
   */
  async #leave(customer, codigoReferencia) {
    await this.world.clock.sleep(customer.patienceSeconds ?? 0);
    if (this.world.wasCalled(codigoReferencia)) return;
    const at = this.world.clock.now();
    const path = `/api/tickets/${codigoReferencia}`;
    const answer = await this.call('DELETE', path, { label: '/api/tickets/{codigo}' });
    if (answer.status === 200) this.world.ended(codigoReferencia, 'CANCELADO', at);
    else if (answer.status === 409) customer.noShow = !customer.turnsBack;
    else this.world.refused(this.name, 'cancel', answer);
  }
}
