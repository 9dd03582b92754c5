// @ts-check
// Inside the server that is measured (node --require): what its own database session says of its settings, and the
// statements it sends while somebody asks for them. It changes nothing of what is sent.
const { Client } = require('pg');

/** @type {import('pg').Client | null} */
let last = null;
/** @type {{ client: number, flight: number, name?: string, text: string, values?: unknown[] }[] | null} */
let sent = null;
/** Whose statement it is: jobs and other requests send theirs meanwhile. @type {Map<import('pg').Client, number>} */
const numbers = new Map();

/** What is asked for in one turn of the event loop travels together. */
let flight = 0;
let landed = true;

function ownFlight() {
  if (landed) {
    flight += 1;
    landed = false;
    setImmediate(() => (landed = true));
  }
  return flight;
}

const original = Client.prototype.query;
/**
 * @param {import('pg').Client} client
 * @param {any[]} args
 */
function note(client, args) {
  last = client;
  const [query] = args;
  if (sent) {
    const number = numbers.get(client) ?? numbers.size;
    numbers.set(client, number);
    const { name, text, values } = typeof query === 'string' ? { text: query } : query;
    sent.push({ client: number, flight: ownFlight(), name, text, values });
  }
  return /** @type {any} */ (original).apply(client, args);
}
Client.prototype.query = /** @type {any} */ (
  /** @this {import('pg').Client} */
  function (/** @type {any[]} */ ...args) {
    return note(this, args);
  }
);

const SETTINGS = `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
  current_setting('server_version') as version`;

/** @param {string | undefined} bench */
async function answer(bench) {
  if (bench === 'settings') return (await last?.query(SETTINGS))?.rows[0];
  const captured = sent;
  sent = bench === 'capture' ? [] : null;
  return captured;
}

process.on('message', (/** @type {{ bench?: string }} */ { bench }) => {
  void answer(bench).then((found) => process.send?.({ bench, answer: found }));
});
process.channel?.unref();
