import { io } from 'socket.io-client';

const RESYNC_TIMEOUT_MS = 5_000;

/**
 * @typedef {object} StateSocket
 * @property {number} connections how often it connected: 1 when it never broke
 * @property {number} states how many states were taken
 * @property {string | null} refused why the server refused it, if it did
 * @property {() => void} close
 */

/**
 * The newest state of one namespace, as every client keeps it (CONTRACT.md, Realtime): the newest revision wins, a
 * heartbeat that is ahead asks for the state again.
 * @param {object} options
 * @param {string} options.origin
 * @param {string} options.namespace
 * @param {() => Promise<string>} options.token read at each connection
 * @param {string} options.changedEvent
 * @param {(state: any) => void} options.onState
 * @param {Record<string, (payload: any) => void>} [options.events]
 * @returns {StateSocket}
 */
export function openStateSocket({ origin, namespace, token, changedEvent, onState, events = {} }) {
  let revision = -1;
  const socket = io(`${origin}/${namespace}`, {
    path: '/socket.io',
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 200,
    reconnectionDelayMax: 2_000,
    auth: (send) => void token().then((value) => send({ token: value })),
  });
  /** @type {StateSocket} */
  const view = { connections: 0, states: 0, refused: null, close: () => void socket.close() };

  const keep = (/** @type {{ revision: number, state: unknown }} */ message) => {
    if (message.revision < revision) return;
    revision = message.revision;
    view.states += 1;
    onState(message.state);
  };
  socket.on('connect', () => {
    view.connections += 1;
    view.refused = null;
  });
  socket.on('snapshot', (message) => {
    revision = -1;
    keep(message);
  });
  socket.on(changedEvent, keep);
  socket.on('heartbeat', (beat) => {
    if (beat.revision <= revision) return;
    socket
      .timeout(RESYNC_TIMEOUT_MS)
      .emit('resync', {}, (/** @type {Error | null} */ error, /** @type {any} */ message) => {
        if (!error) keep(message);
      });
  });
  socket.on('connect_error', (error) => {
    if (!socket.active) view.refused = error.message;
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 500);
  });
  for (const [event, handler] of Object.entries(events)) socket.on(event, handler);
  return view;
}
