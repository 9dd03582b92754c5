// @ts-check
// The state of the call centre at each queued arrival, put together from its calls, and what each estimator says then.
import { callEvents } from './calls.mjs';
import { core, MINUTE, SECOND, testing } from './core.mjs';

/** @typedef {import('./calls.mjs').QueuedCall} QueuedCall */
/** @typedef {import('@ticketero/core/testing').Compared} Compared */
/** @typedef {{ id: number, skills: string[], call: QueuedCall | null, since: number, passes: boolean }} Server */

/** Days from which to learn; the others are compared, and learned from as they pass. */
export const LEARNING_DAYS = 14;
/** The calls that one pool of agents serves, as in the figures that the data came with. */
export const COMPARED_TYPES = ['PS', 'NW', 'TT'];
/** A caller of priority 1 or 2 is placed as if they had come this much earlier for each step. */
const CREDIT = 90 * SECOND;
/** An agent who has not taken a waiting call this long after the last one is away. */
const CLOSING = 30 * SECOND;
/** Share of an agent's calls from which on they serve that type. */
const SKILL_SHARE = 0.02;
const DAY = 86_400 * SECOND;

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

export class CallCentre {
  /** @type {import('@ticketero/core').ForecastInput['queues'] & Map<string, import('@ticketero/core').Queue>} */
  #queues = new Map();
  /** @type {Map<string, string[]>} */
  #skills = new Map();
  /** @type {Map<string, import('@ticketero/core').QueueLearned>} */
  #learned = new Map();
  /** @type {Map<number, import('@ticketero/core').AdvisorLearned>} */
  #paces = new Map();
  /** @type {import('@ticketero/core').BranchLearned | null} */
  #branch = null;
  /** @type {Map<number, QueuedCall>} */
  #waiting = new Map();
  /** @type {Map<string, Server>} the agents of the day */
  #servers = new Map();
  /** @type {Map<string, number>} */
  #ids = new Map();
  #simple = new testing.SimpleEstimators();
  #averageMs = 0;
  #day = -1;
  /** @type {Map<number, { said: Compared['said'], told: import('@ticketero/core').Forecast }>} */
  #promises = new Map();

  /** @param {readonly QueuedCall[]} calls */
  constructor(calls) {
    const before = calls.filter(({ day, calledAt }) => day < LEARNING_DAYS && calledAt !== null);
    const lengths = (/** @type {readonly QueuedCall[]} */ some) =>
      mean(some.map((call) => call.endedAt - (call.calledAt ?? 0)).filter((ms) => ms > 0));
    for (const type of new Set(calls.map((call) => call.type))) {
      const averageTimeMinutes = lengths(before.filter((call) => call.type === type)) / MINUTE;
      this.#queues.set(type, testing.aQueue(type, { averageTimeMinutes, priority: 1 }));
    }
    this.#averageMs = lengths(before.filter(({ type }) => COMPARED_TYPES.includes(type)));
    for (const server of new Set(before.map((call) => call.server))) {
      if (server === null) continue;
      const own = before.filter((call) => call.server === server);
      const skills = [...this.#queues.keys()].filter(
        (type) => own.filter((call) => call.type === type).length >= SKILL_SHARE * own.length,
      );
      this.#skills.set(server, skills);
    }
  }

  /**
   * Passes through all calls; answers those that waited, were served and come after the learning days.
   * @param {readonly QueuedCall[]} calls
   * @returns {Compared[]}
   */
  run(calls) {
    /** @type {Compared[]} */
    const compared = [];
    for (const { at, what, call } of callEvents(calls)) {
      if (call.day > this.#day) {
        this.#day = call.day;
        this.#servers.clear();
        this.#simple.newDay();
      }
      if (what === 'arrived') this.#arrived(call, at);
      else if (what === 'left') this.#left(call, at);
      else if (what === 'ended') this.#ended(call, at);
      else compared.push(...this.#called(call, at));
    }
    return compared;
  }

  /** @param {string} type */
  #of(type) {
    return this.#learned.get(type) ?? null;
  }

