// @ts-check
import { failureOf, sendOut } from './answer.mjs';
import { ApiError } from './errors.mjs';
import { Faults, isDone } from './faults.mjs';
import { failure, payloadOf, readBody, readPath, sendAnswer, success } from './http.mjs';
import { methodOf } from './methods.mjs';

/** @typedef {import('./types.mjs').Call} Call */
/** @typedef {import('./types.mjs').Hook} Hook */
/** @typedef {import('./types.mjs').DeliveryHook} DeliveryHook */
/** @typedef {import('./types.mjs').SentMessage} SentMessage */
/** @typedef {import('./types.mjs').World} World */
/** @typedef {import('./http.mjs').Answer} Answer */
/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

/** What the server was asked, and how it answers. */
export class Exchange {
  faults = new Faults();
  /** @type {Call[]} */
  calls = [];
  /** @type {Set<Hook>} */
  before = new Set();
  /** @type {Set<DeliveryHook>} */
  afterDelivered = new Set();
  /** What a hook threw. @type {unknown[]} */
  problems = [];
  #connections = new WeakMap();
  #connectionCount = 0;

  /**
   * @param {World} world
   * @param {string} token
   */
  constructor(world, token) {
    this.world = world;
    this.token = token;
    world.webhook.onReply = ({ method, ...payload }) => this.#replied(String(method), payload);
  }

  /** @param {object} socket */
  connected(socket) {
    this.#connections.set(socket, ++this.#connectionCount);
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async handle(request, response) {
    const leaving = new AbortController();
    response.on('close', () => leaving.abort());
    const body = await readBody(request).catch(() => null);
    if (body === null) return; // the caller left while it spoke
    const path = readPath(request.url ?? '/');
    const call = this.#note(path?.method ?? request.url ?? '', this.#connections.get(request.socket) ?? 0);
    const refused = await this.#refusal(call, path, request.headers['content-type'] ?? '', body);
    try {
      if (refused) await sendOut(call, response, refused, 'ok', leaving.signal);
      else await this.#serve(call, response, leaving.signal);
    } catch (error) {
      this.problems.push(error);
      if (!response.headersSent) sendAnswer(response, failure(500, `Internal Server Error: ${error}`));
    }
    this.world.watch.changed();
  }

  /**
   * @param {Call} call
   * @param {ServerResponse} response
   * @param {AbortSignal} gone
   */
  async #serve(call, response, gone) {
    const fault = this.faults.of(call);
    this.world.watch.changed();
    const left = leftBy(gone);
    for (const hook of this.before) await hook(call, left);
    /** @type {SentMessage[]} */
    const delivered = [];
    const answer = isDone(fault)
      ? await this.#carryOut(call, gone, (sent) => delivered.push(sent))
      : failureOf(typeof fault === 'object' && 'status' in fault ? fault : { status: 502 });
    for (const sent of delivered) await this.#tell(call, sent, left);
    const answered = await sendOut(call, response, answer, fault, gone);
    for (const sent of delivered) sent.answered = answered;
  }

  /**
   * @param {Call} call
   * @param {SentMessage} sent
   * @param {Promise<void>} left
   */
  async #tell(call, sent, left) {
    this.world.watch.changed();
    for (const hook of this.afterDelivered) await hook(call, sent, left);
    // One turn more: that a process has ended can be known before its connections are seen to have.
    if (this.afterDelivered.size > 0) await new Promise((turn) => setImmediate(turn));
  }

  /**
   * @param {string} method
   * @param {number} connectionId
   */
  #note(method, connectionId) {
    /** @type {Call} */
    const call = {
      id: this.calls.length + 1,
      method: methodOf(method)?.name ?? method,
      payload: {},
      chatId: null,
      at: this.world.now(),
      connectionId,
      outcome: 'pending',
      status: null,
      description: null,
    };
    this.calls.push(call);
    return call;
  }

  /**
   * Reads what the call asks for.
   * @param {Call} call
   * @param {ReturnType<typeof readPath>} path
   * @param {string} type
   * @param {Buffer} body
   * @returns {Promise<Answer | null>} why the call goes no further
   */
  async #refusal(call, path, type, body) {
    if (path === null) return failure(404, 'Not Found');
    try {
      call.payload = await payloadOf(type, body, path.query);
    } catch (error) {
      return refusalOf(error);
    }
    const chatId = call.payload['chat_id'];
    call.chatId = chatId === undefined || Number.isNaN(Number(chatId)) ? null : Number(chatId);
    if (path.token !== this.token) return failure(401, 'Unauthorized');
    return methodOf(path.method) ? null : failure(404, 'Not Found');
  }

  /**
   * @param {Call} call
   * @param {AbortSignal} gone
   * @param {(sent: SentMessage) => unknown} onDelivered
   * @returns {Promise<Answer>}
   */
  async #carryOut(call, gone, onDelivered) {
    try {
      return success(await methodOf(call.method)?.run(this.world, call.payload, { call, gone, onDelivered }));
    } catch (error) {
      return refusalOf(error);
    }
  }

  /**
   * A method that stands in the answer to a webhook: nobody hears how it went.
   * @param {string} method
   * @param {Record<string, any>} payload
   */
  async #replied(method, payload) {
    const call = this.#note(method, 0);
    call.payload = payload;
    call.chatId = Number(payload['chat_id']) || null;
    const { status, body } = methodOf(method)
      ? await this.#carryOut(call, new AbortController().signal, () => {})
      : failure(404, 'Not Found');
    call.outcome = status === 200 ? 'ok' : String(status);
    call.description = body['description'] ?? null;
    this.world.watch.changed();
  }
}

/**
 * @param {AbortSignal} gone
 * @returns {Promise<void>}
 */
function leftBy(gone) {
  return new Promise((left) => {
    if (gone.aborted) left();
    else gone.addEventListener('abort', () => left());
  });
}

/** @param {unknown} error */
function refusalOf(error) {
  if (!(error instanceof ApiError)) throw error;
  return failure(error.status, error.message, error.retryAfter);
}
