// @ts-check
// What advisors, kiosks, screens and jobs do all day, with a year of a big branch behind it and with nothing behind it, in
// turns on the same PostgreSQL (R12). BENCH_YEAR: how much of the year (1: 9,000,000 tickets, 27,000,000 messages and
// 36,000,000 events; a tenth where absent); BENCH_YEAR_DIR: a folder that keeps it for the next time.
import { alternate, drive, figureOf, median } from '../lib/figures.mjs';
import { openConnections, requestOf } from '../lib/http.mjs';
import { Inside } from '../lib/inside.mjs';
import { branchOf, openBoth } from '../lib/year-worlds.mjs';

const PART = 'history';
const YEAR = 9_000_000;
const TENTH = 0.1;
const OF_QUICK = 0.001;
const PAIRS = 5;
const CALLS = 30;
const GOAL = 1.15;

/** @typedef {import('../lib/year-worlds.mjs').Side} Side */
/** @typedef {import('../lib/branches.mjs').BenchBranch} BenchBranch */
/** @typedef {import('../lib/figures.mjs').Half} Half */

/** Nobody who was here before: a year that is kept has the people of the last run in it. */
let person = 10_000_000 + (Math.floor(Date.now() / 100) % 80_000_000);
const issueRequest = (/** @type {BenchBranch} */ branch) =>
  requestOf('POST', '/api/tickets', {
    token: branch.kiosk,
    body: { nationalId: `${++person}-K`, queueType: 'CAJA', telefono: '+56987654321' },
  });

/** What is counted in the answers must be there afterwards. Of today alone: the year is not read again each time. */
const COUNTS = `select (select count(*)::int from ticket where branch_id = $1 and business_date >= current_date - 1) as tickets,
  (select coalesce(sum(events), 0)::int from audit_count where branch_id = $1 and event_type = 'TICKET_CREADO') as created`;

/** One side: the same rounds for both. */
class Round {
  /**
   * @param {Side} side
   * @param {{ branch: BenchBranch, connection: import('../lib/http.mjs').Connection, inside: Inside, admin: string }} with_
   * @param {number} calls
   */
  constructor(side, { branch, connection, inside, admin }, calls) {
    this.side = side;
    this.branch = branch;
    this.connection = connection;
    this.inside = inside;
    this.admin = admin;
    this.calls = calls;
  }

  /** @param {Side} side @param {number} calls */
  static async open(side, calls) {
    const branch = await branchOf(side);
    const [connection] = await openConnections(side.world.port, 1);
    if (!connection) throw new Error('no connection');
    const inside = await Inside.open(side.url);
    const credentials = { email: 'admin@banco.com', password: 'ticketero' };
    const { body } = await side.world.call('POST', '/api/auth/login', { body: credentials });
    const round = new Round(side, { branch, connection, inside, admin: body.accessToken }, calls);
    for (let desk = 0; desk < branch.advisors.length; desk++) await round.good(issueRequest(branch));
    return round;
  }

  /** @param {string | undefined} request */
  async good(request) {
    const answer = await this.connection.send(request ?? '');
    if (answer.status < 200 || answer.status > 299 || answer.status === 204) {
      throw new Error(`${this.side.name}: ${answer.status} ${answer.body}`);
    }
    return answer;
  }

  async counts() {
    const { rows } = await this.side.pool.query(COUNTS, [this.branch.id]);
    return /** @type {{ tickets: number, created: number }} */ (rows[0]);
  }

