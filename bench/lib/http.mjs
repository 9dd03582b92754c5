// @ts-check
// A caller that costs little: HTTP/1.1 over one kept connection, the request made beforehand, of the answer only its
// status and its length. What a library does more would be measured as the server's.
import { once } from 'node:events';
import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * @param {string} method
 * @param {string} path
 * @param {{ token?: string | undefined, body?: object | undefined }} [options]
 */
export function requestOf(method, path, { token, body } = {}) {
  const text = body ? JSON.stringify(body) : '';
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1'];
  if (token) lines.push(`Authorization: Bearer ${token}`);
  if (body) lines.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`);
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}

/** One kept connection: one request after another. */
export class Connection {
  /** @type {Buffer} */
  #rest = Buffer.alloc(0);
  /** @type {{ answered: (answer: { status: number, body: Buffer }) => void, failed: (error: Error) => void } | null} */
  #waiting = null;

  /** @param {net.Socket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#read(data));
    const end = (/** @type {Error} */ error) => this.#waiting?.failed(error);
    socket.on('error', end).on('close', () => end(new Error('the server closed the connection')));
  }

  /** @param {number} port */
  static async open(port) {
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /**
   * @param {string} request
   * @returns {Promise<{ status: number, body: Buffer }>}
   */
  send(request) {
    return new Promise((answered, failed) => {
      this.#waiting = { answered, failed };
      this.socket.write(request);
    });
  }

  close() {
    this.#waiting = null;
    this.socket.destroy();
  }

  /** @param {Buffer} data */
  #read(data) {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, data]) : data;
    const head = all.indexOf(HEAD_END);
    const text = head < 0 ? '' : all.toString('latin1', 0, head);
    const length = head < 0 ? 0 : Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (head < 0 || all.length < head + HEAD_END.length + length) {
      this.#rest = all;
      return;
    }
    const begin = head + HEAD_END.length;
    this.#rest = all.subarray(begin + length);
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.answered({ status: Number(text.slice(9, 12)), body: all.subarray(begin, begin + length) });
  }
}

/**
 * @param {number} port
 * @param {number} count
 */
export const openConnections = (port, count) => Promise.all(Array.from({ length: count }, () => Connection.open(port)));
