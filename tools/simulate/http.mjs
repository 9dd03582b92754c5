import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ label: string, status: number, ms: number }} HttpSample status 0: no answer */

/**
 * @typedef {object} Answer
 * @property {number} status 0 when there was no answer
 * @property {any} body parsed JSON, or null
 * @property {Headers} headers
 */

/**
 * @typedef {object} CallOptions
 * @property {string} [label] what the statistics call it: the path without its ids
 * @property {string} [token]
 * @property {unknown} [body]
 * @property {Record<string, string>} [headers]
 */

/** @typedef {(method: string, path: string, options?: CallOptions) => Promise<Answer>} Call */

const TIMEOUT_MS = 15_000;
const KEYED_TRIES = 10;

/**
 * One HTTP caller for everybody of the day; each call leaves a sample.
 * @param {string} origin
 * @param {HttpSample[]} samples
 * @returns {Call}
 */
export function createCaller(origin, samples) {
  // As a kiosk does it: what has a key is sent again until somebody says what became of it.
  return sentAgain(call, ({ status }, keyed) => keyed && (status === 0 || status === 503), KEYED_TRIES);

  /** @type {Call} */
  async function call(method, path, { label = path, token, body, headers = {} } = {}) {
    const began = performance.now();
    const sample = (/** @type {number} */ status) =>
      samples.push({ label: `${method} ${label}`, status, ms: performance.now() - began });
    try {
      const response = await fetch(origin + path, {
        method,
        headers: {
          accept: 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      sample(response.status);
      return { status: response.status, body: parsed(text), headers: response.headers };
    } catch {
      sample(0);
      return { status: 0, body: null, headers: new Headers() };
    }
  }
}

/**
 * The same caller, which asks again as long as `again` says so of the answer, after the pause that it names.
 * @param {Call} call
 * @param {(answer: Answer, keyed: boolean) => boolean} again keyed: the request has a key, and may have been done already
 * @param {number} tries in all
 * @returns {Call}
 */
export function sentAgain(call, again, tries) {
  return async (method, path, options) => {
    const keyed = options?.headers?.['idempotency-key'] !== undefined;
    let answer = await call(method, path, options);
    for (let tried = 1; again(answer, keyed) && tried < tries; tried++) {
      await pause(1_000 * Number(answer.headers.get('retry-after') ?? 1));
      answer = await call(method, path, options);
    }
    return answer;
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
