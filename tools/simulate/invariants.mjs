import { QUEUES } from './demo.mjs';
import { callKey } from './call-key.mjs';
import { checkTelegram } from './telegram/invariants.mjs';

/** @typedef {import('./world.mjs').DayRecord} DayRecord */
/** @typedef {import('./world.mjs').LoadView} LoadView */

/** @typedef {{ name: string, ok: boolean, checked: string, problems: string[] }} Verdict */

const FINAL = ['COMPLETADO', 'CANCELADO', 'NO_ATENDIDO'];
/** Our estimate of the server's clock is a few real ms off; at full speed that is some virtual seconds. */
const CLOCK_TOLERANCE_MS = 15_000;

/** @template T @param {readonly T[]} values @returns {T[]} those that occur more than once */
const repeated = (values) => [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];

/** @param {DayRecord} record @returns {(codigo: string) => string} the number on the paper, for messages */
function namer(record) {
  const numeros = new Map(record.issued.map((ticket) => [ticket.codigoReferencia, ticket.numero]));
  return (codigo) => numeros.get(codigo) ?? 'a ticket of nobody';
}

/** @param {DayRecord} record */
function noTicketTwice(record) {
  const nameOf = namer(record);
  const problems = [
    ...repeated(record.issued.map((ticket) => ticket.numero)).map((numero) => `${numero} was given twice`),
    ...repeated(record.issued.map((ticket) => ticket.codigoReferencia)).map((codigo) => `one code for two: ${codigo}`),
    ...repeated(record.endings.map((ending) => ending.codigoReferencia)).map(
      (codigo) => `${nameOf(codigo)} ended twice`,
    ),
  ];
  /** @type {Map<string, string>} */
  const desks = new Map();
  for (const { codigoReferencia, advisor } of record.assignments) {
    const other = desks.get(codigoReferencia);
    if (other !== undefined) problems.push(`${nameOf(codigoReferencia)} was called by ${other} and by ${advisor}`);
    desks.set(codigoReferencia, advisor);
  }
  return { checked: `${record.issued.length} tickets, ${record.assignments.length} calls`, problems };
}

/** @param {DayRecord} record */
function noAdvisorWithTwo(record) {
  const problems = [];
  for (const { at, advisors } of record.loadSamples) {
    for (const { name, assignedTicketsCount } of advisors) {
      if (assignedTicketsCount > 1) problems.push(`${name} had ${assignedTicketsCount} tickets at ${at}`);
    }
  }
  // A no-show has no time of completion; when we sent its end is the earliest it can have been.
  const sentAt = new Map(record.endings.map((ending) => [ending.codigoReferencia, ending.at]));
  const called = record.tickets
    .filter((ticket) => ticket.assignedAdvisor && ticket.assignedAt)
    .map((ticket) => ({
      numero: ticket.numero,
      advisor: ticket.assignedAdvisor.name,
      from: Date.parse(ticket.assignedAt),
      to: ticket.completedAt
        ? Date.parse(ticket.completedAt)
        : (sentAt.get(ticket.codigoReferencia) ?? Infinity) - CLOCK_TOLERANCE_MS,
    }))
    .sort((a, b) => a.from - b.from);
  /** @type {Map<string, (typeof called)[number]>} */
  const last = new Map();
  for (const ticket of called) {
    const before = last.get(ticket.advisor);
    if (before && ticket.from < before.to) {
      problems.push(`${ticket.advisor} had ${before.numero} and ${ticket.numero} at once`);
    }
    last.set(ticket.advisor, ticket);
  }
  return { checked: `${called.length} services, ${record.loadSamples.length} looks at the desks`, problems };
}

/** @param {DayRecord} record */
function noneLost(record) {
  const problems = [];
  if (record.issued.length !== record.arrivals) {
    problems.push(`${record.arrivals} came for a number, ${record.issued.length} got one`);
  }
  const told = new Map(record.tickets.map((ticket) => [ticket.codigoReferencia, ticket]));
  const ours = new Map(record.endings.map((ending) => [ending.codigoReferencia, ending.ending]));
  for (const { codigoReferencia, numero } of record.issued) {
    const status = told.get(codigoReferencia)?.status ?? 'unknown to the server';
    const ending = ours.get(codigoReferencia);
    if (!FINAL.includes(status)) problems.push(`${numero} is still ${status}`);
    else if (ending === undefined) problems.push(`${numero} is ${status}, and nobody ended it`);
    else if (ending !== status) problems.push(`${numero} is ${status}, but was ended as ${ending}`);
  }
  return { checked: `${record.tickets.length} tickets asked for`, problems };
}

/** @param {DayRecord} record */
function numbersDense(record) {
  const problems = [];
  for (const { queueType, prefix } of QUEUES) {
    const given = record.issued.filter((ticket) => ticket.queueType === queueType).map((ticket) => ticket.numero);
    for (let number = 1; number <= given.length; number++) {
      const numero = `${prefix}${String(number).padStart(2, '0')}`;
      if (!given.includes(numero)) problems.push(`${numero} is missing among the ${given.length} of ${queueType}`);
    }
  }
  return { checked: `${QUEUES.length} queues`, problems };
}

/** @param {DayRecord} record */
function oneActivePerPerson(record) {
  const problems = [];
  for (const { status, error, sameTicket } of record.secondTries) {
    if (status !== 409 || error !== 'TICKET_ACTIVO_EXISTENTE') problems.push(`a second try got ${status} ${error}`);
    else if (!sameTicket) problems.push('a second try was not told of the ticket that exists');
  }
  for (const { statuses, codes } of record.doubleTaps) {
    if (statuses.some((status) => status !== 201)) problems.push(`a double tap got ${statuses.join(' and ')}`);
    else if (new Set(codes).size !== 1) problems.push('a double tap made two tickets');
  }
  const checked = `${record.secondTries.length} second tries, ${record.doubleTaps.length} double taps`;
  return { checked, problems };
}

