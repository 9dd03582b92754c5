import { checkPace } from './pace.mjs';
import { isFailure, isFinal, linkedNumbers, tellStories } from './stories.mjs';
import { numerosIn, tellsState, TEMPLATES } from './texts.mjs';

/** @typedef {import('../world.mjs').DayRecord} DayRecord */
/** @typedef {import('./record.mjs').TelegramRecord} TelegramRecord */
/** @typedef {import('./stories.mjs').Story} Story */

/**
 * @typedef {object} Evidence
 * @property {DayRecord} day
 * @property {TelegramRecord} record
 * @property {Story[]} stories
 * @property {string[]} strays
 */

/** @typedef {{ checked: string, problems: string[] }} Finding */

/** How a message ends, and the event that says so (RULES.md R9, R10). */
const ENDINGS = new Map([
  ['ENVIADO', 'MENSAJE_ENVIADO'],
  ['FALLIDO', 'MENSAJE_FALLIDO'],
  ['DESCARTADO', 'MENSAJE_DESCARTADO'],
]);
const ATTEMPTS_MAX = 4;
/** Answers that say nothing to the server of a message that was delivered. */
const HIDING = ['delivered-then-reset', 'malformed', 'half', 'empty', 'delivered-silent', 'gone'];
const REASONS = new Map([
  ['403', 'BLOQUEADO'],
  ['400', 'CHAT_NO_ENCONTRADO'],
]);
/** RULES.md R9: the first is out within 5 s, when Telegram answers. */
const FIRST_SECONDS = 5;
/** Faster than this, a second that a chat has to wait is so long that few messages are tried again. */
const UNHURRIED_SPEED = 240;
/** With fewer a whole kind of fate may be missing by chance. */
const MANY = 100;