  /** @param {QueuedCall} call @param {number} now */
  #arrived(call, now) {
    const arrival = { businessDate: String(call.day), sinceMidnightMs: now - call.day * DAY };
    this.#learned.set(call.type, core.learnArrival(this.#of(call.type), arrival));
    this.#waiting.set(call.id, call);
    for (const server of this.#servers.values()) {
      if (!server.call && now - server.since > CLOSING) server.passes = true;
    }
    if (call.calledAt === null) return;
    const input = this.#input(call, now);
    const told = core.forecast(input).get(call.id);
    const bare = core.forecast({ ...input, learned: core.NOTHING_LEARNED }).get(call.id);
    if (told && bare) this.#promises.set(call.id, { told, said: this.#say(call, input, told, bare) });
  }

  /**
   * @param {QueuedCall} call
   * @param {number} now
   * @returns {import('@ticketero/core').ForecastInput}
   */
  #input(call, now) {
    const servers = [...this.#servers.values()];
    return {
      now,
      sinceMidnightMs: now - call.day * DAY,
      waiting: [...this.#waiting.values()].map((one) => ({
        ...{ id: one.id, queueType: one.type, reservedAdvisorId: null },
        ...{ orderAt: one.arrivedAt - CREDIT * one.priority, createdAt: one.arrivedAt },
      })),
      serving: servers.flatMap((server) =>
        server.call
          ? [{ queueType: server.call.type, advisorId: server.id, assignedAt: server.since, startedAt: server.since }]
          : [],
      ),
      advisors: servers.map((server) => {
        const away = !server.call && now - server.since > CLOSING;
        return {
          ...{ id: server.id, status: away ? 'OFFLINE' : 'BUSY', statusReason: away ? 'pausa' : null },
          ...{ statusSince: server.since, offlineAfterCurrent: false, queueTypes: server.skills },
          ...{ workloadMinutes: 0, lastAssignedAt: server.since },
        };
      }),
      rules: { policy: 'fifo', guardRatio: 1, queues: this.#queues },
      assignmentMode: 'onCall',
      queues: this.#queues,
      learned: { queues: this.#learned, advisors: this.#paces, branch: this.#branch },
    };
  }

  /**
   * @param {QueuedCall} call
   * @param {import('@ticketero/core').ForecastInput} input
   * @param {import('@ticketero/core').Forecast} told
   * @param {import('@ticketero/core').Forecast} bare
   * @returns {Compared['said']}
   */
  #say(call, input, told, bare) {
    const line = [...this.#waiting.values()].filter(({ type }) => COMPARED_TYPES.includes(type));
    const placeOf = (/** @type {QueuedCall} */ one) => one.arrivedAt - CREDIT * one.priority;
    const glance = {
      position: line.filter((one) => placeOf(one) <= placeOf(call)).length,
      averageMs: this.#averageMs,
      advisors: input.advisors.filter((one) => one.status !== 'OFFLINE' && one.queueTypes.includes(call.type)).length,
      headWaitedMs: input.now - Math.min(...line.map(({ arrivedAt }) => arrivedAt), input.now),
    };
    const { raw } = told;
    const corrected = raw && core.correct(raw, this.#of(call.type)?.calibration ?? null);
    const [low, high] = [told.low * MINUTE, told.high * MINUTE];
    return {
      ...this.#simple.say(glance),
      [testing.REPLAY_UNLEARNED]: testing.saidRaw(bare),
      [testing.REPLAY]: testing.saidRaw(told),
      [testing.REPLAY_CORRECTED]: { ms: corrected?.waitMs ?? told.minutes * MINUTE, lowMs: low, highMs: high },
      [WHOLE_MINUTES]: { ms: told.minutes * MINUTE, lowMs: low, highMs: high },
    };
  }

  /** @param {QueuedCall} call @param {number} now */
  #left(call, now) {
    this.#waiting.delete(call.id);
    this.#learned.set(call.type, core.learnLeave(this.#of(call.type), now - call.arrivedAt));
  }

  /**
   * @param {QueuedCall} call
   * @param {number} now
   * @returns {Compared[]}
   */
  #called(call, now) {
    this.#waiting.delete(call.id);
    if (call.server !== null) this.#take(call, call.server, now);
    const promised = this.#promises.get(call.id);
    if (!promised) return [];
    this.#promises.delete(call.id);
    const actualMs = now - call.arrivedAt;
    const { told, said } = promised;
    if (told.raw) {
      this.#learned.set(call.type, core.learnPromise(this.#of(call.type), { ...told, raw: told.raw }, actualMs));
    }
    if (!COMPARED_TYPES.includes(call.type)) return [];
    this.#simple.called(actualMs);
    return call.day < LEARNING_DAYS ? [] : [{ queueType: call.type, actualMs, said }];
  }

  /** @param {QueuedCall} call @param {string} name @param {number} now */
  #take(call, name, now) {
    const server = this.#servers.get(name);
    const id = this.#ids.get(name) ?? this.#ids.size + 1;
    this.#ids.set(name, id);
    if (server && !server.call) {
      const was = server.passes ? 'OFFLINE' : call.queued && now - server.since <= CLOSING ? 'BUSY' : 'AVAILABLE';
      const reason = server.passes ? 'pausa' : null;
      this.#branch = core.learnDuty(
        this.#branch,
        { status: was, statusReason: reason, statusSince: server.since, serving: false },
        { status: 'BUSY', statusReason: null, statusSince: now, serving: true },
      );
    }
    const skills = this.#skills.get(name) ?? COMPARED_TYPES;
    this.#servers.set(name, { id, skills, call, since: now, passes: false });
  }

  /** @param {QueuedCall} call @param {number} now */
  #ended(call, now) {
    const server = call.server === null ? undefined : this.#servers.get(call.server);
    if (!server || server.call !== call) return;
    const averageTimeMinutes = this.#queues.get(call.type)?.averageTimeMinutes ?? 0;
    const ended = { averageTimeMinutes, takenMs: now - server.since, outcome: /** @type {const} */ ('served') };
    const learned = core.learnService(this.#of(call.type), this.#paces.get(server.id) ?? null, ended);
    this.#learned.set(call.type, learned.queue);
    this.#paces.set(server.id, learned.advisor);
    this.#branch = core.learnDuty(
      this.#branch,
      { status: 'BUSY', statusReason: null, statusSince: server.since, serving: true },
      { status: 'AVAILABLE', statusReason: null, statusSince: now, serving: false },
    );
    Object.assign(server, { call: null, since: now, passes: false });
  }
}

/** What a customer would be told: waits of a minute and a half are not what whole minutes are for. */
export const WHOLE_MINUTES = 'the same in whole minutes';
