// @ts-check
// What `npm run bench -- audit` measures on a branch that has its events.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { median } from './lib/figures.mjs';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const ROUNDS = 25;
const PAGE = 50;

/** @typedef {import('./lib/world.mjs').World} World */

/** @param {number[]} values */
function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: median(sorted), p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN };
}

/** @param {number} n */
const ms = (n) => n.toFixed(1).padStart(9);

/** Once to warm up, and then as often as counts. @param {() => Promise<unknown>} work */
async function times(work) {
  await work();
  const taken = [];
  for (let i = 0; i < ROUNDS; i++) {
    const begin = performance.now();
    await work();
    taken.push(performance.now() - begin);
  }
  return spread(taken);
}

/** @param {World} world */
async function supervisorOf(world) {
  const credentials = { email: 'supervisor@banco.com', password: 'ticketero' };
  const { status, body } = await world.call('POST', '/api/auth/login', { body: credentials });
  if (status !== 200) throw new Error(`sign-in: ${status}`);
  return /** @type {string} */ (body.accessToken);
}

/** One search for each filter and each pair that a screen can make. @param {World} world */
async function searchesOf(world) {
  const { rows } = await world.pool.query(
    `select (select id from advisor where email like 'maria%')::int as advisor, m.entity_id as ticket, m.day
     from (
       select entity_id, to_char(created_at at time zone 'America/Santiago', 'YYYY-MM-DD') as day from audit_log
       where event_type = 'TICKET_COMPLETADO' order by id offset 1000 limit 1) m`,
  );
  const [{ advisor, ticket, day }] = rows;
  const maria = 'maria.gonzalez@banco.com';
  const long = `startDate=${day}&endDate=2999-01-01`;
  return [
    '',
    'entityType=TICKET',
    'entityType=USER',
    'eventType=TICKET_CREADO',
    'eventType=JORNADA_CERRADA',
    'eventType=CONFIG_CAMBIADA',
    'actor=SISTEMA',
    `actor=${maria}`,
    'actor=admin@banco.com',
    `advisorId=${advisor}`,
    `entityId=${ticket}`,
    `entityType=ADVISOR&entityId=${advisor}`,
    'entityIdentifier=C05',
    'entityIdentifier=María González',
    `startDate=${day}&endDate=${day}`,
    long,
    'entityType=BRANCH&actor=SISTEMA',
    `entityType=TICKET&actor=${maria}`,
    'eventType=TICKET_CANCELADO&actor=SISTEMA',
    `eventType=ADVISOR_STATUS_CHANGED&advisorId=${advisor}`,
    `entityId=${advisor}&eventType=ADVISOR_STATUS_CHANGED`,
    `entityIdentifier=C05&actor=${maria}`,
    `entityIdentifier=C05&startDate=${day}&endDate=${day}`,
    `eventType=TICKET_CANCELADO&${long}`,
    `actor=${maria}&startDate=${day}&endDate=${day}`,
  ];
}

/** @param {World} world */
export async function searching(world) {
  const token = await supervisorOf(world);
  const { rows } = await world.pool.query('select id, created_at::text as at from audit_log order by id limit 1');
  const [{ id, at }] = rows;
  const read = { name: 'floor', text: 'select * from audit_log where id = $1 and created_at = $2::timestamptz' };
  const floor = await times(() => world.pool.query({ ...read, values: [id, at] }));
  const http = await times(() => world.call('GET', '/api/health'));
  console.log(
    `ms of ${ROUNDS} each                                             first page          last page       500 a page`,
  );
  console.log(`floor: one event by its primary key                  ${ms(floor.p50)}${ms(floor.p95)}`);
  console.log(`floor: the health over HTTP                          ${ms(http.p50)}${ms(http.p95)}`);
  console.log(
    'search                                         total      p50      p95      p50      p95      p50      p95',
  );
  for (const query of await searchesOf(world)) {
    const ask = async (/** @type {string} */ page) => {
      const { status, body } = await world.call('GET', encodeURI(`/api/admin/audit?${query}&${page}`), { token });
      if (status !== 200) throw new Error(`${query}: ${status}`);
      return body;
    };
    const { total } = await ask('limit=1');
    const last = Math.max(1, Math.ceil(total / PAGE));
    const found = [];
    for (const page of [`limit=${PAGE}`, `limit=${PAGE}&page=${last}`, 'limit=500']) {
      found.push(await times(() => ask(page)));
    }
    const name = (query || 'everything').replace('&endDate=2999-01-01', '&…').slice(0, 45);
    console.log(name.padEnd(45) + String(total).padStart(8) + found.map(({ p50, p95 }) => ms(p50) + ms(p95)).join(''));
  }
}

const EVENTS_OF_A_COMMAND = `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor,
    old_state, new_state, additional_data, ip_address, user_agent, created_at)
  select branch_id, entity_type, entity_id, entity_identifier, event_type, actor, old_state, new_state, additional_data,
    ip_address, user_agent, now() from bench_command order by place`;
const WITHOUT_INDEXES = 'drop index audit_log_branch, audit_log_entity, audit_log_identifier';
const WITHOUT_COUNTS = 'drop trigger audit_log_count on audit_log; drop trigger audit_log_subject on audit_log';

