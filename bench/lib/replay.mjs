// @ts-check
// The floor of a command: the very statements that the server sent for one of them (see hook.cjs), sent by a bare pg
// client, named and prepared, in the same transaction, for other tickets. Nothing is decided, sealed or presented.
import { randomBytes, randomUUID } from 'node:crypto';

/** @typedef {import('./world.mjs').SentStatement} SentStatement */
/** @typedef {import('./branches.mjs').BenchBranch} BenchBranch */
/** @typedef {Record<string, string | number>} Subject placeholder → what stands for it this time */

const IS_SAVE = /\$6::jsonb/;
/** Who calls is remembered for seconds: it is not part of the command. */
const SIGN_IN = /^principal-/;
const mark = (/** @type {string} */ name) => `§${name}§`;

/**
 * A text with holes.
 * @param {string} text
 * @param {Record<string, string | number>} known placeholder → what stands in the text
 */
function holesOf(text, known) {
  let marked = text;
  for (const [name, value] of Object.entries(known)) marked = marked.replaceAll(String(value), mark(name));
  const parts = marked.split('§');
  return (/** @type {Subject} */ subject) =>
    parts.map((part, place) => (place % 2 === 1 ? String(subject[part]) : part)).join('');
}

/**
 * @param {unknown} value
 * @param {Record<string, string | number>} known
 * @returns {(subject: Subject) => unknown}
 */
function valueOf(value, known) {
  if (value instanceof Date) return () => new Date();
  const name = Object.keys(known).find((one) => known[one] === value);
  if (name) return (subject) => subject[name];
  if (typeof value === 'string') return holesOf(value, known);
  return () => value;
}

/** One command as it was sent, for any subject. */
export class Replay {
  /**
   * @param {SentStatement[]} sent
   * @param {Record<string, string | number>} known placeholder → what stood for it when it was captured
   */
  constructor(sent, known) {
    /** Round trips: what travelled together. @type {{ flight: number, queries: { query: { text: string, name?: string }, values: ((subject: Subject) => unknown)[] | undefined }[] }[]} */
    this.flights = [];
    for (const { flight, name, text, values } of sent) {
      if (SIGN_IN.test(name ?? '')) continue;
      const query = {
        query: { text, ...(name === undefined ? {} : { name }) },
        values: values?.map((value) => valueOf(value, known)),
      };
      const last = this.flights.at(-1);
      if (last?.flight === flight) last.queries.push(query);
      else this.flights.push({ flight, queries: [query] });
    }
  }

  /**
   * @param {import('pg').Client} client in pipeline mode
   * @param {(row: any) => Subject} subjectOf what is decided, from the row that was loaded
   * @param {Subject} known before that
   */
  async run(client, subjectOf, known) {
    let subject = known;
    for (const { queries } of this.flights) {
      const { stream } = /** @type {{ connection: { stream: import('node:net').Socket } }} */ (
        /** @type {any} */ (client)
      ).connection;
      stream.cork();
      const answers = queries.map(({ query, values }) =>
        client.query({ ...query, ...(values && { values: values.map((make) => make(subject)) }) }),
      );
      stream.uncork();
      for (const { rows } of await Promise.all(answers)) {
        if (rows?.[0]?.state) subject = { ...known, ...subjectOf(rows[0]) };
      }
    }
  }

  get save() {
    const save = this.flights.flatMap(({ queries }) => queries).find(({ query }) => IS_SAVE.test(query.text));
    if (!save) throw new Error('nothing is saved');
    return save;
  }

  /**
   * The same writes as one call: the branch's lock and what the command saves, in PL/pgSQL.
   * @param {import('pg').Pool} pool of a superuser
   * @param {string} name
   */
  async makeOneCall(pool, name) {
    this.call = { name, text: `select * from ${name}($1, $2, $3, $4, $5, $6)` };
    await pool.query(`create function ${name}(bigint, timestamptz, text, text, text, text)
      returns table (o1 bigint, o2 json, o3 json) language plpgsql as $bench$
      #variable_conflict use_column
      begin
        perform id from branch where id = $1 for no key update;
        return query ${this.save.query.text};
      end $bench$`);
  }

  /**
   * @param {import('pg').Client | undefined} client
   * @param {Subject} subject
   */
  async once(client, subject) {
    if (!this.call || !client) throw new Error('there is no such call');
    await client.query({ ...this.call, values: this.save.values?.map((make) => make(subject)) });
  }
}

/**
 * The transaction among everything that was sent meanwhile whose save says this.
 * @param {SentStatement[]} sent
 * @param {string} event
 */
