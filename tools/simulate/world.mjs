/** @typedef {import('./plan.mjs').Customer} Customer */
/** @typedef {import('./clock.mjs').VirtualClock} VirtualClock */
/** @typedef {'COMPLETADO' | 'CANCELADO' | 'NO_ATENDIDO'} Ending */

/** @typedef {{ codigoReferencia: string, numero: string, queueType: string }} IssuedTicket */

/** @typedef {{ who: string, what: string, status: number, error: string }} Refusal */

/** @typedef {{ name: string, status: string, currentTicket: string | null, assignedTicketsCount: number, workloadMinutes: number }} LoadView */

/** @typedef {{ name: string, board: Set<string>, announced: Set<string>, recalls: number, connections: number }} DisplayRecord */

/**
 * What happened, seen from outside; the invariants and the tables are computed from this and nothing else.
 * @typedef {object} DayRecord
 * @property {number} arrivals how many customers the plan sent
 * @property {IssuedTicket[]} issued
 * @property {{ statuses: number[], codes: (string | null)[] }[]} doubleTaps
 * @property {{ status: number, error: string, sameTicket: boolean }[]} secondTries
 * @property {{ codigoReferencia: string, advisor: string }[]} assignments as the desks showed them
 * @property {{ codigoReferencia: string, ending: Ending, at: number }[]} endings commands of ours that were accepted
 * @property {number} recalls accepted ones
 * @property {Refusal[]} refusals of commands that should have been accepted
 * @property {{ at: string, advisors: LoadView[] }[]} loadSamples
 * @property {LoadView[]} loadsAtEnd
 * @property {any[]} tickets each issued ticket as the server tells it after the day
 * @property {DisplayRecord[]} displays
 * @property {{ completadosHoy: number, canceladosHoy: number, noAtendidosHoy: number } | null} dashboard
 * @property {import('./http.mjs').HttpSample[]} http
 * @property {{ code: number | null, signal: string | null } | null} server how it ended
 * @property {import('./telegram/record.mjs').TelegramRecord | null} telegram null: nobody used it
 */

/** @returns {DayRecord} */
export function emptyRecord() {
  return {
    arrivals: 0,
    issued: [],
    doubleTaps: [],
    secondTries: [],
    assignments: [],
    endings: [],
    recalls: 0,
    refusals: [],
    loadSamples: [],
    loadsAtEnd: [],
    tickets: [],
    displays: [],
    dashboard: null,
    http: [],
    server: null,
    telegram: null,
  };
}

/** A call can reach the desk before the kiosk has its answer, but not by much. */
const INTRODUCTION_TIMEOUT_MS = 10_000;

/** Who holds which ticket, and what has become of it: what the people in the branch know of each other. */
export class World {
  record = emptyRecord();
  /** Moves on with every event: a day in which it stands still is stuck. */
  events = 0;
  #holders = /** @type {Map<string, Customer>} */ (new Map());
  #expected = /** @type {Map<string, ((customer: Customer) => void)[]>} */ (new Map());
  #called = new Set();
  #ended = /** @type {Map<string, Ending>} */ (new Map());
  #watchers = /** @type {Set<() => void>} */ (new Set());
  /** Called for everybody who got a number. @type {(customer: Customer, ticket: IssuedTicket) => void} */
  onIssued = () => {};

  /** @param {VirtualClock} clock */
  constructor(clock) {
    this.clock = clock;
  }

  /**
   * @param {Customer} customer
   * @param {IssuedTicket} ticket
   */
  issued(customer, { codigoReferencia, numero, queueType }) {
    this.events += 1;
    this.record.issued.push({ codigoReferencia, numero, queueType });
    this.#holders.set(codigoReferencia, customer);
    for (const introduce of this.#expected.get(codigoReferencia) ?? []) introduce(customer);
    this.#expected.delete(codigoReferencia);
    this.onIssued(customer, { codigoReferencia, numero, queueType });
    this.#changed();
  }

  #changed() {
    for (const look of [...this.#watchers]) look();
  }

  /**
   * @param {() => boolean} condition of what this knows
   * @returns {Promise<void>} never, when it never comes true
   */
  until(condition) {
    return new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      look();
    });
  }

  /**
   * @param {string} codigoReferencia
   * @returns {Promise<Customer | null>} null when no kiosk ever gave that ticket to anybody
   */
  holderOf(codigoReferencia) {
    const known = this.#holders.get(codigoReferencia);
    if (known) return Promise.resolve(known);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), INTRODUCTION_TIMEOUT_MS);
      const introduce = (/** @type {Customer} */ customer) => {
        clearTimeout(timer);
        resolve(customer);
      };
      this.#expected.set(codigoReferencia, [...(this.#expected.get(codigoReferencia) ?? []), introduce]);
    });
  }

  /**
   * @param {string} codigoReferencia
   * @param {string} advisor
   */
  called(codigoReferencia, advisor) {
    this.events += 1;
    this.#called.add(codigoReferencia);
    this.record.assignments.push({ codigoReferencia, advisor });
    this.#changed();
  }

  /** @param {string} codigoReferencia */
  wasCalled(codigoReferencia) {
    return this.#called.has(codigoReferencia);
  }

  /** @param {string} codigoReferencia */
  hasEnded(codigoReferencia) {
    return this.#ended.has(codigoReferencia);
  }

  /**
   * @param {string} codigoReferencia
   * @param {Ending} ending
   * @param {number} at when the command was sent
   */
  ended(codigoReferencia, ending, at) {
    this.events += 1;
    this.#ended.set(codigoReferencia, ending);
    this.record.endings.push({ codigoReferencia, ending, at });
    this.#changed();
  }

  /**
   * @param {string} who
   * @param {string} what
   * @param {import('./http.mjs').Answer} answer
   */
  refused(who, what, answer) {
    const error = answer.status === 0 ? 'no answer' : String(answer.body?.error ?? answer.body?.title ?? '');
    this.record.refusals.push({ who, what, status: answer.status, error });
  }

  counts() {
    const of = (/** @type {Ending} */ ending) => [...this.#ended.values()].filter((value) => value === ending).length;
    const issued = this.record.issued.length;
    return {
      issued,
      served: of('COMPLETADO'),
      left: of('CANCELADO'),
      noShow: of('NO_ATENDIDO'),
      open: issued - this.#ended.size,
    };
  }
}
