import { SOCKET_PATH, type Namespace } from '@ticketero/contract';
import { io, type Socket } from 'socket.io-client';

export interface Frame {
  event: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read payloads field by field
  payload: any;
  /** Real time of arrival. */
  heardAt: number;
}

/** One listener that keeps every frame it is sent. */
export interface Listener {
  socket: Socket;
  frames: Frame[];
  of(event: string): Frame[];
  /** The first frame of this event that fits, among those kept and those to come. */
  until(event: string, fits?: (payload: Frame['payload']) => boolean): Promise<Frame['payload']>;
  resync(): Promise<Frame['payload']>;
  close(): void;
}

/** A busy machine is no failure: what is awaited comes by an event, and this is how long nothing may come at all. */
const WAIT_MS = 30_000;

function listenerOf(socket: Socket): Listener {
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((event: string, payload: unknown) => {
    frames.push({ event, payload, heardAt: performance.now() });
    waiting.forEach((look) => look());
  });
  const of = (event: string) => frames.filter((frame) => frame.event === event);
  return {
    socket,
    frames,
    of,
    until: (event, fits = () => true) =>
      new Promise((found, failed) => {
        const limit = setTimeout(() => {
          waiting.delete(look);
          failed(new Error(`no ${event} that fits; heard: ${frames.map((frame) => frame.event).join(', ')}`));
        }, WAIT_MS);
        const look = () => {
          const frame = of(event).find(({ payload }) => fits(payload));
          if (!frame) return;
          clearTimeout(limit);
          waiting.delete(look);
          found(frame.payload);
        };
        waiting.add(look);
        look();
      }),
    resync: async () => socket.timeout(WAIT_MS).emitWithAck('resync', {}),
    close: () => socket.close(),
  };
}

const open = (url: string, namespace: Namespace, auth: object, ca?: string): Socket =>
  io(`${url}/${namespace}`, {
    ...(ca === undefined ? {} : { ca }),
    path: SOCKET_PATH,
    transports: ['websocket'],
    auth,
    forceNew: true,
    reconnection: false,
  });

/** Resolves upon the first snapshot. Throws when the server refuses. `ca`: over TLS, whose certificates are believed. */
export async function listen(url: string, namespace: Namespace, auth: object, ca?: string): Promise<Listener> {
  const socket = open(url, namespace, auth, ca);
  const listener = listenerOf(socket);
  const refused = new Promise<never>((_, fail) => {
    socket.on('connect_error', fail);
  });
  await Promise.race([listener.until('snapshot'), refused]);
  return listener;
}

/** The words with which the server refuses. Throws when it lets the caller in. */
export async function refusal(url: string, namespace: Namespace, auth: object): Promise<string> {
  const socket = open(url, namespace, auth);
  try {
    return await new Promise<string>((refused, failed) => {
      socket.on('connect_error', (error) => refused(error.message));
      socket.on('connect', () => failed(new Error(`let in on /${namespace}`)));
    });
  } finally {
    socket.close();
  }
}
