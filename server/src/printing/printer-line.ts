import { Resolver } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import type { PrintingConfig } from '../platform/config.js';
import { isAllowedAddress } from '../platform/network-host.js';
import { PrinterReplies } from './printer-replies.js';
import { troubleOf, type Trouble } from './trouble.js';

/** The line was never there, or broke, or nothing came in time. */
export class LineError extends Error {}

/** Another slip, or another server, may be on it just now: many printers take one connection at a time. */
const BUSY_PAUSE_MS = 200;
const FAREWELL_MS = 300;

const DLE_EOT = [0x10, 0x04] as const;
/** `GS r 1`: answered when all before it is printed. */
const BARRIER = [0x1d, 0x72, 1];

/** One connection to a printer, for one slip. Whatever goes wrong ends it: everything that waits then throws LineError. */
export class PrinterLine {
  private readonly replies = new PrinterReplies();
  private readonly broken: Promise<never>;

  private constructor(private readonly socket: Socket) {
    this.broken = new Promise((_, reject) => {
      socket.once('close', () => reject(new LineError('closed')));
    });
    this.broken.catch(() => {}); // heard by whoever waits at that moment
    socket.on('error', () => {}); // 'close' follows
    socket.on('data', (bytes: Buffer) => {
      if (!this.replies.hear(bytes)) socket.destroy();
    });
  }

  /** Throws LineError when it is not reached within `connectMs`. It breaks by itself after `wholeMs`. */
  static async open(
    host: string,
    port: number,
    { connectMs, wholeMs, loopback }: PrintingConfig,
  ): Promise<PrinterLine> {
    const until = performance.now() + connectMs;
    const address = isIP(host) === 0 ? await addressOf(host, connectMs) : host;
    if (!isAllowedAddress(address, loopback)) throw new LineError('an address that is not allowed');
    for (;;) {
      const socket = await connected(address, port, until - performance.now());
      if (socket) {
        socket.setNoDelay(true);
        const end = setTimeout(() => socket.destroy(), wholeMs);
        socket.once('close', () => clearTimeout(end));
        return new PrinterLine(socket);
      }
      if (performance.now() + BUSY_PAUSE_MS >= until) throw new LineError('refused');
      await pause(BUSY_PAUSE_MS);
    }
  }

  /** What the printer says of itself at this moment, also when it is off line. */
  async trouble(): Promise<Trouble | null> {
    const printer = await this.status(1);
    const cause = await this.status(2);
    const paper = await this.status(4);
    return troubleOf({ printer, cause, paper });
  }

  async send(bytes: Uint8Array): Promise<void> {
    const written = new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
    await Promise.race([written, this.broken]);
  }

  /** Resolves when all that was sent is on paper, as far as the printer can tell. */
  async printed(): Promise<void> {
    await this.ask(BARRIER, 'barrier');
  }

  /** Resolves when the printer is free for the next one. */
  async close(): Promise<void> {
    this.socket.end();
    await Promise.race([this.broken.catch(() => {}), pause(FAREWELL_MS)]);
    this.socket.destroy();
  }

  private status(part: 1 | 2 | 4): Promise<number> {
    return this.ask([...DLE_EOT, part], 'status');
  }

  private async ask(question: number[], kind: 'status' | 'barrier'): Promise<number> {
    const answer = this.replies.next(kind);
    await this.send(Uint8Array.from(question));
    return Promise.race([answer, this.broken]);
  }
}

/** By DNS alone, and not by the system's look-up: that one holds a thread for as long as it likes. */
async function addressOf(name: string, ms: number): Promise<string> {
  const resolver = new Resolver({ timeout: ms, tries: 1 });
  const late = setTimeout(() => resolver.cancel(), ms);
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  clearTimeout(late);
  const [address] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (address === undefined) throw new LineError('no such host');
  return address;
}

/** Null: refused, and it may be free in a moment. Throws LineError when nobody answers within `ms`. */
function connected(host: string, port: number, ms: number): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => fail(new LineError('too late')), Math.max(0, ms));
    const fail = (error: LineError | null): void => {
      clearTimeout(timer);
      socket.destroy();
      if (error) reject(error);
      else resolve(null);
    };
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      fail(code === 'ECONNREFUSED' || code === 'ECONNRESET' ? null : new LineError('not reached')),
    );
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}
