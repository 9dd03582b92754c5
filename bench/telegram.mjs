// @ts-check
// A thousand messages due at once: how fast they leave, whether in order, and whether issue and call-next keep their speed
// meanwhile. Each figure with the sending going on stands beside one with the sending held back, in turns of the same run.
// About a minute and a half.
import { startBotApi } from '../server/test/support/bot-api/bot-api.mjs';
import { drive, median } from './lib/figures.mjs';
import { bench, openWorld } from './lib/world.mjs';

const ROUNDS = 5;
const CALLS = 150;
const MESSAGES = 1_000;
const PER_BRANCH = 50;
const FIRST_CHAT = 5_000_000;

const api = await startBotApi();
for (let n = 1; n <= MESSAGES; n++) api.person({ chatId: FIRST_CHAT + n, started: true });

/** Customers who wait in other branches of the bank; the first message of each is due, and held back. */
const CUSTOMERS = `
with branches as (
  insert into branch (code, name) select 'B' || n, 'Sucursal ' || n from generate_series(1, ${MESSAGES / PER_BRANCH}) n
  returning id, code, time_zone),
queues as (
  insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes)
  select id, 'CAJA', 'Caja', 'C', 1, 5, 20 from branches returning branch_id),
numbered as (
  select b.*, n, row_number() over (order by b.id, n) as i
  from branches b join queues on queues.branch_id = b.id, generate_series(1, ${PER_BRANCH}) n),
tickets as (
  insert into ticket (branch_id, business_date, codigo_referencia, numero, national_id, national_id_hash, branch_office,
    queue_type, status, order_at, position_in_queue, messages_planned, telegram_chat_id, created_at, updated_at)
  select id, (timezone(time_zone, now()))::date, gen_random_uuid(), 'C' || n, '\\x00', sha256(i::text::bytea), code, 'CAJA',
    'EN_ESPERA', now(), n, true, (${FIRST_CHAT} + i)::text, now(), now() from numbered
  returning *)
insert into mensaje (branch_id, ticket_id, business_date, plantilla, fecha_programada, ready_at, created_at)
select branch_id, id, business_date, 'totem_ticket_creado', 'infinity', now(), now() from tickets`;

/** Due in another order than they were made. */
const RELEASE = `update mensaje set fecha_programada = now() - ((id * 7919) % 100003) * interval '1 millisecond'
  where estado_envio = 'PENDIENTE' and fecha_programada = 'infinity'`;
const HOLD = `update mensaje set fecha_programada = 'infinity'
  where estado_envio = 'PENDIENTE' and ready_at is not null and locked_until is null`;
/** All of them again, for the drain. */
const AGAIN = `update mensaje set estado_envio = 'PENDIENTE', fecha_envio = null, fecha_programada = 'infinity'
  where plantilla = 'totem_ticket_creado'`;

const env = { TELEGRAM_BOT_TOKEN: api.token, TELEGRAM_BOT_NAME: api.botName, TELEGRAM_API_ROOT: api.root };
try {
  await bench(
    () => openWorld(env),
    async (world) => {
      await world.pool.query(CUSTOMERS);
      console.log('what                        connections   held back   sending   ratio   sent meanwhile');
      await beside(world, 'issue + cancel', 16, world.issueAndCancel);
      await world.ready();
      await beside(world, 'issue + call-next', 1, world.issueAndCallNext);
      await drain(world);
    },
  );
} finally {
  await api.close();
}

/**
 * @param {import('./lib/world.mjs').World} world
 * @param {string} name
 * @param {number} connections
 * @param {() => Promise<unknown>} work
 */
async function beside(world, name, connections, work) {
  const pairs = [];
  let sent = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const held = (await drive(connections, CALLS, work)).perSecond * 2;
    await world.pool.query(RELEASE);
    const before = api.sent.length;
    const sending = (await drive(connections, CALLS, work)).perSecond * 2;
    sent += api.sent.length - before;
    await world.pool.query(HOLD);
    await api.until(() => api.calls.every(({ outcome }) => outcome !== 'pending'), 20_000);
    pairs.push({ held, sending });
  }
  if (sent === 0) throw new Error('nothing was sent meanwhile: the comparison says nothing');
  const [held, sending] = [median(pairs.map((pair) => pair.held)), median(pairs.map((pair) => pair.sending))];
  const ratio = median(pairs.map((pair) => pair.sending / pair.held));
  const figures = [String(connections).padStart(8), held.toFixed(0).padStart(14), sending.toFixed(0).padStart(10)];
  console.log(`${name.padEnd(28)}${figures.join('')}${ratio.toFixed(2).padStart(8)}${String(sent).padStart(17)}`);
}

/** @param {import('./lib/world.mjs').World} world */
async function drain(world) {
  await world.pool.query(AGAIN);
  await world.pool.query(RELEASE);
  const { rows: due } = await world.pool.query(
    `select t.telegram_chat_id::bigint::int as chat from mensaje m join ticket t on t.id = m.ticket_id
     where m.estado_envio = 'PENDIENTE' and m.ready_at is not null order by m.fecha_programada, m.id`,
  );
  const from = api.sent.length;
  const begin = performance.now();
  await api.until(() => api.sent.length >= from + MESSAGES, 120_000);
  const seconds = (performance.now() - begin) / 1000;
  const order = api.sent.slice(from).map(({ chatId }) => chatId);
  const moved = order.filter((chatId, i) => chatId !== due[i]?.chat).length;
  const { overall, perChat } = api.peaks();
  console.log(
    `drained ${MESSAGES} messages in ${seconds.toFixed(1)} s: ${(MESSAGES / seconds).toFixed(1)} a second, ` +
      `${overall} in the busiest second, ${perChat} to the busiest chat; ${moved} out of the order of due time`,
  );
}
