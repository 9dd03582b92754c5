import {
  CHANGED_EVENT,
  HEARTBEAT_MS,
  REALTIME_PROTOCOL,
  SOCKET_PATH,
  STALE_AFTER_MS,
  type Changed,
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

const REFUSED_RETRY_MS = 5_000;
const TICK_MS = 1_000;

/**
 * Keeps the newest state of one namespace: the newest revision wins, the rest is forgotten. A lost message is repaired
 * by the next one, or by `resync` when a heartbeat shows that this client is behind (CONTRACT.md, Realtime).
 */
export function openLink<N extends Namespace>(options: LinkOptions<N>): Link<NamespaceStates[N]> {
  type S = NamespaceStates[N];
  let current: LinkView<S> = { link: 'connecting', state: null, revision: -1, silentMs: 0 };
  let heardAt = performance.now();
  let clockOffset = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const listeners = new Set<() => void>();

  const socket: Socket = io(`${options.origin ?? ''}/${options.namespace}`, {
    path: SOCKET_PATH,
    transports: ['websocket'],
    auth: (send) => send(options.auth()),
    reconnectionDelay: 300,
    reconnectionDelayMax: HEARTBEAT_MS,
  });

  function change(next: Partial<LinkView<S>>): void {
    const changed = (Object.keys(next) as (keyof LinkView<S>)[]).some((key) => current[key] !== next[key]);
    if (!changed) return;
    current = { ...current, ...next };
    listeners.forEach((listener) => listener());
  }

  function heard(at: string): void {
    heardAt = performance.now();
    clockOffset = Date.parse(at) - Date.now();
  }

  function keep(message: Changed<S>): void {
    heard(message.at);
    if (current.link === 'incompatible') return;
    if (message.revision < current.revision) change({ link: 'live', silentMs: 0 });
    else change({ link: 'live', silentMs: 0, revision: message.revision, state: message.state });
  }

  function resync(): void {
    if (current.link !== 'incompatible') change({ link: 'catching-up' });
    socket.timeout(HEARTBEAT_MS).emit('resync', {}, (error: Error | null, snapshot: Snapshot<S>) => {
      if (!error) keep(snapshot);
    });
  }

  socket.on('snapshot', (snapshot: Snapshot<S>) => {
    if (snapshot.protocol !== REALTIME_PROTOCOL) {
      change({ link: 'incompatible' });
      return;
    }
    // A fresh connection may be to a restored database whose revisions start lower: what it says now is the truth.
    current = { ...current, revision: -1 };
    keep(snapshot);
  });
  const changedEvent: string = CHANGED_EVENT[options.namespace];
  socket.on(changedEvent, keep);
  socket.on('heartbeat', (beat: Heartbeat) => {
    heard(beat.at);
    if (current.link === 'incompatible') return;
    if (beat.revision > current.revision) resync();
    else if (current.state !== null) change({ link: 'live', silentMs: 0 });
  });
  socket.on('disconnect', (reason) => {
    if (current.link !== 'incompatible') change({ link: current.state === null ? 'connecting' : 'catching-up' });
    if (reason === 'io server disconnect') retry = setTimeout(() => socket.connect(), 1_000);
  });
  socket.on('connect_error', () => {
    if (socket.active) return; // the transport failed: socket.io tries again by itself
    change({ link: 'refused' });
    void (options.onRefused?.() ?? Promise.resolve(false)).then((renewed) => {
      if (!closed) retry = setTimeout(() => socket.connect(), renewed ? 0 : REFUSED_RETRY_MS);
    });
  });
  for (const [event, handler] of Object.entries(options.events ?? {})) socket.on(event, handler as () => void);

  const timer = setInterval(() => {
    const silentMs = performance.now() - heardAt;
    if (current.link === 'incompatible' || current.link === 'refused' || current.state === null) return;
    if (silentMs >= STALE_AFTER_MS) change({ link: 'stale', silentMs });
    else if (silentMs >= HEARTBEAT_MS) change({ silentMs });
  }, TICK_MS);

  return {
    view: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverNow: () => Date.now() + clockOffset,
    close() {
      closed = true;
      clearInterval(timer);
      clearTimeout(retry);
      socket.close();
      listeners.clear();
    },
  };
}
