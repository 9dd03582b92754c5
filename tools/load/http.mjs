// @ts-check
import http from 'node:http';

/** @typedef {import('../simulate/http.mjs').Answer} Answer */
/** @typedef {import('../simulate/http.mjs').Call} Call */

/**
 * One call as it went. `at`: `performance.now()` when it was sent.
 * @typedef {{ label: string, status: number, ms: number, at: number, code: string }} Sample
 */

const TIMEOUT_MS = 30_000;

/**
 * A caller that keeps its connections and costs little: `fetch` takes several times the CPU, which here is the server's.
 * @param {string} origin
 * @param {(sample: Sample) => void} keep
 * @param {number} [connections] at once; further calls wait for one
 * @returns {{ call: Call, close: () => void }}
 */
export function createKeptCaller(origin, keep, connections = 512) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' });
  const { hostname, port } = new URL(origin);
  /** @type {Call} */
  const call = (method, path, { label = path, token, body, headers = {} } = {}) =>
    new Promise((answered) => {
      const at = performance.now();
      const text = body === undefined ? undefined : JSON.stringify(body);
      const done = (/** @type {number} */ status, /** @type {any} */ parsed, /** @type {any} */ got) => {
        const code = status >= 400 ? String(parsed?.error ?? '') : '';
        keep({ label: `${method} ${label}`, status, ms: performance.now() - at, at, code });
        answered({ status, body: parsed, headers: got });
      };
      const request = http.request(
        {
          ...{ hostname, port, method, path, agent, timeout: TIMEOUT_MS },
          headers: {
            accept: 'application/json',
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
            ...headers,
          },
        },
        (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (chunk) => (answer += chunk));
          response.on('end', () => done(response.statusCode ?? 0, parsed(answer), headersOf(response)));
          response.on('error', () => done(0, null, new Headers()));
        },
      );
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', () => done(0, null, new Headers()));
      request.end(text);
    });
  return { call, close: () => agent.destroy() };
}

/** @param {http.IncomingMessage} response @returns {Headers} only what somebody here reads */
function headersOf({ headers }) {
  const kept = new Headers();
  for (const cookie of headers['set-cookie'] ?? []) kept.append('set-cookie', cookie);
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined) kept.set('retry-after', retryAfter);
  return kept;
}

/** @param {string} text */
function parsed(text) {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
