// @ts-check
// What a day of a branch is in small, for a measurement: numbers are given, looked at, and called, all of them, so that every
// round begins with the same branches. Over HTTP, by a bare pg client that sends the same statements, and as one PL/pgSQL call.
import pg from 'pg';

import { makeBranches } from './branches.mjs';
import { drive } from './figures.mjs';
import { openConnections, requestOf } from './http.mjs';
import { callNextReplay, calledOf, issueReplay, moduleOf, newTicketOf, readReplay, transactionOf } from './replay.mjs';
import { openWorld } from './world.mjs';

export const ADVISORS = 5;
const PHONE = '+56987654321';
/** Whose chat is linked. */
const LINKED = '+56912345678';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./branches.mjs').BenchBranch} BenchBranch */
/** @typedef {import('./figures.mjs').Half} Half */
/** @typedef {import('./replay.mjs').Replay} Replay */
/** @typedef {{ issue: Replay, callNext: Replay, read: Replay, position: Replay }} Replays */
/** @typedef {{ issue: Half, callNext: Half | null }} OneCallRound */
/** @typedef {{ issue: Half, read: Half, position: Half, callNext: Half }} Round */

let person = 10_000_000;
/** Of tickets that only the floor makes: beyond the sequence. */
let ids = 990_000_000_000;

/** One of four has no phone, one has a chat that is linked. */
function issueBody() {
  person += 1;
  const telefono = person % 4 === 0 ? undefined : person % 4 === 1 ? LINKED : PHONE;
  return { nationalId: `${person}-K`, queueType: 'CAJA', ...(telefono && { telefono }) };
}
/** @param {BenchBranch} branch */
const issueRequest = (branch) => requestOf('POST', '/api/tickets', { token: branch.kiosk, body: issueBody() });
/** @param {BenchBranch} branch @param {number} desk */
const callRequest = (branch, desk) =>
  requestOf('POST', '/api/advisor/call-next', {
    token: branch.advisors[desk]?.token,
    body: { finish: 'COMPLETADO' },
  });

/** @param {import('./http.mjs').Connection | undefined} connection @param {string} request */
async function good(connection, request) {
  const answer = await connection?.send(request);
  if (answer && answer.status >= 200 && answer.status < 300 && answer.status !== 204) return answer;
  throw new Error(`not a good answer: ${answer?.status} ${answer?.body}`);
}

const COUNTS = `select (select count(*)::int from ticket) as tickets,
  (select count(*)::int from audit_log where event_type = 'TICKET_CREADO') as created,
  (select count(*)::int from audit_log where event_type = 'TICKET_ASIGNADO') as assigned,
  (select count(*)::int from ticket where assigned_at is not null) as called`;

/** One number of branches and of connections. */
export class Setting {
  /**
   * @param {World} world
   * @param {BenchBranch[]} branches
   * @param {number} lines
   * @param {number} calls
   * @param {Replays} replays
   */
  constructor(world, branches, lines, calls, replays) {
    this.world = world;
    this.branches = branches;
    this.lines = lines;
    /** As many for every branch. */
    this.calls = Math.ceil(calls / branches.length) * branches.length;
    this.replays = replays;
    this.clients = Array.from({ length: lines }, () => {
      const options = { connectionString: world.databaseUrl, options: '-c role=ticketero_app', pipeline: true };
      const client = new pg.Client(options);
      return client.on('error', () => {});
    });
  }

  /** @param {number} call */
  branchOf(call) {
    return /** @type {BenchBranch} */ (this.branches[call % this.branches.length]);
  }

  /** @param {number} call */
  deskOf(call) {
    return Math.floor(call / this.branches.length) % ADVISORS;
  }

  waiting() {
    return this.world.pool
      .query(
        `select codigo_referencia as reference, numero, branch_id::int as branch from ticket
         where status in ('EN_ESPERA', 'PROXIMO') and branch_id = any($1::bigint[]) order by id`,
        [this.branches.map(({ id }) => id)],
      )
      .then(({ rows }) => rows);
  }

  /** @returns {Promise<Round>} */
  async ours() {
    const connections = await openConnections(this.world.port, this.lines);
    const before = await this.counts();
    const requests = Array.from({ length: this.calls }, (_, call) => issueRequest(this.branchOf(call)));
    const work = (/** @type {string[]} */ all) =>
      drive(this.lines, this.calls, (call, line) => good(connections[line], /** @type {string} */ (all[call])));
    const issue = await work(requests);
    const tickets = await this.waiting();
    const kiosks = new Map(this.branches.map(({ id, kiosk }) => [id, kiosk]));
    const read = await work(tickets.map(({ reference }) => requestOf('GET', `/api/tickets/${reference}`)));
    const position = await work(
      tickets.map(({ numero, branch }) =>
        requestOf('GET', `/api/tickets/${numero}/position`, { token: kiosks.get(branch) }),
      ),
    );
    const callNext = await work(requests.map((_, call) => callRequest(this.branchOf(call), this.deskOf(call))));
    for (const connection of connections) connection.close();
    await this.checkCounts(before);
    return { issue, read, position, callNext };
  }