export function transactionOf(sent, event) {
  const isIt = (/** @type {SentStatement} */ { text, values }) =>
    IS_SAVE.test(text) && String(values?.[5]).includes(event);
  const save = sent.findIndex(isIt);
  const own = sent.filter(({ client }) => client === sent[save]?.client);
  const place = own.indexOf(/** @type {SentStatement} */ (sent[save]));
  const begin = own.findLastIndex(({ text }, i) => i < place && text === 'begin');
  const commit = own.findIndex(({ text }, i) => i > place && text === 'commit');
  if (begin < 0 || commit < 0) throw new Error(`no transaction was seen that says ${event}`);
  return own.slice(begin, commit + 1);
}

/** What the issue that was captured had of its own. @param {any} ticket the newTickets row of its payload */
const OF_ISSUE = (ticket) => ({
  ticketId: ticket.id,
  reference: ticket.codigoReferencia,
  numero: `"${ticket.numero}"`,
  personHash: ticket.nationalIdHash,
});

/** @param {SentStatement[]} sent */
const payloadOf = (sent) => JSON.parse(String(sent.find(({ text }) => IS_SAVE.test(text))?.values?.[5]));

/**
 * @param {SentStatement[]} sent
 * @param {BenchBranch} branch
 */
export function issueReplay(sent, branch) {
  const { newTickets, counters } = payloadOf(sent);
  const known = {
    ...OF_ISSUE(newTickets[0]),
    branchId: branch.id,
    branchCode: `"${branch.code}"`,
    lastNumber: `"lastNumber":${counters[0].lastNumber}`,
  };
  return new Replay(sent, known);
}

/**
 * Of everything that was sent meanwhile what is about this ticket or its branch.
 * @param {SentStatement[]} sent
 * @param {Record<string, string | number>} known placeholder → what stood for it
 */
export function readReplay(sent, known) {
  const about = new Set(Object.values(known));
  return new Replay(
    sent.filter(({ values }) => values?.some((value) => about.has(/** @type {string} */ (value)))),
    known,
  );
}

/** As the server numbers. @param {number} count */
const numberOf = (count) => `C${String(count).padStart(2, '0')}`;

/** @param {any} state */
const lastOf = ({ queues }) => queues.find((/** @type {any} */ queue) => queue.queueType === 'CAJA').lastNumber;

/** What an issue decides from the loaded row. @param {any} row */
export function newTicketOf({ state, next_id: ticketId, lastNumber = lastOf(state) }) {
  return {
    ticketId,
    reference: randomUUID(),
    numero: `"${numberOf(lastNumber + 1)}"`,
    personHash: randomBytes(32).toString('hex'),
    lastNumber: `"lastNumber":${lastNumber + 1}`,
  };
}

/** Where the advisor of this desk sits, in a payload. @param {number} desk from 0 */
export const moduleOf = (desk) => `"moduleNumber":${desk + 1}`;

/** @param {any} ended @param {any} called what a call-next says of the two */
const namesOf = (ended, called) => ({
  endedId: ended.id,
  endedReference: ended.codigoReferencia,
  endedNumber: `"${ended.numero}"`,
  calledId: called.id,
  calledReference: called.codigoReferencia,
  calledNumber: `"${called.numero}"`,
});

/**
 * @param {SentStatement[]} sent
 * @param {BenchBranch} branch
 * @param {number} advisorId of the branch's first desk
 */
export function callNextReplay(sent, branch, advisorId) {
  const { tickets } = payloadOf(sent);
  const ended = tickets.find((/** @type {any} */ one) => one.status === 'COMPLETADO');
  const called = tickets.find((/** @type {any} */ one) => one.status === 'ATENDIENDO');
  const known = {
    ...namesOf(ended, called),
    branchId: branch.id,
    branchCode: `"${branch.code}"`,
    advisorId,
    module: moduleOf(0),
  };
  return new Replay(sent, known);
}

/** Who waits comes in columns. @param {any} [columns] */
const uncalledIn = (columns) =>
  (columns?.id ?? []).map((/** @type {number} */ id, /** @type {number} */ i) => ({
    id,
    codigoReferencia: columns.codigoReferencia[i],
    numero: columns.numero[i],
    orderAt: columns.orderAt[i],
  }));

/**
 * What a call-next decides from the loaded row.
 * @param {any} row
 * @param {number} advisorId
 */
export function calledOf({ state }, advisorId) {
  const ended = state.tickets.find((/** @type {any} */ one) => one.advisorId === advisorId);
  const [called] = [...state.tickets, ...uncalledIn(state.waiting)]
    .filter((/** @type {any} */ one) => one.status !== 'ATENDIENDO')
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.orderAt - b.orderAt || a.id - b.id);
  return namesOf(ended, called);
}
