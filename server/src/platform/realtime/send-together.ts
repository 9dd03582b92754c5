import type { Socket } from 'socket.io';

/** The name of an event, and what it carries. */
export type SocketEvent = [event: string, payload: object];

/** What engine.io takes beside a packet: a WebSocket frame that was made before, as socket.io's own rooms hand it over. */
interface Written {
  compress: false;
  wsPreEncodedFrame: [Buffer];
}
interface Wire {
  write(packet: string, options: Written): void;
}

/**
 * The same events to all of these sockets of one namespace: encoded once, and written once to each socket, however many events
 * there are. A room of socket.io encodes once too, but writes each event by itself, in two pieces; the writes are what a
 * screen costs (docs/performance.md). Order and back pressure stay engine.io's.
 */
export function sendTogether(namespace: string, sockets: Iterable<Socket>, events: readonly SocketEvent[]): void {
  const packets = events.map((event) => `2${namespace},${JSON.stringify(event)}`); // socket.io's EVENT
  const [first] = packets;
  if (first === undefined) return;
  const options: Written = {
    compress: false,
    wsPreEncodedFrame: [Buffer.concat(packets.flatMap((packet) => frame(`4${packet}`)))], // engine.io's message
  };
  for (const { conn } of sockets) (conn as Wire).write(first, options);
}

/** One whole unmasked text frame (RFC 6455, 5.2). */
function frame(text: string): Buffer[] {
  const body = Buffer.from(text);
  return [head(body.length), body];
}

const FINAL_TEXT = 0x81;
function head(length: number): Buffer {
  if (length < 126) return Buffer.from([FINAL_TEXT, length]);
  const bytes = Buffer.alloc(length < 65_536 ? 4 : 10);
  bytes[0] = FINAL_TEXT;
  bytes[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) bytes.writeUInt16BE(length, 2);
  else bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
