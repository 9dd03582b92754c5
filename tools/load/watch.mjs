// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * What was used between two looks. Shares of one core; memory in MB; the server's event loop in ms: how late it was, p99
 * and worst, and the same of this driver.
 * @typedef {object} Usage
 * @property {number} at seconds since the watch began
 * @property {number | null} serverCpu
 * @property {number | null} serverMb
 * @property {number | null} postgresCpu null where there is no /proc
 * @property {number | null} postgresMb
 * @property {number} driverCpu
 * @property {number | null} loopP99
 * @property {number | null} loopMax
 * @property {number} driverLoopP99
 * @property {number | null} healthMs how long /metrics took to answer: what never waits in any line
 */

const EVERY_MS = 2_000;
const CLOCK_TICKS = 100;
const MB = 1024 * 1024;
const NS_IN_MS = 1e6;

/** @param {number} parent @returns {number[]} a process and its children */
function familyOf(parent) {
  /** @type {number[]} */
  const family = [];
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const fields = statOf(Number(entry));
    if (fields && (Number(entry) === parent || Number(fields[1]) === parent)) family.push(Number(entry));
  }
  return family;
}

/** @param {number} pid @returns {string[] | null} the fields of its stat after the name: state, parent, … */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** @param {number} pid @returns {number} bytes, what is shared counted by halves, thirds … */
function memoryOf(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** @param {string} text of /metrics @param {string} name @returns {number | null} */
function metric(text, name) {
  const value = new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1];
  return value === undefined ? null : Number(value);
}

/** Looks at the machine every two seconds: what the server, its PostgreSQL and this driver use. */
export class Watch {
  usage = /** @type {Usage[]} */ ([]);
  #began = performance.now();
  #loop = monitorEventLoopDelay({ resolution: 10 });
  #ticks = /** @type {Map<number, number>} */ (new Map());
  #last = { at: performance.now(), server: /** @type {number | null} */ (null), driver: process.cpuUsage() };
  /** @type {NodeJS.Timeout} */
  #timer;

  /** @param {string} origin @param {number | null} postmaster */
  constructor(origin, postmaster) {
    this.origin = origin;
    this.postmaster = process.platform === 'linux' ? postmaster : null;
    this.#loop.enable();
    this.#timer = setInterval(() => void this.look(), EVERY_MS);
    void this.look();
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  async look() {
    const asked = performance.now();
    const text = await fetch(`${this.origin}/metrics`, { signal: AbortSignal.timeout(10_000) })
      .then((response) => response.text())
      .catch(() => '');
    const now = performance.now();
    const seconds = (now - this.#last.at) / 1000;
    const server = metric(text, 'process_cpu_seconds_total');
    const driver = process.cpuUsage(this.#last.driver);
    const memory = metric(text, 'process_resident_memory_bytes');
    const late = (/** @type {string} */ which) => {
      const value = metric(text, `nodejs_eventloop_lag_${which}_seconds`);
      return value === null ? null : value * 1000;
    };
    const { cpu, mb } = this.#postgres(seconds);
    const first = this.#last.server === null;
    if (!first) {
      this.usage.push({
        at: this.seconds,
        serverCpu: server === null || this.#last.server === null ? null : (server - this.#last.server) / seconds,
        serverMb: memory === null ? null : memory / MB,
        postgresCpu: cpu,
        postgresMb: mb,
        driverCpu: (driver.user + driver.system) / 1e6 / seconds,
        loopP99: late('p99'),
        loopMax: late('max'),
        driverLoopP99: this.#loop.percentile(99) / NS_IN_MS,
        healthMs: text === '' ? null : now - asked,
      });
    }
    this.#loop.reset();
    this.#last = { at: now, server: server ?? this.#last.server, driver: process.cpuUsage() };
  }

  /** @param {number} seconds since the last look */
  #postgres(seconds) {
    if (this.postmaster === null) return { cpu: null, mb: null };
    let ticks = 0;
    let bytes = 0;
    for (const pid of familyOf(this.postmaster)) {
      const fields = statOf(pid);
      if (!fields) continue;
      const used = Number(fields[11]) + Number(fields[12]);
      ticks += used - (this.#ticks.get(pid) ?? used);
      this.#ticks.set(pid, used);
      bytes += memoryOf(pid);
    }
    return { cpu: ticks / CLOCK_TICKS / seconds, mb: bytes / MB };
  }

  stop() {
    clearInterval(this.#timer);
    this.#loop.disable();
  }
}
