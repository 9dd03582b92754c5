// @ts-check
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  brokenRules,
  command,
  eventsBetween,
  eventsUntil,
  segmentNow,
  sizeOfDatabase,
  sizeOfFolder,
  storedTickets,
  untilArchived,
} from './proof.mjs';
import { startServer } from './server.mjs';
import { Work } from './work.mjs';

/** @typedef {import('./server.mjs').Places} Places */
/** @typedef {import('./server.mjs').DrillServer} DrillServer */
/** @typedef {{ name: string, ok: boolean, what: string }} Fact */

/**
 * @typedef {object} DrillResult
 * @property {Fact[]} facts
 * @property {{ backup: number, restore: number, healthy: number, restoreLatest: number, healthyLatest: number }} seconds
 *   healthy: from the destruction until GET /api/health is 200
 * @property {{ lostSeconds: number, lost: number, kept: number, wanted: number }} rpo  wanted: BACKUP_RPO_SECONDS
 * @property {{ cluster: number, base: number, wal: number, segments: number }} bytes
 */

const SECRETS = ['secrets.json', 'audit-signing-key.pem'];
const NUMBERS = 25;
/** Of BACKUP_RPO_SECONDS, after a segment was archived: then it dies. */
const WORST_PART = 0.8;

const DAY_MS = 86_400_000;
/** Of UTC: eleven or twelve in the demo branch, winter and summer. */
const MORNING_MS = 15 * 3_600_000;

/**
 * The last morning of the demo branch: its day does not end in a drill, whatever the hour is, and nothing in it is of a time
 * that has not come yet.
 * @param {number} now ms
 */
export const lastMorning = (now) => now - ((now - MORNING_MS) % DAY_MS);

/** One drill: everything in a folder of its own, which is gone afterwards. */
class Drill {
  #root = mkdtempSync(join(tmpdir(), 'ticketero-drill-'));
  #work = new Work();
  /** @type {DrillServer | null} */
  #server = null;
  /** @type {Fact[]} */
  facts = [];

