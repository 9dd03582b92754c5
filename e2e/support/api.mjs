// @ts-check

/** Everybody's password in the demo branch. */
export const PASSWORD = 'ticketero';

/**
 * @typedef {'GET' | 'POST' | 'PUT' | 'DELETE'} Method
 * @typedef {{ status: number, body: any }} Answer
 * @typedef {(method: Method, path: string, body?: unknown) => Promise<Answer>} Send
 * @typedef {{ nationalId?: string, preferential?: boolean, telefono?: string }} Customer
 */

/**
 * One caller of the API.
 * @param {string} origin
 * @param {string} [token]
 * @returns {Send}
 */
export function caller(origin, token) {
  return async (method, path, body) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
}

/**
 * Throws when the answer is not a good one: what a story is built on must stand.
 * @param {Send} send
 * @returns {(method: Method, path: string, body?: unknown) => Promise<any>}
 */
export function certain(send) {
  return async (method, path, body) => {
    const answer = await send(method, path, body);
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
}

/**
 * Somebody of the staff, whose refusals are answers.
 * @param {string} origin
 * @param {string} user of the demo, without the bank's domain
 * @param {string} [password]
 */
async function staff(origin, user, password = PASSWORD) {
  const credentials = { email: `${user}@banco.com`, password };
  const { accessToken } = await certain(caller(origin))('POST', '/api/auth/login', credentials);
  return caller(origin, accessToken);
}

/**
 * @param {string} origin
 * @param {string} user of the demo, without the bank's domain
 * @param {string} [password]
 */
export async function signedIn(origin, user, password) {
  return certain(await staff(origin, user, password));
}

let people = 0;

/**
 * The demo's own kiosk: takes numbers for people whom nobody has to type in.
 * @param {string} origin
 */
export async function kioskOf(origin) {
  const { deviceToken } = await certain(caller(origin))('POST', '/api/demo/devices', { kind: 'KIOSK' });
  const send = certain(caller(origin, deviceToken));
  return {
    /**
     * @param {string} queueType
     * @param {Customer} [customer]
     * @returns {Promise<{ numero: string, codigoReferencia: string }>}
     */
    issue(queueType, customer = {}) {
      people += 1;
      return send('POST', '/api/tickets', { nationalId: `${15_000_000 + people * 7}-K`, queueType, ...customer });
    },
  };
}

/**
 * Nobody waits, nobody is at a desk: what the next test can start from. The last command of a test may still be on
 * its way and end a number first; then that one is refused here, and what is there is read again.
 * @param {string} origin
 */
export async function emptyBranch(origin) {
  const ask = await staff(origin, 'supervisor');
  const supervisor = certain(ask);
  for (let left = true; left;) {
    const { records } = await supervisor('GET', '/api/admin/tickets?pageSize=100');
    const of = (/** @type {string[]} */ ...statuses) =>
      records.filter((/** @type {{ status: string }} */ ticket) => statuses.includes(ticket.status));
    left = false;
    // Those who wait first, or each desk that gets free would call one of them.
    for (const { codigoReferencia } of [...of('EN_ESPERA', 'PROXIMO'), ...of('ATENDIENDO')]) {
      const path = `/api/admin/tickets/${codigoReferencia}/cancel`;
      const { status, body } = await ask('POST', path, { reason: 'fin de la prueba' });
      if (status >= 400 && status !== 409) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
      left ||= status === 409;
    }
  }
  const { advisors } = await supervisor('GET', '/api/admin/advisors');
  for (const { id, status } of advisors) {
    if (status === 'OFFLINE') continue;
    await supervisor('PUT', `/api/admin/advisors/${id}/status`, { status: 'OFFLINE', reason: 'PAUSA' });
  }
}

/**
 * An advisor at a desk, by the API.
 * @param {string} origin
 * @param {string} user
 * @param {number} moduleNumber
 */
export async function deskOf(origin, user, moduleNumber) {
  const send = await signedIn(origin, user);
  return {
    ready: () => send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber }),
    /** When the ticket in hand ends, if there is one. @param {string} reason */
    leave: (reason) => send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason, afterCurrent: true }),
    /** Calls this one, after the one in hand. @param {string} codigoReferencia */
    pick: (codigoReferencia) => send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO', codigoReferencia }),
    start: () => send('POST', '/api/advisor/current/start'),
    recall: () => send('POST', '/api/advisor/current/recall'),
    complete: () => send('POST', '/api/advisor/current/complete', {}),
    noShow: () => send('POST', '/api/advisor/current/no-show'),
    /** @returns {Promise<string | null>} the number on the desk */
    async current() {
      const desk = await send('GET', '/api/advisor/desk');
      return desk.current?.numero ?? null;
    },
  };
}

/**
 * Somebody serves at a desk, with a customer there: who comes next waits, and is told how long.
 * @param {string} origin
 */
export async function busyDesk(origin) {
  await (await kioskOf(origin)).issue('CAJA');
  await (await deskOf(origin, 'maria.gonzalez', 3)).ready();
}