/** What an event costs the command that writes it; each round in a transaction that is rolled back. @param {World} world */
export async function inserting(world) {
  const COMMANDS = 60;
  const client = new pg.Client(world.databaseUrl);
  await client.connect();
  await client.query(
    `create temp table bench_command as select row_number() over (order by id) as place, * from (
       select * from audit_log where event_type in ('TICKET_COMPLETADO', 'ADVISOR_FREED', 'TICKET_ASIGNADO', 'ADVISOR_ASSIGNED')
       order by id desc limit 5) e`,
  );
  const ways = [
    { name: 'as it is', without: '' },
    { name: 'without the three indexes', without: WITHOUT_INDEXES },
    { name: 'without the counts and the advisor', without: WITHOUT_COUNTS },
    { name: 'the chain alone', without: `${WITHOUT_INDEXES}; ${WITHOUT_COUNTS}` },
  ].map((way) => ({ ...way, taken: /** @type {number[]} */ ([]) }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { without, taken } of ways) {
      await client.query(`begin; ${without}`);
      await client.query(EVENTS_OF_A_COMMAND);
      const begin = performance.now();
      for (let i = 0; i < COMMANDS; i++) await client.query({ name: 'command', text: EVENTS_OF_A_COMMAND });
      taken.push(((performance.now() - begin) * 1000) / (COMMANDS * 5));
      await client.query('rollback');
    }
  }
  await client.query('vacuum audit_log, audit_chain, audit_count');
  await client.end();
  console.log(`\nan event, µs (median of ${ROUNDS}, five to a statement)`);
  for (const { name, taken } of ways) console.log(name.padEnd(40) + median(taken).toFixed(0).padStart(8));
}

const TELL_MEMORY = `data:text/javascript,process.on('exit',()=>console.error('maxRSS '+process.resourceUsage().maxRSS))`;
const BARE_WALK = `import pg from 'pg';
  const client = new pg.Client(process.env.DATABASE_URL);
  await client.connect();
  const text = 'select * from audit_log where branch_id = (select id from branch limit 1) and id > $1 order by id limit 2000';
  for (let after = 0, page; !page || page.length === 2000; after = page.at(-1)?.id) {
    page = (await client.query({ name: 'walk', text, values: [after] })).rows;
  }
  await client.end();`;

/** @param {string} databaseUrl @param {string[]} args */
async function processOf(databaseUrl, args) {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(said);
  const seconds = (performance.now() - begin) / 1000;
  return { said, seconds, megabytes: Number(/maxRSS (\d+)/.exec(said)?.[1]) / 1024 };
}

/** @param {World} world */
export async function walking(world) {
  const { rows } = await world.pool.query('select sum(length)::int as events from audit_chain');
  const bare = await processOf(world.databaseUrl, ['--input-type=module', '-e', BARE_WALK]);
  const verify = await processOf(world.databaseUrl, [join(ROOT, 'server/dist/tools/audit-verify.js')]);
  console.log(`\nthe walk of ${rows[0].events} events              seconds    peak MB`);
  for (const [name, { seconds, megabytes }] of /** @type {const} */ ([
    ['floor: the same rows with pg, and nothing else', bare],
    ['npm run audit:verify', verify],
  ])) {
    console.log(name.padEnd(48) + seconds.toFixed(1).padStart(8) + megabytes.toFixed(0).padStart(11));
  }
  process.stdout.write(verify.said.replace(/^maxRSS.*\n/m, ''));
}

/** @param {World} world */
export async function exporting(world) {
  const token = await supervisorOf(world);
  const memory = async () => {
    const answer = await fetch(`http://127.0.0.1:${world.port}/metrics`);
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(await answer.text())?.[1]) / 2 ** 20;
  };
  const before = await memory();
  let peak = before;
  let bytes = 0;
  let lines = 0;
  let first = 0;
  const begin = performance.now();
  const watching = setInterval(() => void memory().then((now) => (peak = Math.max(peak, now))), 250);
  await new Promise((done, failed) => {
    const path = '/api/admin/audit/export';
    const headers = { authorization: `Bearer ${token}` };
    http
      .get({ host: '127.0.0.1', port: world.port, path, headers }, (answer) => {
        if (answer.statusCode !== 200) return failed(new Error(`export: ${answer.statusCode}`));
        answer.on('data', (/** @type {Buffer} */ chunk) => {
          first ||= performance.now() - begin;
          bytes += chunk.length;
          for (let i = chunk.indexOf(10); i >= 0; i = chunk.indexOf(10, i + 1)) lines += 1;
        });
        answer.on('end', done).on('error', failed);
      })
      .on('error', failed);
  });
  clearInterval(watching);
  const seconds = (performance.now() - begin) / 1000;
  console.log(
    `\nexported ${lines - 1} events, ${(bytes / 1e6).toFixed(0)} MB, in ${seconds.toFixed(1)} s: ` +
      `${(lines / seconds).toFixed(0)} a second, the first byte after ${first.toFixed(0)} ms; ` +
      `the server's memory ${before.toFixed(0)} → ${peak.toFixed(0)} MB at most`,
  );
}