  /** @param {number} rpoSeconds @param {number} startsAt @param {(line: string) => void} say */
  constructor(rpoSeconds, startsAt, say) {
    const clock = { start: startsAt, since: Date.now() };
    /** @type {Places} */
    this.places = { dataDir: join(this.#root, 'data'), backupDir: join(this.#root, 'backup'), rpoSeconds, clock };
    this.vault = join(this.#root, 'vault');
    this.say = say;
    mkdirSync(this.vault);
  }

  async close() {
    await this.#server?.stop();
    rmSync(this.#root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** @returns {Promise<DrillResult>} */
  async run() {
    const backup = await this.#backupAtWork();
    const { to, expected } = await this.#aSecond();
    const destroyed = await this.#destroyed(async () => {
      await this.#work.until(NUMBERS);
      await untilArchived(this.places, await segmentNow(this.places));
    });
    this.say(`destroyed; back to ${new Date(to).toISOString()}`);
    const first = await this.#restored(['--to', new Date(to).toISOString()], destroyed);
    await this.#proveSecond(to, expected, first.startedAt);

    const { killedAt, archived } = await this.#crash();
    this.say('destroyed again; back to the end of the archived log');
    const second = await this.#restored([], killedAt);
    const rpo = await this.#proveLatest(killedAt, archived);
    await this.#goesOn();
    const [base = ''] = readdirSync(join(this.places.backupDir, 'base'));
    const wal = sizeOfFolder(join(this.places.backupDir, 'wal'));
    return {
      facts: this.facts,
      seconds: {
        backup,
        restore: first.restore,
        healthy: first.healthy,
        restoreLatest: second.restore,
        healthyLatest: second.healthy,
      },
      rpo: { ...rpo, wanted: this.places.rpoSeconds },
      bytes: {
        cluster: sizeOfDatabase(join(this.places.backupDir, 'base', base)),
        base: sizeOfFolder(join(this.places.backupDir, 'base', base)).bytes,
        wal: wal.bytes,
        segments: wal.files,
      },
    };
  }

  /** A base backup while numbers are taken and called. @returns {Promise<number>} seconds */
  async #backupAtWork() {
    this.#server = await startServer(this.places);
    for (const name of SECRETS) copyFileSync(join(this.places.dataDir, name), join(this.vault, name));
    await this.#work.start(this.#server.origin);
    await this.#work.until(NUMBERS);
    const [begun, before] = [Date.now(), this.#work.issued.length];
    await command('backup', [], this.places);
    const during = this.#work.issued.length - before;
    this.#fact('the branch works on while it is backed up', during > 0, `${during} numbers were given meanwhile`);
    this.say(`base backup taken at work, ${during} numbers meanwhile`);
    return (Date.now() - begun) / 1000;
  }

  /**
   * A second in which nothing of ours is under way: all that was acknowledged lies before it, all that comes is later.
   * What the server does by itself goes on: events are counted before and after.
   */
  async #aSecond() {
    await this.#work.until(NUMBERS);
    await this.#work.rest();
    await command('audit-head', ['--out', join(this.vault, 'heads')], this.places);
    const least = await eventsUntil(this.places);
    const to = Math.ceil((Date.now() + 1) / 1000) * 1000;
    while (Date.now() <= to) await new Promise((done) => setTimeout(done, 10));
    const most = await eventsUntil(this.places, to);
    const { issued, called } = this.#work;
    const expected = { issued: [...issued], called: [...called.keys()], least, most };
    this.say(`${issued.length} numbers and ${called.size} calls until ${new Date(to).toISOString()}; works on`);
    await this.#work.start(this.#at().origin);
    return { to, expected };
  }

  /** Works on, and is gone: processes, database and folder. @param {() => Promise<void>} until @returns {Promise<number>} when, ms */
  async #destroyed(until) {
    await until();
    const resting = this.#work.rest();
    await this.#at().kill();
    const killedAt = Date.now();
    await resting;
    this.#server = null;
    rmSync(this.places.dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    return killedAt;
  }

  /** As docs/backup.md says: the keys from where they are kept, the restore, the server. @param {string[]} args @param {number} since */
  async #restored(args, since) {
    mkdirSync(this.places.dataDir);
    for (const name of SECRETS) copyFileSync(join(this.vault, name), join(this.places.dataDir, name));
    const begun = Date.now();
    await command('restore', args, this.places);
    const startedAt = Date.now();
    this.#server = await startServer(this.places);
    return { restore: (startedAt - begun) / 1000, healthy: (Date.now() - since) / 1000, startedAt };
  }

  /**
   * @param {number} to
   * @param {{ issued: import('./work.mjs').Issued[], called: string[], least: number, most: number }} expected
   * @param {number} startedAt
   */
  async #proveSecond(to, { issued, called, least, most }, startedAt) {
    const stored = await storedTickets(this.places);
    const byCode = new Map(stored.map((one) => [one.codigo, one]));
    const missing = issued.filter(({ codigo, numero }) => byCode.get(codigo)?.numero !== numero);
    this.#fact(
      'every number until then is there',
      missing.length === 0,
      `${issued.length} acknowledged, ${missing.length} missing`,
    );
    const later = stored.length - issued.length;
    this.#fact('no later one is', later === 0, `${stored.length} stored`);
    const waiting = called.filter((codigo) => ['EN_ESPERA', 'PROXIMO'].includes(byCode.get(codigo)?.status ?? ''));
    this.#fact(
      'every call until then is there',
      waiting.length === 0,
      `${called.length} acknowledged, ${waiting.length} undone`,
    );
    const events = await eventsUntil(this.places, to);
    const after = await eventsBetween(this.places, to, startedAt);
    const words = `${events} events, between ${least} and ${most} were counted then; ${after} later`;
    this.#fact(
      'every event until then is there, and no later one',
      events >= least && events <= most && after === 0,
      words,
    );
    await this.#chainsHold();
    const heads = readdirSync(join(this.vault, 'heads')).map((name) => join(this.vault, 'heads', name));
    const checked = await command('audit-check', heads, this.places).catch(
      (/** @type {Error} */ error) => error.message,
    );
    this.#fact('the heads that were kept elsewhere agree', !/✗|ended/.test(checked), `${heads.length} signed heads`);
    await this.#nothingBroken();
    const kept = new Set(issued.map(({ codigo }) => codigo));
    this.#work.forgetAllBut(kept);
  }

  /** Works on the restored database until some of it is archived, and more is not. */
  async #crash() {
    await this.#goesOn();
    await this.#work.start(this.#at().origin);
    await this.#work.until(NUMBERS);
    const archived = this.#work.issued.length;
    const killedAt = await this.#destroyed(async () => {
      await untilArchived(this.places, await segmentNow(this.places));
      // The worst moment: shortly before the next segment is archived.
      const worst = Date.now() + WORST_PART * this.places.rpoSeconds * 1000;
      await this.#work.until(NUMBERS);
      while (Date.now() < worst) await this.#work.until(1);
    });
    return { killedAt, archived };
  }

  /** @param {number} killedAt @param {number} archived so many were acknowledged when a segment began that was archived */
  async #proveLatest(killedAt, archived) {
    const stored = new Set((await storedTickets(this.places)).map(({ codigo }) => codigo));
    const numberOf = (/** @type {{ numero: string }} */ { numero }) => Number(numero.slice(1));
    const issued = [...this.#work.issued].sort((a, b) => numberOf(a) - numberOf(b));
    const lost = issued.filter(({ codigo }) => !stored.has(codigo));
    const kept = issued.filter(({ codigo }) => stored.has(codigo));
    const first = lost[0];
    const isEnd = first === undefined || kept.every((one) => numberOf(one) < numberOf(first));
    this.#fact('what is lost is the end, without a hole', isEnd, `${kept.length} kept, the last ${lost.length} lost`);
    const early = this.#work.issued.slice(0, archived).filter(({ codigo }) => !stored.has(codigo));
    this.#fact('nothing that was archived is lost', early.length === 0, `${archived} were acknowledged before`);
    await this.#chainsHold();
    await this.#nothingBroken();
    this.#work.forgetAllBut(stored);
    const lastKept = Math.max(...kept.map(({ at }) => at));
    return { lost: lost.length, kept: kept.length, lostSeconds: first ? (killedAt - lastKept) / 1000 : 0 };
  }

  /** The next number follows the last, at the kiosk that was paired before, and ids can be read. */
  async #goesOn() {
    const { issued } = this.#work;
    const last = Math.max(...(await storedTickets(this.places)).map(({ numero }) => Number(numero.slice(1))));
    this.#work.at(this.#at().origin);
    const next = await this.#work.issue();
    this.#fact('the next number follows', Number(next.numero.slice(1)) === last + 1, `${next.numero} after ${last}`);
    const before = issued[0];
    const found = before && (await this.#work.numberOf(before.nationalId));
    this.#fact(
      'who came before is known by their id',
      before !== undefined && found === before.numero,
      `${found ?? 'nobody'}`,
    );
  }

  async #chainsHold() {
    const output = await command('audit-verify', [], this.places).catch((/** @type {Error} */ error) => error.message);
    const lines = output.split('\n').filter((line) => /✓|✗/.test(line));
    const events = lines.reduce((sum, line) => sum + Number(/(\d+) events/.exec(line)?.[1] ?? 0), 0);
    const whole = lines.length > 0 && lines.every((line) => line.includes('✓'));
    this.#fact('the audit chains are whole', whole, `${lines.length} chains, ${events} events`);
  }

  async #nothingBroken() {
    const broken = await brokenRules(this.places);
    this.#fact('no rule is broken', broken.length === 0, broken[0] ?? 'every invariant');
  }

  #at() {
    if (!this.#server) throw new Error('there is no server');
    return this.#server;
  }

  /** @param {string} name @param {boolean} ok @param {string} what */
  #fact(name, ok, what) {
    this.facts.push({ name, ok, what });
    this.say(`${ok ? '✓' : '✗'} ${name} (${what})`);
  }
}

/**
 * Takes a base backup of a branch at work, destroys it, restores it to a second, destroys that and restores what its archive
 * holds; proves each.
 * @param {{ rpoSeconds: number, say: (line: string) => void, startsAt?: number }} options startsAt: what the branch's clock shows
 *   at first, ms
 */
export async function drill({ rpoSeconds, say, startsAt = lastMorning(Date.now()) }) {
  const one = new Drill(rpoSeconds, startsAt, say);
  try {
    return await one.run();
  } finally {
    await one.close();
  }
}
