// @ts-check

/** @typedef {import('./types.mjs').Fault} Fault */
/** @typedef {import('./types.mjs').FaultName} FaultName */
/** @typedef {import('./types.mjs').StatusFault} StatusFault */
/** @typedef {import('./types.mjs').ChooseFault} ChooseFault */
/** @typedef {import('./types.mjs').Call} Call */

/** @type {FaultName[]} */
const UNDONE = ['html-502', 'reset', 'silent'];

/**
 * What passes when the call is repeated. Nothing silent: how long that takes is up to the patience of the caller.
 * @type {Fault[]}
 */
export const MIXTURE = [
  { status: 500 },
  { status: 429, retryAfter: 1 },
  'html-502',
  'reset',
  'delivered-then-reset',
  'malformed',
  'half',
  { slowMs: 200 },
];

/**
 * Whether what the call asks for is done all the same.
 * @param {Fault} fault
 */
export const isDone = (fault) => (typeof fault === 'string' ? !UNDONE.includes(fault) : 'slowMs' in fault);

/**
 * In [0, 1), from nothing but the text: FNV-1a, then mixed so that texts that differ in a digit give numbers far apart.
 * @param {string} text
 */
function drawOf(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0) / 2 ** 32;
}

/** Which call fails, and how. */
export class Faults {
  /** @type {Fault[]} */
  #next = [];
  /** @type {Set<ChooseFault>} */
  #choosers = new Set();
  /** @type {Fault | null} */
  #always = null;
  /** @type {{ rate: number, seed: number | string, mixture: Fault[] } | null} */
  #share = null;
  /** Calls drawn for, by chat. @type {Map<number | null, number>} */
  #draws = new Map();

  /** @param {Fault | ChooseFault} fault */
  on(fault) {
    /** @type {ChooseFault} */
    const choose = typeof fault === 'function' ? fault : ({ method }) => (method === 'sendMessage' ? fault : undefined);
    // One function given twice is two.
    const own = (/** @type {Call} */ call) => choose(call);
    this.#choosers.add(own);
    return () => void this.#choosers.delete(own);
  }

  /** @param {Fault[]} faults */
  next(...faults) {
    this.#next.push(...faults);
  }

  /** @param {Fault | null} fault */
  always(fault) {
    this.#always = fault;
  }

  /** @param {{ rate: number, seed: number | string, mixture?: Fault[] } | null} share */
  share(share) {
    this.#share = share && { ...share, mixture: share.mixture ?? MIXTURE };
    this.#draws.clear();
  }

  calm() {
    this.#next = [];
    this.#choosers.clear();
    this.#always = null;
    this.share(null);
  }

  /**
   * @param {Call} call
   * @returns {Fault}
   */
  of(call) {
    const sends = call.method === 'sendMessage';
    const queued = sends ? this.#next.shift() : undefined;
    if (queued !== undefined) return queued;
    for (const choose of this.#choosers) {
      const chosen = choose(call);
      if (chosen !== undefined) return chosen;
    }
    if (!sends) return 'ok';
    return this.#always ?? this.#draw(call.chatId) ?? 'ok';
  }

  /**
   * By chat, so that it does not matter which of two chats was quicker.
   * @param {number | null} chatId
   */
  #draw(chatId) {
    if (!this.#share) return undefined;
    const { rate, seed, mixture } = this.#share;
    const count = (this.#draws.get(chatId) ?? 0) + 1;
    this.#draws.set(chatId, count);
    if (drawOf(`${seed}/${chatId}/${count}`) >= rate) return undefined;
    return mixture[Math.floor(drawOf(`${seed}/${chatId}/${count}/which`) * mixture.length)];
  }
}
