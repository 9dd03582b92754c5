import { callKey } from './call-key.mjs';
import { openStateSocket } from './state-socket.mjs';

/** A lobby screen that remembers every call it has shown. */
export class Display {
  board = /** @type {Set<string>} */ (new Set());
  announced = /** @type {Set<string>} */ (new Set());
  recalls = 0;

  /**
   * @param {{ origin: string, token: string, name: string, onShown?: (key: string) => void }} parts onShown: a call, at the
   *   first that was seen or heard of it
   */
  constructor({ origin, token, name, onShown = () => {} }) {
    const shown = (/** @type {string} */ key) => {
      if (!this.board.has(key) && !this.announced.has(key)) onShown(key);
      return key;
    };
    this.name = name;
    this.socket = openStateSocket({
      origin,
      namespace: 'display',
      token: async () => token,
      changedEvent: 'board:changed',
      onState: (state) => {
        for (const call of state.called) this.board.add(shown(callKey(call.numero, call.calledAt)));
      },
      events: {
        'ticket:called': (call) => {
          if (call.recall) this.recalls += 1;
          else this.announced.add(shown(callKey(call.numero, call.calledAt)));
        },
      },
    });
  }

  /** @returns {import('./world.mjs').DisplayRecord} */
  record() {
    const { name, board, announced, recalls, socket } = this;
    return { name, board, announced, recalls, connections: socket.connections };
  }
}
