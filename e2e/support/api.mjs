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
 * its way and end or call a number first; then that one is refused here, and what is there is read again.
 * @param {string} origin
 */
export async function emptyBranch(origin) {
  const ask = await staff(origin, 'supervisor');
  const supervisor = certain(ask);
  /** @param {Method} method @param {string} path @param {unknown} body */
  const end = async (method, path, body) => {
    const answer = await ask(method, path, body);
    if (answer.status < 400 || answer.status === 409) return;
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  // Until a look finds nothing left to end.
  for (let left = true; left;) {
    const { records } = await supervisor('GET', '/api/admin/tickets?pageSize=100');
    const of = (/** @type {string[]} */ ...statuses) =>
      records.filter((/** @type {{ status: string }} */ ticket) => statuses.includes(ticket.status));
    // Those who wait first, or each desk that gets free would call one of them.
    const tickets = [...of('EN_ESPERA', 'PROXIMO'), ...of('ATENDIENDO')];
    for (const { codigoReferencia } of tickets) {
      await end('POST', `/api/admin/tickets/${codigoReferencia}/cancel`, { reason: 'fin de la prueba' });
    }
    const { advisors } = await supervisor('GET', '/api/admin/advisors');
    const desks = advisors.filter((/** @type {{ status: string }} */ { status }) => status !== 'OFFLINE');
    for (const { id } of desks) {
      await end('PUT', `/api/admin/advisors/${id}/status`, { status: 'OFFLINE', reason: 'PAUSA' });
    }
    left = tickets.length + desks.length > 0;
  }
}

/**
 * What a desk did can be undone for so long that a busy machine gets there in time; how long it is, is the core's matter.
 * @param {string} origin
 */
export async function undoWithoutHaste(origin) {
  const admin = await signedIn(origin, 'admin');
  await admin('PUT', '/api/admin/branches/CENTRO', { settings: { undoSeconds: 120 } });
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