  /** Over HTTP, so that the next round begins as this one did. */
  async callAll() {
    const [connection] = await openConnections(this.world.port, 1);
    for (let call = 0; call < this.calls; call++) {
      await good(connection, callRequest(this.branchOf(call), this.deskOf(call)));
    }
    connection?.close();
  }

  /** The same by a bare client. @returns {Promise<Round>} */
  async floor() {
    const before = await this.counts();
    const client = (/** @type {number} */ line) => /** @type {pg.Client} */ (this.clients[line]);
    const drives = (/** @type {(call: number, client: pg.Client) => Promise<unknown>} */ work) =>
      drive(this.lines, this.calls, (call, line) => work(call, client(line)));
    const of = (/** @type {number} */ call) => {
      const { id, code } = this.branchOf(call);
      return { branchId: id, branchCode: `"${code}"` };
    };
    const { issue, callNext, read, position } = this.replays;
    const issued = await drives((call, on) => issue.run(on, newTicketOf, of(call)));
    const tickets = await this.waiting();
    const looks = (/** @type {Replay} */ replay) =>
      drives((call, on) => {
        const { reference, numero, branch } = tickets[call];
        return replay.run(on, () => ({}), { branchId: branch, reference, numero });
      });
    const readBy = await looks(read);
    const positioned = await looks(position);
    const called = await drives((call, on) => {
      const desk = this.deskOf(call);
      const advisorId = this.branchOf(call).advisors[desk]?.id ?? 0;
      return callNext.run(on, (row) => calledOf(row, advisorId), { ...of(call), advisorId, module: moduleOf(desk) });
    });
    await this.checkCounts(before);
    return { issue: issued, read: readBy, position: positioned, callNext: called };
  }

  async counts() {
    const { rows } = await this.world.pool.query(COUNTS);
    return /** @type {Record<'tickets' | 'created' | 'assigned' | 'called', number>} */ (rows[0]);
  }

  /** Every answer is a ticket and an event, or the figure does not count. @param {Record<string, number>} before */
  async checkCounts(before) {
    const after = await this.counts();
    for (const [what, count] of Object.entries(after)) {
      const more = count - (before[what] ?? 0);
      if (more !== this.calls) throw new Error(`${this.calls} answers and ${more} ${what}: the figure does not count`);
    }
    if ((await this.waiting()).length > 0) throw new Error('somebody was not called: the figure does not count');
  }

  /**
   * Connections that have parsed their statements, code that is compiled: neither is what a day is like. Afterwards a round
   * of ours and one of the floor take about so many seconds together, whatever else the machine does.
   * @param {number} seconds
   */
  async warmUp(seconds) {
    const begin = performance.now();
    await this.ours();
    await this.floor();
    const each = (performance.now() - begin) / 1000 / this.calls;
    const rounds = Math.round(seconds / each / this.branches.length);
    this.calls = Math.min(this.calls * 4, Math.max(1, rounds) * this.branches.length);
  }

  /**
   * The writes alone, each command as one call; the calls only where no advisor would have two at once.
   * @returns {Promise<OneCallRound>}
   */
  async oneCall() {
    const before = await this.counts();
    const { rows: counters } = await this.world.pool.query(
      "select branch_id::int as branch, last_number as last from ticket_counter where queue_type = 'CAJA'",
    );
    const last = new Map(counters.map(({ branch, last: number }) => [branch, number]));
    const { issue, callNext } = this.replays;
    const issued = await drive(this.lines, this.calls, (call, line) => {
      const { id, code } = this.branchOf(call);
      const number = last.get(id) + 1;
      last.set(id, number);
      const made = newTicketOf({ next_id: (ids += 1), lastNumber: number - 1 });
      return issue.once(this.clients[line], { branchId: id, branchCode: `"${code}"`, ...made });
    });
    for (const [branch, number] of last) {
      await this.world.pool.query(
        "update ticket_counter set last_number = $2 where branch_id = $1 and queue_type = 'CAJA'",
        [branch, number],
      );
    }
    const rounds = this.calls / this.branches.length;
    const pairs = rounds <= ADVISORS ? await this.toCall() : [];
    const called =
      pairs.length === 0
        ? null
        : await drive(this.lines, this.calls, (call, line) => callNext.once(this.clients[line], pairs[call] ?? {}));
    if (called === null) await this.callAll();
    await this.checkCounts(before);
    return { issue: issued, callNext: called };
  }

