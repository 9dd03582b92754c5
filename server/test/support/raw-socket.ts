import { connect, type Socket } from 'node:net';

import { SOCKET_PATH } from '@ticketero/contract';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
/** A busy machine is no failure: only what never comes takes so long. */
const WAIT_MS = 30_000;

/** How a frame is written; a client that keeps to RFC 6455 says no more than its text. */
export interface FrameOptions {
  opcode?: number;
  final?: boolean;
  /** RSV1 to RSV3, as in 0x40, 0x20, 0x10. */
  reserved?: number;
  masked?: boolean;
  /** What the frame says of its length, whatever is sent. */
  claimedBytes?: number;
}

export function frame(payload: Buffer, options: FrameOptions = {}): Buffer {
  const { opcode = TEXT, final = true, reserved = 0, masked = true, claimedBytes = payload.length } = options;
  const mask = masked ? 0x80 : 0;
  const first = (final ? 0x80 : 0) | reserved | opcode;
  let head: Buffer;
  if (claimedBytes < 126) head = Buffer.from([first, mask | claimedBytes]);
  else if (claimedBytes < 65_536) {
    head = Buffer.from([first, mask | 126, 0, 0]);
    head.writeUInt16BE(claimedBytes, 2);
  } else {
    head = Buffer.from([first, mask | 127, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeBigUInt64BE(BigInt(claimedBytes), 2);
  }
  // A mask of zeros is a mask.
  return Buffer.concat([head, ...(masked ? [Buffer.alloc(4)] : []), payload]);
}

const HANDSHAKE = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

/** A WebSocket without a client of socket.io in between that would mend what is sent. */
export class RawSocket {
  /** The answer to the upgrade, with its body when it was refused. */
  head = '';
  /** Texts that the server sent since. */
  readonly texts: string[] = [];
  closed = false;
  private received = Buffer.alloc(0);
  private pongs = 0;
  private readonly waiting = new Set<() => void>();

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.hear(chunk));
    socket.on('error', () => {}); // reset by the server: closed, all the same
    socket.on('close', () => {
      this.closed = true;
      this.news();
    });
  }

  /** Resolves with the answer, 101 or not. `headers`: undefined leaves one of the handshake out. */
  static async open(
    url: string,
    headers: Record<string, string | undefined> = {},
    query = 'EIO=4&transport=websocket',
  ): Promise<RawSocket> {
    const { port, host } = new URL(url);
    const raw = new RawSocket(connect(Number(port), '127.0.0.1'));
    const lines = Object.entries({ Host: host, ...HANDSHAKE, ...headers }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${value}`],
    );
    raw.socket.write(`GET ${SOCKET_PATH}/?${query} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    await raw.until(() => raw.status === 101 || raw.isAnswered);
    return raw;
  }

  /** The whole of a refusal is here. */
  private get isAnswered(): boolean {
    const [head = '', body = ''] = this.head.split('\r\n\r\n');
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    return Buffer.byteLength(body) >= length;
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d{3})/.exec(this.head)?.[1]);
  }

  write(bytes: Buffer): void {
    if (!this.closed) this.socket.write(bytes);
  }

  say(text: string): void {
    this.write(frame(Buffer.from(text)));
  }

  /** Until the server has read everything that was written, or has closed. */
  async settled(): Promise<void> {
    const before = this.pongs;
    this.write(frame(Buffer.alloc(0), { opcode: PING }));
    await this.until(() => this.pongs > before);
  }

  /** Resolves when it is so, or closed. Throws when it never is. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.waiting.delete(look);
        reject(
          new Error(`the server hangs: ${this.head.slice(0, 80)} ${this.texts.slice(-3).join(' ').slice(0, 300)}`),
        );
      }, WAIT_MS);
      const look = (): void => {
        if (!this.closed && !isSo()) return;
        clearTimeout(limit);
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  end(): void {
    this.socket.destroy();
  }

  private news(): void {
    for (const look of [...this.waiting]) look();
  }

  private hear(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    if (this.head === '' || this.status !== 101) this.hearHead();
    if (this.status === 101) while (this.hearFrame());
    this.news();
  }

  private hearHead(): void {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const isRefusal = !this.received.subarray(0, 12).toString().endsWith('101');
    this.head = this.received.subarray(0, isRefusal ? undefined : end + 4).toString();
    if (!isRefusal) this.received = this.received.subarray(end + 4);
  }

  /** False: no whole frame is there. The server masks nothing and splits nothing. */
  private hearFrame(): boolean {
    const [first = 0, second = 0] = this.received;
    if (this.received.length < 2) return false;
    const long = second === 126 ? 2 : second === 127 ? 8 : 0;
    if (this.received.length < 2 + long) return false;
    const bytes =
      long === 2 ? this.received.readUInt16BE(2) : long === 8 ? Number(this.received.readBigUInt64BE(2)) : second;
    if (this.received.length < 2 + long + bytes) return false;
    const payload = this.received.subarray(2 + long, 2 + long + bytes);
    this.received = this.received.subarray(2 + long + bytes);
    if ((first & 15) === TEXT) this.texts.push(payload.toString());
    if ((first & 15) === PONG) this.pongs += 1;
    // It says farewell, and waits for ours.
    if ((first & 15) === CLOSE) this.closed = true;
    return true;
  }
}
