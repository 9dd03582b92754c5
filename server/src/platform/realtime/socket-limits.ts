import type { IncomingMessage } from 'node:http';

import type { Namespace, Socket } from 'socket.io';

import type { Config } from '../config.js';
import { ProblemError } from '../errors/problem.js';
import { clientAddress, networkOf, type Trust } from '../http/client-address.js';
import type { Doors } from '../http/doors.js';
import { isOwnOrigin } from '../http/own-hosts.js';
import type { RateLimiter } from '../rate-limiter.js';

/** A connection below socket.io: it may carry several namespaces, or none. */
type Connection = Socket['conn'];

/** What is known of an open connection. */
interface Guest {
  network: string;
  /** Namespaces it is in. */
  joined: number;
  /** Closes it, while it is in none. */
  patience: NodeJS.Timeout | null;
}

const TOO_MANY = 'DEMASIADAS_SOLICITUDES';
const MINUTE_MS = 60_000;

/** How many sockets who may have, and how fast; beyond it `connect_error` DEMASIADAS_SOLICITUDES (docs/security.md). */
export class SocketLimits {
  private readonly guests = new WeakMap<Connection, Guest>();
  /** Key → how many there are now. */
  private readonly open = new Map<string, number>();

  constructor(
    readonly doors: Doors['sockets'],
    private readonly config: Pick<Config, 'publicUrl'>,
    private readonly trust: Trust,
    private readonly limiter: RateLimiter,
  ) {}

  /** Why this WebSocket is not opened; null: it is. */
  async refusal(request: IncomingMessage): Promise<ProblemError | null> {
    if (!isOwnOrigin(request, this.trust, this.config.publicUrl)) return new ProblemError('SIN_PERMISO');
    const network = this.networkOf(request);
    const retryAfter = await this.limiter.take(`handshake ${network}`, this.doors.handshakesPerMinute);
    if (retryAfter > 0) return new ProblemError(TOO_MANY, undefined, { retryAfter });
    return this.isFull(`waiting ${network}`, this.doors.waitingPerAddress) ? new ProblemError(TOO_MANY) : null;
  }

  /** From the first moment of a connection. */
  watch(connection: Connection): void {
    const guest: Guest = { network: this.networkOf(connection.request), joined: 0, patience: null };
    this.guests.set(connection, guest);
    this.wait(connection, guest);
    connection.once('close', () => this.waitNoMore(guest));
    this.listenToSpeed(connection);
  }

  /** After a gateway let it in: the last door of a namespace. */
  guard(namespace: Namespace): void {
    namespace.use((socket, next) => {
      const keys = this.keysOf(socket);
      if (Object.entries(keys).some(([key, max]) => this.isFull(key, max))) next(new Error(TOO_MANY));
      else {
        this.join(socket, Object.keys(keys));
        next();
      }
    });
  }

  private join(socket: Socket, keys: string[]): void {
    const connection = socket.conn;
    const guest = this.guests.get(connection);
    if (!guest || connection.readyState !== 'open') return; // it left meanwhile: socket.io will see it too
    for (const key of keys) this.add(key, 1);
    guest.joined += 1;
    this.waitNoMore(guest);
    let inside = true;
    const leave = (): void => {
      if (!inside) return;
      inside = false;
      for (const key of keys) this.add(key, -1);
      guest.joined -= 1;
      if (guest.joined === 0 && connection.readyState === 'open') this.wait(connection, guest);
    };
    socket.once('disconnect', leave);
    connection.once('close', leave); // also when it closes before socket.io has put it into the namespace
  }

  private wait(connection: Connection, guest: Guest): void {
    this.add(`waiting ${guest.network}`, 1);
    guest.patience = setTimeout(() => cut(connection), this.doors.joinMs).unref();
  }

  private waitNoMore(guest: Guest): void {
    if (guest.patience === null) return;
    clearTimeout(guest.patience);
    guest.patience = null;
    this.add(`waiting ${guest.network}`, -1);
  }

  /** Whoever sends without end is cut off; the handshakes of coming back are counted too. */
  private listenToSpeed(connection: Connection): void {
    const max = this.limiter.allowed(this.doors.messagesPerMinute);
    let [since, count] = [performance.now(), 0];
    connection.on('packet', () => {
      const now = performance.now();
      if (now - since >= MINUTE_MS) [since, count] = [now, 0];
      count += 1;
      if (count > max) cut(connection);
    });
  }

  /** Whose socket it is, and how many of those there may be. Its token was checked by the gateway. */
  private keysOf({ nsp, handshake, data, conn }: Socket): Record<string, number> {
    const { perDevice, perPerson, perTicket, ticketsPerAddress } = this.doors;
    if (nsp.name === '/ticket') {
      const { audience } = data as { audience?: { key: string } };
      return {
        [`ticket ${audience?.key}`]: perTicket,
        [`tickets ${this.guests.get(conn)?.network}`]: ticketsPerAddress,
      };
    }
    const token = String((handshake.auth as { token?: unknown }).token);
    const person = subjectOf(token);
    return person === null ? { [`device ${token}`]: perDevice } : { [`person ${person}`]: perPerson };
  }

  private isFull(key: string, max: number): boolean {
    return (this.open.get(key) ?? 0) >= this.limiter.allowed(max);
  }

  private add(key: string, many: number): void {
    const count = (this.open.get(key) ?? 0) + many;
    if (count > 0) this.open.set(key, count);
    else this.open.delete(key);
  }

  private networkOf(request: IncomingMessage): string {
    return networkOf(clientAddress(request, this.trust));
  }
}

/** At once: a farewell would wait half a minute for an answer that nobody owes us. */
function cut(connection: Connection): void {
  connection.request.socket.destroy();
}

/** Who an access token is about: each has many, one after another. Null: it is a device's, which has none within. */
function subjectOf(token: string): string | null {
  const [, claims, signature] = token.split('.');
  if (claims === undefined || signature === undefined) return null;
  return String((JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: unknown }).sub);
}
