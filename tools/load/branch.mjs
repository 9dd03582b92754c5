// @ts-check
import { Advisor } from '../simulate/advisor.mjs';
import { Display } from '../simulate/display.mjs';
import { sentAgain } from '../simulate/http.mjs';
import { Kiosk } from '../simulate/kiosk.mjs';
import { Person } from '../simulate/person.mjs';
import { KIOSKS } from '../simulate/plan.mjs';
import { pairDevice, Supervisor } from '../simulate/supervisor.mjs';
import { World } from '../simulate/world.mjs';
import { emailIn, supervisorOf } from './bank.mjs';
import { pause } from './crowd.mjs';
import { CallWatch } from './lag.mjs';

/** @typedef {import('../simulate/http.mjs').Call} Call */
/** @typedef {import('../simulate/clock.mjs').VirtualClock} VirtualClock */
/** @typedef {import('./plan.mjs').BranchPlan} BranchPlan */

export const SCREENS = 3;
/** Who took a number looks at its page on their own telephone after so long, seconds of the branch's time. */
const PAGE_AFTER = { low: 20, high: 180 };
/** Nobody in a branch gives up: what was refused is counted, and asked again. */
const TRIES = 100;
/** Real time: so often the console asks beside its socket, however fast the branch's clock runs. */
const DASHBOARD_EVERY_MS = 5_000;
/** One desk of the branch is read anew at every third. */
const DESK_EVERY = 3;

/**
 * What one branch stands on.
 * @typedef {object} Ground
 * @property {VirtualClock} clock
 * @property {Call} call
 * @property {string} origin
 * @property {string} password
 * @property {Person} admin
 * @property {string} keyPrefix
 */

/** One branch of the bank: its devices and people, and what they saw. */
export class BranchLife {
  kiosks = /** @type {Kiosk[]} */ ([]);
  displays = /** @type {Display[]} */ ([]);
  advisors = /** @type {Advisor[]} */ ([]);
  watch = new CallWatch();
  #closed = false;

  /** @param {BranchPlan} plan @param {Ground} ground */
  constructor(plan, ground) {
    this.plan = plan;
    this.ground = ground;
    this.world = new World(ground.clock);
    this.world.record.arrivals = plan.customers.length;
    // Counted, and sent again as every client does: the day goes on.
    const ask = sentAgain(ground.call, ({ status }, safe) => status === 503 || (status === 0 && safe), TRIES);
    /** @type {Call} */
    this.call = async (method, path, options) => {
      const sent = performance.now();
      const answer = await ask(method, path, options);
      const accepted = method !== 'GET' && answer.status >= 200 && answer.status < 300;
      if (accepted) this.watch.accepted({ sent, answered: performance.now() });
      return answer;
    };
    this.supervisor = new Supervisor(
      this.world,
      new Person(this.call, supervisorOf(plan.code), ground.password),
      this.call,
      plan.code,
    );
  }

  /** Devices are paired and connect. */
  async furnish() {
    const { world, call, plan } = this;
    const { origin, admin, keyPrefix } = this.ground;
    for (let index = 1; index <= KIOSKS; index++) {
      const name = `Kiosk ${index}`;
      const token = await pairDevice(admin, call, 'KIOSK', name, plan.code);
      this.kiosks.push(new Kiosk({ world, call, origin, token, name, keyPrefix: `${keyPrefix}-${plan.code}` }));
    }
    for (let index = 1; index <= SCREENS; index++) {
      const name = `Display ${index}`;
      const token = await pairDevice(admin, call, 'DISPLAY', name, plan.code);
      this.displays.push(new Display({ origin, token, name, onShown: (key) => this.watch.shown(name, key) }));
    }
  }

  /** Everybody signs in and sees their desk. */
  async staff() {
    const { world, call, plan } = this;
    const { origin, password } = this.ground;
    await this.supervisor.person.signIn();
    for (const planned of plan.advisors) {
      const mine = { ...planned, email: emailIn(planned.email, plan.code) };
      const advisor = new Advisor({ world, call, origin, plan: mine, password });
      this.advisors.push(advisor);
      await advisor.signIn();
    }
  }

  /** @param {number} midnight ms; resolves when everybody has been at the kiosk */
  async live(midnight) {
    const { clock } = this.ground;
    const random = (/** @type {number} */ index) =>
      PAGE_AFTER.low + ((index * 37) % (PAGE_AFTER.high - PAGE_AFTER.low));
    this.world.onIssued = (customer, { codigoReferencia }) =>
      void clock
        .sleep(random(customer.index))
        .then(() => this.call('GET', `/api/tickets/${codigoReferencia}`, { label: '/api/tickets/{codigo}' }));
    void this.supervisor.watch();
    void this.#look();
    const lunches = this.advisors.map((advisor) => advisor.lunch(midnight));
    /** @type {Promise<void>[]} */
    const atKiosk = [];
    for (const customer of this.plan.customers) {
      await clock.sleepUntil(midnight + customer.at * 1000);
      const kiosk = this.kiosks[customer.kiosk];
      if (kiosk) atKiosk.push(kiosk.serve(customer));
    }
    await Promise.all([...atKiosk, ...lunches]);
  }

  /** The supervisor has the dashboard open, and consoles that were asleep read their desk. Until the branch closes. */
  async #look() {
    const label = '/api/admin/dashboard';
    for (let turn = 0; !this.#closed; turn++) {
      await pause(DASHBOARD_EVERY_MS);
      void this.supervisor.person.ask('GET', `${label}${this.supervisor.query}`, { label });
      const advisor = this.advisors[(turn / DESK_EVERY) % this.advisors.length];
      void advisor?.person.ask('GET', '/api/advisor/desk');
    }
  }

  get open() {
    return this.world.counts().open;
  }

  /** What the server says of the day, and every ticket of it. */
  async close() {
    this.#closed = true;
    await this.supervisor.close();
  }

  disconnect() {
    this.#closed = true;
    for (const { socket } of [...this.kiosks, ...this.displays, ...this.advisors]) socket?.close();
  }
}
