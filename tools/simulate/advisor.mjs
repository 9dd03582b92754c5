import { setTimeout as pause } from 'node:timers/promises';

import { Person } from './person.mjs';
import { openStateSocket } from './state-socket.mjs';

/** @typedef {import('./plan.mjs').PlannedAdvisor} PlannedAdvisor */
/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./http.mjs').Call} Call */

/** What an advisor waits for somebody who does not come after the last call. */
const LAST_WAIT_SECONDS = 60;
/** Real time: what did not answer does not answer sooner because the branch's clock runs fast. */
const AGAIN_AFTER_MS = 2_000;
const TRIES = 20;

/** One advisor at a module: does what the desk on the screen says, in the order in which a person would. */
export class Advisor {
  /** Stretches of duty, in ms of the virtual clock; the last one may be open. */
  duty = /** @type {{ from: number, to: number | null }[]} */ ([]);
  /** The last desk shown. @type {any} */
  desk = null;
  #serving = '';
  #draining = false;
  /** @type {(() => void)[]} */
  #watchers = [];
  /** @type {import('./state-socket.mjs').StateSocket | null} */
  socket = null;

  /**
   * @param {object} parts
   * @param {World} parts.world
   * @param {Call} parts.call
   * @param {string} parts.origin
   * @param {PlannedAdvisor} parts.plan
   * @param {string} parts.password
   */
  constructor({ world, call, origin, plan, password }) {
    this.world = world;
    this.origin = origin;
    this.plan = plan;
    this.person = new Person(call, plan.email, password);
  }

  async signIn() {
    await this.person.signIn();
    this.socket = openStateSocket({
      origin: this.origin,
      namespace: 'advisor',
      token: () => this.person.token(),
      changedEvent: 'desk:changed',
      onState: (desk) => this.#onDesk(desk),
    });
    await this.#until(() => this.desk !== null);
  }

  /** @param {any} desk */
  #onDesk(desk) {
    this.desk = desk;
    const codigo = desk.current?.codigoReferencia;
    if (codigo && codigo !== this.#serving) {
      this.#serving = codigo;
      this.world.called(codigo, this.plan.name);
      void this.#serve(codigo);
    }
    for (const watcher of this.#watchers.splice(0)) watcher();
  }

  /** @param {() => boolean} condition */
  async #until(condition) {
    while (!condition()) await new Promise((resolve) => this.#watchers.push(() => resolve(undefined)));
  }

  /**
   * @param {string} what
   * @param {string} path
   * @param {unknown} [body]
   */
  async #command(what, path, body) {
    const method = what === 'status' ? 'PUT' : 'POST';
    const answer = await this.person.ask(method, `/api/advisor/${path}`, { body });
    const accepted = answer.status >= 200 && answer.status < 300;
    if (!accepted) this.world.refused(this.plan.name, what, answer);
    return accepted;
  }

  async ready() {
    const from = this.world.clock.now();
    const body = { status: 'AVAILABLE', moduleNumber: this.plan.moduleNumber };
    if (await this.#command('status', 'status', body)) this.duty.push({ from, to: null });
  }

  /** Serves whoever is at the desk to the end, then goes. @param {string} reason */
  async away(reason) {
    this.#draining = true;
    const accepted = await this.#command('status', 'status', { status: 'OFFLINE', reason, afterCurrent: true });
    if (accepted) await this.#until(() => this.desk.advisor.status === 'OFFLINE');
    this.#draining = false;
    const stretch = this.duty.at(-1);
    if (accepted && stretch) stretch.to = this.world.clock.now();
    return accepted;
  }

  /** @param {number} midnight of the day, ms */
  async lunch(midnight) {
    if (!this.plan.lunch) return;
    await this.world.clock.sleepUntil(midnight + this.plan.lunch.at * 1000);
    if (!(await this.away('ALMUERZO'))) return;
    await this.world.clock.sleep(this.plan.lunch.seconds);
    await this.ready();
  }

  /** @param {string} codigo */
  async #serve(codigo) {
    const { clock } = this.world;
    const customer = await this.world.holderOf(codigo);
    if (!customer) {
      this.world.record.refusals.push({
        who: this.plan.name,
        what: 'call',
        status: 0,
        error: 'nobody has this ticket',
      });
      await this.#end(codigo, 'NO_ATENDIDO', false);
      return;
    }
    await clock.sleep(customer.walkSeconds);
    if (customer.noShow) {
      for (let recall = 0; recall < customer.recalls; recall++) {
        await clock.sleep(customer.recallGapSeconds);
        if (await this.#command('recall', 'current/recall')) this.world.record.recalls += 1;
      }
      await clock.sleep(LAST_WAIT_SECONDS);
      await this.#end(codigo, 'NO_ATENDIDO', customer.finish === 'call-next');
      return;
    }
    const notStarted = () => this.#isAtDesk(codigo) && this.desk.current.startedAt === null;
    await this.#insist(() => this.#command('start', 'current/start'), notStarted);
    await clock.sleep(customer.serviceSeconds);
    await this.#end(codigo, 'COMPLETADO', customer.finish === 'call-next');
  }

  /**
   * @param {string} codigo
   * @param {'COMPLETADO' | 'NO_ATENDIDO'} ending
   * @param {boolean} callNext with the console's main button, which ends this one and calls the next
   */
  async #end(codigo, ending, callNext) {
    const at = this.world.clock.now();
    const press = () =>
      // Who is about to leave does not call the next one.
      callNext && !this.#draining
        ? this.#command('call-next', 'call-next', { finish: ending })
        : this.#command(ending, ending === 'COMPLETADO' ? 'current/complete' : 'current/no-show');
    const accepted = await this.#insist(press, () => this.#isAtDesk(codigo));
    if (accepted) this.world.ended(codigo, ending, at);
  }

  /** @param {string} codigo */
  #isAtDesk(codigo) {
    return this.desk.current?.codigoReferencia === codigo;
  }

  /**
   * No answer, and the desk shows the same as before: a person presses once more.
   * @param {() => Promise<boolean>} press
   * @param {() => boolean} asBefore
   */
  async #insist(press, asBefore) {
    let accepted = await press();
    for (let tries = 1; !accepted && tries < TRIES && asBefore(); tries++) {
      await pause(AGAIN_AFTER_MS);
      if (asBefore()) accepted = await press();
    }
    return accepted;
  }
}
