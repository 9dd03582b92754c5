import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ label: string, status: number, ms: number, error?: string }} HttpSample status 0: no answer; error: the code of a refusal */

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
const TRIES = 10;

/**
 * One HTTP caller for everybody of the day; each call leaves a sample.
 * @param {string} origin
 * @param {HttpSample[]} samples
 * @returns {Call}
 */
export function createCaller(origin, samples) {
  // As a screen does it: what is safe to repeat is sent again until somebody answers.
  return sentAgain(call, ({ status }, safe) => safe && (status === 0 || status === 503), TRIES);

  /** @type {Call} */
  async function call(method, path, { label = path, token, body, headers = {} } = {}) {
    const began = performance.now();
    /** @param {number} status @param {string} [error] */
    const sample = (status, error) =>
      samples.push({ label: `${method} ${label}`, status, ms: performance.now() - began, error });
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
      const answer = { status: response.status, body: parsed(await response.text()), headers: response.headers };
      sample(answer.status, answer.body?.error);
      return answer;
    } catch {
      sample(0);
      return { status: 0, body: null, headers: new Headers() };
    }
  }
}

/**
 * The same caller, which asks again as long as `again` says so of the answer, after the pause that it names.
 * @param {Call} call
 * @param {(answer: Answer, safe: boolean) => boolean} again safe: sent twice it does no more than once: a read, or with a key
 * @param {number} tries in all
 * @returns {Call}
 */
export function sentAgain(call, again, tries) {
  return async (method, path, options) => {
    const safe = method === 'GET' || options?.headers?.['idempotency-key'] !== undefined;
    let answer = await call(method, path, options);
    for (let tried = 1; again(answer, safe) && tried < tries; tried++) {
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
