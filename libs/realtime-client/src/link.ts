import {
  CHANGED_EVENT,
  HEARTBEAT_MS,
  REALTIME_PROTOCOL,
  SOCKET_PATH,
  STALE_AFTER_MS,
  type Changed,
  type ErrorCode,
  type Heartbeat,
  type LinkState,
  type Namespace,
  type NamespaceStates,
  type Snapshot,
} from '@ticketero/contract';
import { io, type Socket } from 'socket.io-client';

/** What a screen knows at this moment, and how well it knows it. A new object whenever anything changes. */
export interface LinkView<S> {
  link: LinkState;
  state: S | null;
  revision: number;
  /** Milliseconds since the server was last heard; grows while the link is silent. */
  silentMs: number;
}

export interface LinkOptions<N extends Namespace> {
  namespace: N;
  /** Read at each (re)connection, so a renewed token is used. */
  auth: () => Record<string, string>;
  /** The server refused the token. True: there is a new one, try again now. */
  onRefused?: () => Promise<boolean>;
  /** When this state changes by the clock alone (ms since the epoch), such as the hour at which a branch opens. */
  changesAt?: (state: NamespaceStates[N]) => number | null;
  /** Other events of the namespace, such as `ticket:called`. */
  events?: Record<string, (payload: never) => void>;
  /** Empty for the page's own origin. */
  origin?: string;
}

export interface Link<S> {
  view(): LinkView<S>;
  subscribe(listener: () => void): () => void;
  /** The server's clock, by the last message heard (ms since the epoch). */
  serverNow(): number;
  close(): void;
}
/** What a timer can hold is 25 days, and more would come at once: what is further off is asked about day by day. */
const LONGEST_WAIT_MS = 86_400_000;

const REFUSED_RETRY_MS = 5_000;
const GOODBYE_RETRY_MS = 1_000;
/** Too many sockets at once, or too fast: the token is good. Doubled each time, and never in step with the others. */
const CROWDED_RETRY_MS = { first: 1_000, most: 60_000 };
const CROWDED: ErrorCode = 'DEMASIADAS_SOLICITUDES';
const TICK_MS = 1_000;
/** What changes by the clock is asked for a little after it, and not by all screens of a branch in the same moment. */
const CHANGED_BY_CLOCK_MS = { after: 100, spread: 2_000, again: 5_000 };

/**
 * Keeps the newest state of one namespace: the newest revision wins, the rest is forgotten. A lost message is repaired
 * by the next one, or by `resync` when a heartbeat shows that this client is behind (CONTRACT.md, Realtime).
 */
export function openLink<N extends Namespace>(options: LinkOptions<N>): Link<NamespaceStates[N]> {
  return new StateLink(options);
}

class StateLink<N extends Namespace, S = NamespaceStates[N]> implements Link<S> {
  private current: LinkView<S> = { link: 'connecting', state: null, revision: -1, silentMs: 0 };
  private heardAt = performance.now();
  private clockOffset = 0;
  private closed = false;
  private crowded = 0;
  /** In a row: a new token that is refused as well will not be better the next moment. */
  private refusals = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private due: ReturnType<typeof setTimeout> | undefined;
  private readonly timer = setInterval(() => this.grow(), TICK_MS);
  private readonly listeners = new Set<() => void>();
  private readonly socket: Socket;

  constructor(private readonly options: LinkOptions<N>) {
    this.socket = io(`${options.origin ?? ''}/${options.namespace}`, {
      path: SOCKET_PATH,
      transports: ['websocket'],
      auth: (send) => send(options.auth()),
      reconnectionDelay: 300,
      reconnectionDelayMax: HEARTBEAT_MS,
    });
    const changedEvent: string = CHANGED_EVENT[options.namespace];
    this.socket.on('snapshot', (snapshot: Snapshot<S>) => this.begin(snapshot));
    this.socket.on(changedEvent, (message: Changed<S>) => this.keep(message));
    this.socket.on('heartbeat', (beat: Heartbeat) => this.beat(beat));
    this.socket.on('disconnect', (reason) => this.lost(reason));
    this.socket.on('connect_error', ({ message }) => this.refused(message));
    for (const [event, handler] of Object.entries(options.events ?? {})) this.socket.on(event, handler as () => void);
  }

