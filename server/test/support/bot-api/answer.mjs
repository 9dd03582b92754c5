// @ts-check
import { failure, pause, sendAnswer, sendHalf, sendText } from './http.mjs';

/** @typedef {import('./types.mjs').Fault} Fault */
/** @typedef {import('./types.mjs').Call} Call */
/** @typedef {import('./http.mjs').Answer} Answer */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

const PROXY_PAGE = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';
const BROKEN_JSON = '{"ok":true,"result":{"message_id":';

/** @type {Record<number, string>} */
const DESCRIPTIONS = {
  400: 'Bad Request: chat not found',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  500: 'Internal Server Error',
};

/**
 * The error that a fault with a status stands for.
 * @param {import('./types.mjs').StatusFault} fault
 */
export function failureOf({ status, description, retryAfter }) {
  const seconds = retryAfter ?? (status === 429 ? 1 : undefined);
  const words = status === 429 ? `Too Many Requests: retry after ${seconds}` : (DESCRIPTIONS[status] ?? 'Error');
  return failure(status, description ?? words, seconds);
}

/** @param {ServerResponse} response */
const isGone = (response) => response.destroyed || !response.socket?.writable;

/**
 * Answers as it should be, and writes down what became of the call.
 * @param {Call} call
 * @param {ServerResponse} response
 * @param {Answer} answer
 * @returns {boolean} whether there was still somebody to answer
 */
function answerWell(call, response, answer) {
  if (isGone(response)) {
    call.outcome = 'gone';
    return false;
  }
  call.status = answer.status;
  call.outcome = answer.body['ok'] ? 'ok' : String(answer.status);
  call.description = answer.body['description'] ?? null;
  sendAnswer(response, answer);
  return true;
}

/**
 * Answers, well or not.
 * @param {Call} call
 * @param {ServerResponse} response
 * @param {Answer} answer what it would be
 * @param {Fault} fault
 * @param {AbortSignal} gone when the caller has
 * @returns {Promise<boolean>} whether the caller was told the answer
 */
export async function sendOut(call, response, answer, fault, gone) {
  if (typeof fault !== 'string') {
    if ('slowMs' in fault) await pause(fault.slowMs, gone);
    return answerWell(call, response, answer);
  }
  if (fault === 'ok') return answerWell(call, response, answer);
  call.outcome = fault;
  switch (fault) {
    case 'html-502':
      call.status = 502;
      sendText(response, 502, 'text/html', PROXY_PAGE);
      break;
    case 'reset':
    case 'delivered-then-reset':
      response.socket?.resetAndDestroy();
      break;
    case 'malformed':
      call.status = 200;
      sendText(response, 200, 'application/json', BROKEN_JSON);
      break;
    case 'empty':
      call.status = 200;
      sendText(response, 200, 'application/json', '');
      break;
    case 'half':
      call.status = answer.status;
      sendHalf(response, answer);
      break;
    case 'silent':
    case 'delivered-silent':
      break; // the connection stays as it is, until the caller or close() ends it
  }
  return false;
}