/** @param {LoadView} view */
function loadProblem({ status, currentTicket, assignedTicketsCount, workloadMinutes }) {
  const queue = currentTicket === null ? undefined : QUEUES.find(({ prefix }) => currentTicket.startsWith(prefix));
  const minutes = currentTicket === null ? 0 : queue?.averageMinutes;
  const count = currentTicket === null ? 0 : 1;
  const busy = currentTicket === null || status === 'BUSY';
  if (workloadMinutes === minutes && assignedTicketsCount === count && busy) return null;
  return `${status} with ${currentTicket ?? 'no ticket'}: ${assignedTicketsCount} assigned, ${workloadMinutes} min`;
}

/** @param {DayRecord} record */
function loadsTrue(record) {
  const problems = [];
  for (const { at, advisors } of [...record.loadSamples, { at: 'the end', advisors: record.loadsAtEnd }]) {
    for (const view of advisors) {
      const problem = loadProblem(view);
      if (problem) problems.push(`${view.name} at ${at}: ${problem}`);
    }
  }
  const open = record.loadsAtEnd.filter((view) => view.currentTicket !== null);
  problems.push(...open.map((view) => `${view.name} has ${view.currentTicket} at the end`));
  if (record.loadsAtEnd.length === 0) problems.push('the loads at the end are not known');
  return { checked: `${record.loadSamples.length} samples and the end`, problems };
}

/** @param {DayRecord} record */
function displaysSawAll(record) {
  const calls = record.tickets
    .filter((ticket) => ticket.assignedAt)
    .map((ticket) => ({ numero: ticket.numero, key: callKey(ticket.numero, ticket.assignedAt) }));
  const problems = [];
  for (const { name, board, announced, recalls, connections } of record.displays) {
    const missed = calls.filter((call) => !board.has(call.key)).map((call) => call.numero);
    if (missed.length > 0) problems.push(`${name} never showed ${missed.slice(0, 5).join(', ')} (${missed.length})`);
    // What a screen was not connected for it learns from the board; the bare announcements are gone.
    if (connections !== 1) continue;
    const silent = calls.filter((call) => !announced.has(call.key)).map((call) => call.numero);
    if (silent.length > 0)
      problems.push(`${name} heard no call of ${silent.slice(0, 5).join(', ')} (${silent.length})`);
    if (recalls !== record.recalls) problems.push(`${name} heard ${recalls} of ${record.recalls} recalls`);
  }
  if (record.displays.length === 0) problems.push('there was no display');
  return { checked: `${record.displays.length} displays, ${calls.length} calls, ${record.recalls} recalls`, problems };
}

/** @param {DayRecord} record */
function noServerErrors(record) {
  const failed = record.http.filter(({ status }) => status === 0 || status >= 500);
  return {
    checked: `${record.http.length} requests`,
    problems: failed.map(({ label, status, error = '' }) =>
      `${label}: ${status === 0 ? 'no answer' : `${status} ${error}`}`.trimEnd(),
    ),
  };
}

/** @param {DayRecord} record */
function nothingRefused(record) {
  const problems = record.refusals.map(({ who, what, status, error }) => `${who}, ${what}: ${status} ${error}`);
  return { checked: 'every command that the rules allow', problems };
}

/** @param {DayRecord} record */
function figuresAgree(record) {
  const ours = (/** @type {string} */ ending) => record.endings.filter((one) => one.ending === ending).length;
  const pairs = /** @type {const} */ ([
    ['completadosHoy', 'COMPLETADO'],
    ['canceladosHoy', 'CANCELADO'],
    ['noAtendidosHoy', 'NO_ATENDIDO'],
  ]);
  const problems = pairs
    .filter(([field, ending]) => record.dashboard?.[field] !== ours(ending))
    .map(([field, ending]) => `${field} is ${record.dashboard?.[field] ?? 'not known'}, counted ${ours(ending)}`);
  return { checked: "the dashboard's totals of the day", problems };
}

/** @param {DayRecord} record */
function stoppedCleanly(record) {
  const { code, signal } = record.server ?? { code: null, signal: 'nothing' };
  return { checked: 'SIGTERM', problems: code === 0 ? [] : [`it ended with ${code ?? signal}`] };
}

/** @type {readonly [string, (record: DayRecord) => { checked: string, problems: string[] }][]} */
const INVARIANTS = [
  ['no ticket twice', noTicketTwice],
  ['no advisor with two at once', noAdvisorWithTwo],
  ['none lost', noneLost],
  ['numbers dense', numbersDense],
  ['one active ticket per person', oneActivePerPerson],
  ['loads true', loadsTrue],
  ['every display saw every call', displaysSawAll],
  ['no 5xx', noServerErrors],
  ['no command refused', nothingRefused],
  ['figures agree', figuresAgree],
  ['server stopped cleanly', stoppedCleanly],
];

/**
 * @param {DayRecord} record
 * @returns {Verdict[]}
 */
export function checkInvariants(record) {
  const verdicts = INVARIANTS.map(([name, check]) => {
    const { checked, problems } = check(record);
    return { name, ok: problems.length === 0, checked, problems };
  });
  return [...verdicts, ...checkTelegram(record)];
}