  /** @returns {Promise<Record<string, Half>>} */
  async run() {
    const { branch, calls, inside } = this;
    const before = await this.counts();
    const each = (/** @type {(call: number) => string} */ request) => {
      const requests = Array.from({ length: calls }, (_, call) => request(call));
      return drive(1, calls, (call) => this.good(requests[call]));
    };
    const issue = await each(() => issueRequest(branch));
    const { rows: waiting } = await this.side.pool.query(
      `select codigo_referencia as reference, numero from ticket
       where branch_id = $1 and status in ('EN_ESPERA', 'PROXIMO') order by id`,
      [branch.id],
    );
    const token = branch.kiosk;
    const read = await each((call) => requestOf('GET', `/api/tickets/${waiting[call].reference}`));
    const position = await each((call) => requestOf('GET', `/api/tickets/${waiting[call].numero}/position`, { token }));
    const dashboard = await each(() =>
      requestOf('GET', `/api/admin/dashboard?branchOffice=${branch.code}`, { token: this.admin }),
    );
    const board = await each(() => requestOf('GET', '/api/board', { token: branch.advisors[0]?.token }));
    const recalculation = await drive(1, calls, () => inside.recalculate(branch.id));
    const claim = await drive(1, calls, () => inside.claim());
    const schedules = await drive(1, Math.ceil(calls / 4), () => inside.look());
    const callNext = await each((call) =>
      requestOf('POST', '/api/advisor/call-next', {
        token: branch.advisors[call % branch.advisors.length]?.token,
        body: { finish: 'COMPLETADO' },
      }),
    );
    const after = await this.counts();
    for (const what of /** @type {const} */ (['tickets', 'created'])) {
      if (after[what] - before[what] !== calls)
        throw new Error(`${calls} answers, ${after[what] - before[what]} ${what}`);
    }
    return { issue, callNext, read, position, dashboard, board, recalculation, claim, schedules };
  }

  async close() {
    this.connection.close();
    await this.inside.close();
  }
}

/** @type {Record<string, string>} */
const NAMES = {
  issue: 'issue',
  callNext: 'call-next + complete',
  read: 'read of a ticket',
  position: 'position by number',
  dashboard: 'dashboard',
  board: 'board',
  recalculation: 'recalculation of the branch',
  claim: 'message claim',
  schedules: 'one look of every schedule',
};

/** @param {Side} side */
async function requireSafe(side) {
  const settings = await side.world.ask('settings');
  if (settings?.fsync !== 'on' || settings.synchronous_commit !== 'on')
    throw new Error('fsync is off: no figure counts');
}

/**
 * @param {{ quick: boolean, log: (line: string) => void }} options
 * @returns {Promise<import('../lib/figures.mjs').Figure[]>}
 */
export async function measure({ quick, log }) {
  const share = quick ? OF_QUICK : Number(process.env['BENCH_YEAR'] ?? TENTH);
  const tickets = Math.round(YEAR * share);
  const both = await openBoth({ tickets, kept: process.env['BENCH_YEAR_DIR'], log });
  /** @type {Round[]} */
  const rounds = [];
  try {
    for (const side of [both.year, both.nothing]) rounds.push(await Round.open(side, quick ? 8 : CALLS));
    const [year, nothing] = /** @type {[Round, Round]} */ (rounds);
    for (const round of rounds) for (let i = 0; i < (quick ? 1 : 3); i++) await round.run();
    await requireSafe(both.year);
    const pairs = await alternate(
      quick ? 1 : PAIRS,
      () => year.run(),
      () => nothing.run(),
    );
    const { rows } = await both.year.pool.query('select count(*)::int as there from ticket where branch_id = $1', [
      year.branch.id,
    ]);
    return Object.entries(NAMES).map(([what, name]) => {
      const of = (/** @type {Record<string, Half>} */ half) => median(half[what]?.latencies ?? []);
      const figure = figureOf(
        {
          ...{ part: PART, name: `${name}, a year behind it`, unit: 'ms', note: `${rows[0].there} tickets` },
          ...(what === 'callNext' && { goal: { text: `≤ ${GOAL}`, met: (ratio) => ratio <= GOAL } }),
        },
        pairs.map(({ ours, floor }) => ({ ours: of(ours), floor: of(floor) })),
      );
      log(`${figure.name}: ${figure.ours.toFixed(2)} / ${figure.floor?.toFixed(2)} = ${figure.ratio?.toFixed(2)}`);
      return figure;
    });
  } finally {
    for (const round of rounds) await round.close();
    await both.stop();
  }
}
