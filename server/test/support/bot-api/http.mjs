// @ts-check
import { badRequest } from './errors.mjs';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {{ status: number, body: Record<string, any> }} Answer */

/**
 * `/bot<token>/<method>?…`, or null for another path.
 * @param {string} path
 * @returns {{ token: string, method: string, query: URLSearchParams } | null}
 */
export function readPath(path) {
  if (!URL.canParse(path, 'http://localhost')) return null;
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [, token, method] = /^\/bot([^/]+)\/([^/]*)$/.exec(pathname) ?? [];
  if (token === undefined || method === undefined) return null;
  return { token: token.replace(/%3A/i, ':'), method, query: searchParams };
}

/**
 * @param {IncomingMessage} request
 * @returns {Promise<Buffer>} throws when the caller leaves in the middle
 */
export async function readBody(request) {
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * What was asked for: JSON, a form of either kind, the query, or some of each.
 * @param {string} type of the body
 * @param {Buffer} body
 * @param {URLSearchParams} query
 * @returns {Promise<Record<string, any>>} throws 400
 */
export async function payloadOf(type, body, query) {
  const asked = Object.fromEntries(query);
  if (body.length === 0) return asked;
  if (/^application\/json\b/i.test(type)) return { ...asked, ...objectOf(body.toString()) };
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return asked;
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return { ...asked, ...Object.fromEntries(form) };
  } catch {
    throw badRequest("can't parse the form");
  }
}

/**
 * @param {string} text
 * @returns {Record<string, any>}
 */
function objectOf(text) {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // the same complaint as for JSON that is no object
  }
  throw badRequest("can't parse JSON object");
}

/**
 * Resolves early when it is called off.
 * @param {number} ms
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
export function pause(ms, signal) {
  return new Promise((over) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      over();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** @param {unknown} result @returns {Answer} */
export const success = (result) => ({ status: 200, body: { ok: true, result } });

/**
 * @param {number} status
 * @param {string} description
 * @param {number} [retryAfter] seconds
 * @returns {Answer}
 */
export const failure = (status, description, retryAfter) => ({
  status,
  body: {
    ok: false,
    error_code: status,
    description,
    ...(retryAfter !== undefined && { parameters: { retry_after: retryAfter } }),
  },
});

/**
 * @param {ServerResponse} response
 * @param {Answer} answer
 */
export function sendAnswer(response, { status, body }) {
  const retryAfter = body['parameters']?.retry_after;
  if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter));
  sendText(response, status, 'application/json', JSON.stringify(body));
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} type
 * @param {string} text
 */
export function sendText(response, status, type, text) {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/**
 * Promises the whole of it, and leaves after half.
 * @param {ServerResponse} response
 * @param {Answer} answer
 */
export function sendHalf(response, { status, body }) {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  // Not a reset: what was written first would not arrive.
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}
