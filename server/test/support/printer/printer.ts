import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { quietPort } from '../../../../tools/lib/free-ports.mjs';
import { Paper, type Sheet } from './paper.js';

/** What is wrong with it at this moment. */
export interface Faults {
  paperOut: boolean;
  coverOpen: boolean;
  /** The knife, the head. */
  error: boolean;
  offLine: boolean;
  /** It takes connections and says nothing. */
  hangs: boolean;
  /** The paper ends when this many lines are printed. */
  linesLeft: number;
  /** The line breaks when this many bytes have come. */
  bytesLeft: number;
  /** Before each answer, ms. */
  slowMs: number;
  /** Said to everybody who connects. */
  banner: string;
  /** Does not know `GS r`. */
  noBarrier: boolean;
}

const WELL: Faults = {
  ...{ paperOut: false, coverOpen: false, error: false, offLine: false, hangs: false, noBarrier: false },
  ...{ linesLeft: Infinity, bytesLeft: Infinity, slowMs: 0, banner: '' },
};

/** In every answer to `DLE EOT`. */
const FIXED = 0x12;
const NOTHING = new Uint8Array();

/** A receipt printer on TCP, as those of the trade are: one mechanism, whoever sends, and `DLE EOT` at any time. */
export class TestPrinter {
  faults: Faults = { ...WELL };
  /** Every byte that came, line by line of connection. */
  readonly heard: Buffer[] = [];
  private readonly sockets = new Set<Socket>();
  private buffer: Uint8Array = NOTHING;
  private talking: Socket | null = null;
  private readonly paper = new Paper(
    () => this.say(this.talking, 0),
    () => this.feed(),
  );

  private constructor(private server: Server) {}

  static async start(): Promise<TestPrinter> {
    const printer = new TestPrinter(createServer());
    // It may be unplugged and plugged in again: no outgoing connection may stand there meanwhile.
    await printer.listen(await quietPort());
    return printer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get setup(): { host: string; port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  /** What was cut off, in its order. */
  get sheets(): Sheet[] {
    return this.paper.sheets;
  }

  /** What is not cut off yet. */
  get unfinished(): Sheet {
    return this.paper.unfinished;
  }

  /** Nothing is wrong any more; what still lay in its buffer is printed. */
  mend(): void {
    this.faults = { ...WELL };
    this.eat();
  }

  /** Its plug is pulled; `plugIn` gives it back on the same port. */
  async unplug(): Promise<number> {
    const { port } = this;
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
    return port;
  }

  async plugIn(port: number): Promise<void> {
    this.server = createServer();
    await this.listen(port);
  }

  async stop(): Promise<void> {
    if (this.server.listening) await this.unplug();
  }

  private listen(port: number): Promise<void> {
    this.server.on('connection', (socket) => this.welcome(socket));
    return new Promise((listening) => this.server.listen(port, '127.0.0.1', listening));
  }

  private welcome(socket: Socket): void {
    this.sockets.add(socket);
    const mine = this.heard.push(Buffer.alloc(0)) - 1;
    socket.on('error', () => {});
    socket.on('close', () => this.sockets.delete(socket));
    if (this.faults.banner) socket.write(this.faults.banner);
    socket.on('data', (bytes) => {
      this.heard[mine] = Buffer.concat([this.heard[mine] ?? NOTHING, bytes]);
      this.take(socket, bytes);
    });
  }

  private take(socket: Socket, bytes: Uint8Array): void {
    if (this.faults.hangs) return;
    const before = bytes.subarray(0, Math.max(0, this.faults.bytesLeft));
    this.faults.bytesLeft -= bytes.length;
    this.buffer = Buffer.concat([this.buffer, this.withoutQuestions(socket, before)]);
    this.talking = socket;
    this.eat();
    if (this.faults.bytesLeft < 0) socket.destroy();
  }

  /** `DLE EOT n` is answered at once, wherever it stands. */
  private withoutQuestions(socket: Socket, bytes: Uint8Array): Uint8Array {
    const rest: number[] = [];
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte !== 0x10 || bytes[at + 1] !== 0x04) rest.push(byte);
      else {
        this.say(socket, this.status(bytes[at + 2] ?? 0));
        at += 2;
      }
    }
    return Uint8Array.from(rest);
  }

  private status(part: number): number {
    const { paperOut, coverOpen, error, offLine } = this.faults;
    const stopped = paperOut || coverOpen || error || offLine;
    if (part === 1) return FIXED | (stopped ? 0x08 : 0);
    if (part === 2) return FIXED | (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (error ? 0x40 : 0);
    return FIXED | (paperOut ? 0x60 : 0);
  }

  private say(socket: Socket | null, byte: number): void {
    if (byte === 0 && this.faults.noBarrier) return;
    const send = (): void => void (socket?.writable && socket.write(Uint8Array.of(byte)));
    if (this.faults.slowMs > 0) setTimeout(send, this.faults.slowMs);
    else send();
  }

  private eat(): void {
    this.buffer = this.buffer.subarray(this.paper.eat(this.buffer));
  }

  /** Whether the next line comes out. */
  private feed(): boolean {
    const { paperOut, coverOpen, error, offLine } = this.faults;
    if (paperOut || coverOpen || error || offLine) return false;
    if (this.faults.linesLeft <= 0) {
      this.faults.paperOut = true;
      return false;
    }
    this.faults.linesLeft -= 1;
    return true;
  }
}