  /** Whom each call will end and call. */
  async toCall() {
    const { rows } = await this.world.pool.query(
      `select id::float8 as id, codigo_referencia as "codigoReferencia", numero, branch_id::int as branch, status,
         assigned_advisor_id::int as "advisorId", extract(epoch from order_at) as "orderAt"
       from ticket where closed_at is null order by order_at, id`,
    );
    const taken = new Set();
    return Array.from({ length: this.calls }, (_, call) => {
      const { id, code, advisors } = this.branchOf(call);
      const desk = this.deskOf(call);
      const advisorId = advisors[desk]?.id ?? 0;
      const tickets = rows.filter((one) => one.branch === id && !taken.has(one.id));
      const chosen = calledOf({ state: { tickets } }, advisorId);
      taken.add(chosen.calledId);
      return { branchId: id, branchCode: `"${code}"`, advisorId, module: moduleOf(desk), ...chosen };
    });
  }

  begin() {
    return Promise.all(this.clients.map((client) => client.connect()));
  }

  end() {
    return Promise.all(this.clients.map((client) => client.end()));
  }
}

/**
 * Everything that is captured once: the statements of each command.
 * @param {World} world
 * @param {BenchBranch} branch with advisors who are all serving
 */
async function capture(world, branch) {
  const [connection] = await openConnections(world.port, 1);
  const sentFor = async (/** @type {string} */ request) => {
    await good(connection, request); // whoever calls is known, and the connection is
    return request;
  };
  const captured = async (/** @type {string} */ request) => {
    await world.ask('capture');
    const { body } = await good(connection, request);
    return { sent: await world.ask('captured'), body: JSON.parse(body.toString()) };
  };
  await sentFor(issueRequest(branch));
  const body = { ...issueBody(), telefono: LINKED };
  const { sent, body: ticket } = await captured(requestOf('POST', '/api/tickets', { token: branch.kiosk, body }));
  const issued = transactionOf(sent, 'TICKET_CREADO');
  const known = { branchId: branch.id, reference: ticket.codigoReferencia, numero: ticket.numero };
  const read = await captured(requestOf('GET', `/api/tickets/${ticket.codigoReferencia}`));
  const token = branch.kiosk;
  const position = await captured(requestOf('GET', `/api/tickets/${ticket.numero}/position`, { token }));
  await sentFor(callRequest(branch, 0));
  const called = await captured(callRequest(branch, 0));
  connection?.close();
  const calling = transactionOf(called.sent, 'TICKET_ASIGNADO');
  const callNext = callNextReplay(calling, branch, branch.advisors[0]?.id ?? 0);
  const issue = issueReplay(issued, branch);
  await issue.makeOneCall(world.pool, 'bench_issue');
  await callNext.makeOneCall(world.pool, 'bench_call_next');
  return { issue, callNext, read: readReplay(read.sent, known), position: readReplay(position.sent, known) };
}

/** Every desk has somebody: from then on a new number waits. @param {World} world @param {BenchBranch[]} branches */
async function fillDesks(world, branches) {
  const connections = await openConnections(world.port, 8);
  const all = branches.flatMap((branch) => branch.advisors.map(() => branch));
  await drive(8, all.length, (call, line) =>
    good(connections[line], issueRequest(/** @type {BenchBranch} */ (all[call]))),
  );
  for (const connection of connections) connection.close();
}

/** No figure counts otherwise. @param {World} world */
async function assertDurable(world) {
  const settings = await world.ask('settings');
  if (settings?.fsync !== 'on' || settings.synchronous_commit !== 'on') {
    throw new Error(`fsync ${settings?.fsync}, synchronous_commit ${settings?.synchronous_commit}: no figure counts`);
  }
}

/**
 * A world with so many branches, each with a kiosk and advisors who are all serving, and what its commands say to the
 * database.
 * @param {number} count
 */
export async function openBank(count) {
  const world = await openWorld();
  try {
    const branches = await makeBranches(world.pool, count, { advisors: ADVISORS });
    await fillDesks(world, branches);
    const replays = await capture(world, /** @type {BenchBranch} */ (branches[0]));
    await world.pool.query(
      `insert into telegram_link select telefono_hash, '5000001', now() from ticket
       where telefono_hash is not null order by id desc limit 1`,
    );
    await assertDurable(world);
    return { world, branches, replays, stop: world.stop };
  } catch (error) {
    await world.stop();
    throw error;
  }
}
