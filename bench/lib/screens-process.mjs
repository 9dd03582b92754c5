// @ts-check
// Many screens in a process of their own: bare TCP sockets that speak just enough of WebSocket, engine.io and socket.io to be
// a client, so that what is measured is the server. A socket.io-client each would cost more than the server's half.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

/** @typedef {{ id: number, port: number, path: string, namespace: string | null, screens: { group: number, token: string }[] }} Open */
/** @typedef {{ key: string, count: number, last: number }} Seen */

/** One event of one revision in one group → how many screens have it, and when the last one had it (ms, CLOCK_MONOTONIC). */
/** @type {Map<string, Seen>} */
const seen = new Map();
/** Screens that wait for their own answer before the next one knocks. */
const AT_ONCE = 50;
const EVENT = /^42(?:\/\w+,)?\["([\w:]+)",\{"revision":(\d+)/;
const HEAD_BYTES = 90;

const now = () => Number(process.hrtime.bigint()) / 1e6;

process.on('message', (/** @type {any} */ message) => {
  if (message.ask === 'open') void openAll(message).then(() => process.send?.({ id: message.id }));
  if (message.ask === 'seen') {
    process.send?.({ id: message.id, seen: [...seen.values()] });
    seen.clear();
  }
});

/** @param {Open} open */
async function openAll({ port, path, namespace, screens }) {
  const next = screens.values();
  const worker = async () => {
    for (const screen of next) await openOne(port, path, namespace, screen);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/**
 * @param {number} port
 * @param {string} path
 * @param {string | null} namespace null: bare WebSocket, nothing to be said
 * @param {{ group: number, token: string }} screen
 */
function openOne(port, path, namespace, { group, token }) {
  return new Promise((ready, failed) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    const key = randomBytes(16).toString('base64');
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    socket.on('error', failed).on('close', () => failed(new Error('a screen was closed')));
    const hear = (/** @type {string} */ head) => {
      if (head === '2') socket.write(frame('3'));
      else if (head.startsWith('0')) socket.write(frame(`40${namespace},${JSON.stringify({ token })}`));
      else if (head.startsWith('44')) failed(new Error(head));
      else if (head.includes('["snapshot"')) ready(undefined);
      else note(group, head);
    };
    onFrames(socket, hear, () => namespace === null && ready(undefined));
  });
}

/**
 * @param {number} group
 * @param {string} head
 */
function note(group, head) {
  const match = EVENT.exec(head);
  if (!match) return;
  const key = `${match[1]} ${group} ${match[2]}`;
  const entry = seen.get(key);
  if (entry) {
    entry.count += 1;
    entry.last = now();
  } else seen.set(key, { key, count: 1, last: now() });
}

/**
 * @param {import('node:net').Socket} socket
 * @param {(head: string) => void} hear the beginning of each text
 * @param {() => void} upgraded
 */
function onFrames(socket, hear, upgraded) {
  let open = false;
  /** @type {Buffer | null} */
  let rest = null;
  socket.on('data', (chunk) => {
    let data = rest ? Buffer.concat([rest, chunk]) : chunk;
    rest = null;
    if (!open) {
      const end = data.indexOf('\r\n\r\n');
      if (end < 0) return void (rest = data);
      open = true;
      upgraded();
      data = data.subarray(end + 4);
    }
    while (data.length > 0) {
      const size = sizeOf(data);
      if (size === null || data.length < size.head + size.body) return void (rest = data);
      hear(data.toString('latin1', size.head, size.head + Math.min(size.body, HEAD_BYTES)));
      data = data.subarray(size.head + size.body);
    }
  });
}

/** @param {Buffer} data of a server, which masks nothing */
function sizeOf(data) {
  if (data.length < 2) return null;
  const short = /** @type {number} */ (data[1]);
  if (short < 126) return { head: 2, body: short };
  if (short === 126) return data.length < 4 ? null : { head: 4, body: data.readUInt16BE(2) };
  return data.length < 10 ? null : { head: 10, body: Number(data.readBigUInt64BE(2)) };
}

/** @param {string} text one short enough; masked with zeros, as a client must */
function frame(text) {
  const body = Buffer.from(text);
  const head =
    body.length < 126
      ? Buffer.from([0x81, 0x80 | body.length])
      : Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}