  view = (): LinkView<S> => this.current;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  serverNow = (): number => Date.now() + this.clockOffset;

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    clearTimeout(this.retry);
    clearTimeout(this.due);
    this.socket.close();
    this.listeners.clear();
  }

  private change(next: Partial<LinkView<S>>): void {
    const changed = (Object.keys(next) as (keyof LinkView<S>)[]).some((key) => this.current[key] !== next[key]);
    if (!changed) return;
    this.current = { ...this.current, ...next };
    this.listeners.forEach((listener) => listener());
  }

  private heard(at: string): void {
    this.heardAt = performance.now();
    this.clockOffset = Date.parse(at) - Date.now();
  }

  private begin(snapshot: Snapshot<S>): void {
    if (snapshot.protocol !== REALTIME_PROTOCOL) {
      this.change({ link: 'incompatible' });
      return;
    }
    this.crowded = 0;
    this.refusals = 0;
    // A fresh connection may be to a restored database whose revisions start lower: what it says now is the truth.
    this.current = { ...this.current, revision: -1 };
    this.keep(snapshot);
  }

  private keep(message: Changed<S>): void {
    this.heard(message.at);
    if (this.current.link === 'incompatible') return;
    const newer = message.revision >= this.current.revision;
    const content = newer ? { revision: message.revision, state: message.state } : {};
    this.change({ link: 'live', silentMs: 0, ...content });
    this.awaitClock();
  }

  /** No commit tells what the clock alone changes: it is asked for at its time, and again while it has not happened. */
  private awaitClock(): void {
    clearTimeout(this.due);
    const at = this.current.state === null ? null : (this.options.changesAt?.(this.current.state as never) ?? null);
    if (at === null) return;
    const { after, spread, again } = CHANGED_BY_CLOCK_MS;
    const wait = Math.min(at - this.serverNow(), LONGEST_WAIT_MS);
    this.due = setTimeout(() => this.resync(), (wait > 0 ? wait + after : again) + Math.random() * spread);
  }

  private beat(beat: Heartbeat): void {
    this.heard(beat.at);
    if (this.current.link === 'incompatible') return;
    if (beat.revision > this.current.revision) this.resync();
    else if (this.current.state !== null) this.change({ link: 'live', silentMs: 0 });
  }

  private resync(): void {
    this.change({ link: 'catching-up' });
    this.socket.timeout(HEARTBEAT_MS).emit('resync', {}, (error: Error | null, snapshot: Snapshot<S>) => {
      if (!error) this.keep(snapshot);
    });
  }

  private lost(reason: string): void {
    if (this.current.link !== 'incompatible') {
      this.change({ link: this.current.state === null ? 'connecting' : 'catching-up' });
    }
    // The server said goodbye: socket.io does not come back by itself.
    if (reason === 'io server disconnect') this.retry = setTimeout(() => this.socket.connect(), GOODBYE_RETRY_MS);
  }

  private refused(why: string): void {
    if (this.socket.active) return; // the transport failed: socket.io tries again by itself
    if (why === CROWDED) {
      this.change({ link: this.current.state === null ? 'connecting' : 'catching-up' });
      const wait = Math.min(CROWDED_RETRY_MS.most, CROWDED_RETRY_MS.first * 2 ** this.crowded++);
      this.retry = setTimeout(() => this.socket.connect(), wait * (0.5 + Math.random() / 2));
      return;
    }
    this.change({ link: 'refused' });
    this.refusals += 1;
    const first = this.refusals === 1;
    void (this.options.onRefused?.() ?? Promise.resolve(false)).then((renewed) => {
      if (!this.closed) this.retry = setTimeout(() => this.socket.connect(), renewed && first ? 0 : REFUSED_RETRY_MS);
    });
  }

  private grow(): void {
    const { link, state } = this.current;
    if (link === 'incompatible' || link === 'refused' || state === null) return;
    const silentMs = performance.now() - this.heardAt;
    if (silentMs >= STALE_AFTER_MS) this.change({ link: 'stale', silentMs });
    else if (silentMs >= HEARTBEAT_MS) this.change({ silentMs });
  }
}
