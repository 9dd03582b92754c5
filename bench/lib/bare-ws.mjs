// @ts-check
// The floor of every fan-out: a bare `ws` server in a process of its own that sends a text to all its clients, or to those of
// one group (the path's number).
import { createRequire } from 'node:module';

/** It comes with socket.io, without types of its own. */
const { WebSocketServer } = createRequire(createRequire(import.meta.url).resolve('engine.io'))('ws');

/** @type {Map<string, Set<{ send: (data: Buffer, options: object) => void }>>} */
const groups = new Map();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
server.on('connection', (/** @type {any} */ socket, /** @type {{ url: string }} */ { url }) => {
  const group = url.slice(1);
  const members = groups.get(group) ?? new Set();
  groups.set(group, members.add(socket));
  socket.on('close', () => members.delete(socket));
});
server.on('listening', () => process.send?.({ port: server.address().port }));

process.on('message', (/** @type {{ group: string, text: string, id: number }} */ { group, text, id }) => {
  const at = Number(process.hrtime.bigint()) / 1e6;
  const data = Buffer.from(text);
  for (const socket of groups.get(group) ?? []) socket.send(data, { binary: false });
  process.send?.({ id, at });
});