/** @param {Evidence} evidence @returns {Finding} */
function everyMessageEnded({ stories, record }) {
  const problems = [];
  for (const { name, row, events } of stories) {
    const wanted = ENDINGS.get(row.estadoEnvio);
    if (!wanted) {
      problems.push(`${name} is still ${row.estadoEnvio}`);
      continue;
    }
    const endings = events.map(({ eventType }) => eventType).filter((type) => [...ENDINGS.values()].includes(type));
    if (endings.join() !== wanted)
      problems.push(`${name} is ${row.estadoEnvio}, its events: ${endings.join() || 'none'}`);
    if (row.estadoEnvio === 'FALLIDO' && !row.errorMessage) problems.push(`${name} failed without a reason`);
    if (row.estadoEnvio === 'ENVIADO' && !row.fechaEnvio) problems.push(`${name} was sent at no time`);
  }
  const tickets = new Set(record.rows.map(({ codigoReferencia }) => codigoReferencia));
  for (const codigo of tickets) {
    const mine = record.rows.filter((row) => row.codigoReferencia === codigo).map(({ plantilla }) => plantilla);
    if (mine.sort().join() !== [...TEMPLATES].sort().join()) problems.push(`${codigo} has messages ${mine.join()}`);
  }
  return { checked: `${stories.length} messages of ${tickets.size} tickets`, problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function noneReadyLeft({ record }) {
  const problems = record.rows
    .filter(({ estadoEnvio, readyAt }) => estadoEnvio === 'PENDIENTE' && readyAt !== null)
    .map(({ numero, plantilla }) => `${numero} ${plantilla} could have gone out`);
  if (record.sending !== 0) problems.push(`${record.sending ?? 'nobody knows how many'} were still on their way`);
  return { checked: 'the outbox at the end', problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function everybodyLinked({ day, record }) {
  const linked = linkedNumbers(record);
  const endedAt = new Map(day.endings.map(({ codigoReferencia, at }) => [codigoReferencia, at]));
  const problems = record.unheard.map((what) => `not heard: ${what}`);
  let inTime = 0;
  for (const { codigoReferencia, numero, habit, linkedBy } of record.followers) {
    if (habit.how === 'never') {
      if (linked.has(numero)) problems.push(`${numero} is linked, and nobody pressed Start`);
      continue;
    }
    // When the end was sent while Start was on its way, either may have been first.
    if (linkedBy === null || linkedBy >= (endedAt.get(codigoReferencia) ?? 0)) continue;
    inTime += 1;
    if (!linked.has(numero)) problems.push(`${numero} (${habit.how}) is linked to no chat`);
  }
  const states = record.calls.filter(({ method }) => method === 'sendMessage');
  for (const { numero, chatId } of record.asks) {
    const told = states.some((call) => call.chatId === chatId && tellsState(call.payload['text'], numero));
    if (!told) problems.push(`${numero} asked how it is going, and was told nothing`);
  }
  return { checked: `${inTime} who linked in time, ${record.asks.length} who asked /estado`, problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function onlyToTheirCustomer({ record, stories, strays }) {
  const chats = new Map(record.followers.map(({ numero, habit }) => [numero, habit.chatId]));
  const problems = strays.map((stray) => `${stray} was sent, and there is no such message`);
  for (const { chatId, text } of record.sent) {
    for (const numero of numerosIn(text)) {
      if (chats.get(numero) !== chatId) problems.push(`${numero} was told to somebody else`);
    }
  }
  for (const { name, row, sent } of stories) {
    if (row.estadoEnvio === 'ENVIADO' && sent.length === 0) problems.push(`${name} is ENVIADO and reached nobody`);
  }
  return { checked: `${record.sent.length} texts of the bot`, problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function noMessageTwice({ stories }) {
  const problems = [];
  let repeats = 0;
  for (const { name, row, sent, calls } of stories) {
    const told = sent.filter(({ answered }) => answered).length;
    const wanted = row.estadoEnvio === 'ENVIADO' ? 1 : 0;
    if (told !== wanted) problems.push(`${name} is ${row.estadoEnvio}, and its delivery was confirmed ${told} times`);
    const outcomes = new Map(calls.map(({ id, outcome }) => [id, outcome]));
    for (const { callId } of sent.filter(({ answered }) => !answered)) {
      const outcome = outcomes.get(callId) ?? 'an unknown call';
      if (!HIDING.includes(outcome)) problems.push(`${name} was delivered by a call that ended as ${outcome}`);
    }
    repeats += Math.max(0, sent.length - 1);
  }
  return { checked: `${repeats} repeats, each after an answer that was lost`, problems };
}

/** @param {Story} story @returns {string | null} */
function retryProblem({ row, calls, events }) {
  const failures = calls.filter(isFailure).length;
  const again = events.filter(({ eventType }) => eventType === 'MENSAJE_REINTENTADO').length;
  const failed = row.estadoEnvio === 'FALLIDO';
  const ends = calls.findIndex((call, place) => {
    const counted = calls.slice(0, place + 1).filter(isFailure).length;
    return call.outcome === 'ok' || isFinal(call) || counted === ATTEMPTS_MAX;
  });
  const last = calls.at(-1);
  if (ends >= 0 && ends < calls.length - 1) return `it was tried again after ${calls[ends]?.outcome}`;
  if (row.intentos !== failures) return `${row.intentos} failures counted of ${failures}`;
  if (failed !== (ends >= 0 && last?.outcome !== 'ok')) return `it is ${row.estadoEnvio} after ${failures} failures`;
  if (again !== failures - (failed ? 1 : 0)) return `${again} retries in the audit log, ${failures} failures`;
  const reason = failed && last ? REASONS.get(last.outcome) : undefined;
  return reason && row.errorMessage !== reason ? `it failed as ${row.errorMessage}, not ${reason}` : null;
}

/** @param {Evidence} evidence @returns {Finding} */
function failuresCounted({ stories }) {
  const problems = stories.flatMap((story) => {
    const problem = retryProblem(story);
    return problem ? [`${story.name}: ${problem}`] : [];
  });
  const attempts = stories.reduce((sum, { calls }) => sum + calls.length, 0);
  return { checked: `${attempts} attempts`, problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function noneBeforeItsEvent({ day, record, stories }) {
  const tickets = new Map(day.tickets.map((ticket) => [ticket.codigoReferencia, ticket]));
  const problems = [];
  for (const { name, row, sent } of stories) {
    const { readyAt, fechaEnvio, plantilla } = row;
    const ticket = tickets.get(row.codigoReferencia);
    if (row.estadoEnvio !== 'ENVIADO') continue;
    const event = plantilla === 'totem_es_tu_turno' ? ticket?.assignedAt : ticket?.createdAt;
    const times = [event, readyAt, fechaEnvio].map((time) => Date.parse(time ?? ''));
    if (!times.every((time, place) => time >= (times[place - 1] ?? 0)))
      problems.push(`${name} went out before its event`);
    if (plantilla !== 'totem_es_tu_turno') continue;
    const said = `módulo: ${ticket?.assignedModuleNumber}\nAsesor: ${ticket?.assignedAdvisor?.name}`;
    if (!sent.every(({ plain }) => plain.endsWith(said))) problems.push(`${name} names another desk`);
  }
  for (const { numero, template, status } of record.looks) {
    const early = template === 'totem_proximo_turno' ? ['EN_ESPERA'] : ['EN_ESPERA', 'PROXIMO'];
    if (early.includes(status)) problems.push(`${numero} ${template} came while the ticket was ${status}`);
  }
  return { checked: `${record.looks.length} looks at the ticket when the second or third came`, problems };
}

/**
 * In real seconds, which are all that Telegram's pace knows of. Later messages have to wait for those before them.
 * @param {Evidence} evidence
 * @returns {Finding}
 */
function firstInTime({ day, record, stories }) {
  const tickets = new Map(day.tickets.map((ticket) => [ticket.codigoReferencia, ticket]));
  const endedAt = new Map(day.endings.map(({ codigoReferencia, at }) => [codigoReferencia, at]));
  const problems = [];
  let checked = 0;
  for (const { name, row, calls, follower } of stories) {
    const ticket = tickets.get(row.codigoReferencia);
    if (row.plantilla !== 'totem_ticket_creado' || !ticket || !reachable(follower)) continue;
    const since = Math.max(Date.parse(ticket.createdAt), follower?.linkedBy ?? Infinity);
    const until = Date.parse(ticket.assignedAt ?? '') || (endedAt.get(row.codigoReferencia) ?? 0);
    const limit = FIRST_SECONDS * 1000 * record.planned.speed;
    if (until - since < limit) continue; // called, or gone, before it had to be there
    checked += 1;
    const { readyAt, fechaEnvio } = row;
    if (calls.length === 0) problems.push(`${name} was never sent, and was true for ${(until - since) / 1000} s`);
    if (calls.length !== 1 || !readyAt || !fechaEnvio) continue; // it met a fault
    const late = (Date.parse(fechaEnvio) - Date.parse(readyAt)) / 1000 / record.planned.speed;
    if (late > FIRST_SECONDS) problems.push(`${name} was sent after ${late.toFixed(1)} real s`);
  }
  return { checked: `${checked} first messages, ${FIRST_SECONDS} real s each`, problems };
}

/** @param {Story['follower']} follower who did nothing, and met nothing, that keeps messages away */
function reachable(follower) {
  if (!follower || follower.habit.unlucky || follower.linkedBy === null) return false;
  return follower.habit.act !== 'block' && follower.habit.act !== 'close-account';
}

/** @param {Evidence} evidence @returns {Finding} */
function cancelledByTelegram({ day, record }) {
  const tickets = new Map(day.tickets.map((ticket) => [ticket.codigoReferencia, ticket]));
  const byTelegram = record.ticketEvents.filter(
    ({ eventType, userAgent }) => eventType === 'TICKET_CANCELADO' && userAgent === 'Telegram',
  );
  const problems = [];
  for (const codigo of record.cancels) {
    const { numero, status } = tickets.get(codigo) ?? { numero: codigo, status: 'unknown to the server' };
    if (status !== 'CANCELADO') problems.push(`${numero} was cancelled and is ${status}`);
    const actors = byTelegram.filter(({ entityIdentifier }) => entityIdentifier === numero).map(({ actor }) => actor);
    if (actors.join() !== 'CLIENTE') problems.push(`${numero} was cancelled by ${actors.join() || 'nobody'}`);
  }
  if (byTelegram.length !== record.cancels.length) {
    problems.push(`${byTelegram.length} cancelled by Telegram, ${record.cancels.length} wanted it`);
  }
  return { checked: `${record.cancels.length} who pressed yes`, problems };
}

/** @param {Evidence} evidence @returns {Finding} */
function metricsTrue({ record, stories }) {
  const ended = (/** @type {string} */ state) => stories.filter(({ row }) => row.estadoEnvio === state).length;
  const again = record.messageEvents.filter(({ eventType }) => eventType === 'MENSAJE_REINTENTADO').length;
  const pairs = /** @type {const} */ ([
    ['sent', ended('ENVIADO')],
    ['failed', ended('FALLIDO')],
    ['retried', again],
  ]);
  const problems = pairs
    .filter(([outcome, count]) => (record.metrics?.[outcome] ?? 0) !== count)
    .map(([outcome, count]) => `${outcome}: ${record.metrics?.[outcome] ?? 0} in the metrics, ${count} in the rows`);
  return { checked: '/metrics', problems };
}

/** A day on which nothing happened would break none of the rules. @param {Evidence} evidence @returns {Finding} */
function reallyUsed({ record, stories }) {
  const { customers, faults, speed } = record.planned;
  if (customers < MANY) return { checked: `not asked of fewer than ${MANY}`, problems: [] };
  const ended = (/** @type {string} */ state) => stories.filter(({ row }) => row.estadoEnvio === state).length;
  const sent = (/** @type {string} */ template) =>
    stories.filter(({ row }) => row.estadoEnvio === 'ENVIADO' && row.plantilla === template).length;
  const counts = [
    ['linked', linkedNumbers(record).size],
    ...TEMPLATES.map((template) => [`sent ${template}`, sent(template)]),
    ['failed', ended('FALLIDO')],
    ['discarded', ended('DESCARTADO')],
    ['cancelled by Telegram', record.cancels.length],
    ['asked /estado', record.asks.length],
  ];
  if (faults > 0 && speed <= UNHURRIED_SPEED) {
    counts.push(['sent again', stories.filter(({ calls }) => calls.length > 1).length]);
    const hidden = stories.filter(({ sent }) => sent.some(({ answered }) => !answered));
    counts.push(['delivered without the server hearing of it', hidden.length]);
  }
  const problems = counts.filter(([, count]) => count === 0).map(([what]) => `0 ${what}`);
  return { checked: counts.map(([what, count]) => `${count} ${what}`).join(', '), problems };
}

/** @type {readonly [string, (evidence: Evidence) => Finding][]} */
const INVARIANTS = [
  ['every message ended', everyMessageEnded],
  ['no message left behind', noneReadyLeft],
  ['whoever linked is linked', everybodyLinked],
  ['messages to their customer alone', onlyToTheirCustomer],
  ['no message twice without a fault', noMessageTwice],
  ['failures counted', failuresCounted],
  ['no message before its event', noneBeforeItsEvent],
  ['first message in time', firstInTime],
  ['cancelled by Telegram is cancelled', cancelledByTelegram],
  ["within Telegram's pace", ({ record }) => checkPace(record)],
  ['metrics agree', metricsTrue],
  ['Telegram was really used', reallyUsed],
];

/**
 * @param {DayRecord} day
 * @returns {import('../invariants.mjs').Verdict[]} none for a day without Telegram
 */
export function checkTelegram(day) {
  const { telegram: record } = day;
  if (!record) return [];
  const evidence = { day, record, ...tellStories(record) };
  return INVARIANTS.map(([name, check]) => {
    const { checked, problems } = check(evidence);
    return { name, ok: problems.length === 0, checked, problems };
  });
}
