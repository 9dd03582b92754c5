import { tailAudit } from '../support/rows.js';
import type { TestApp } from '../support/app.js';

/** The browser of every request of these tests. */
export const AGENT = 'prueba/1.0';

/** An event as it should stand in the log: what is not named here is not looked at. */
export interface Told {
  event: string;
  /** Absent: SISTEMA, without address and browser. */
  by?: string;
  old?: object | null;
  new?: object;
  data?: object;
}
/** A command, when everything is ready for it. */
export interface Command {
  act(): Promise<unknown>;
  /** Nothing: a reason why nothing has to be told. */
  told: Told[] | string;
}

export const FREE = { status: 'AVAILABLE', workloadMinutes: 0 };
export const BUSY = { status: 'BUSY', workloadMinutes: 5 };
export const serving = { status: 'ATENDIENDO', queueType: 'CAJA', moduleNumber: 1 };
export const waiting = { status: 'EN_ESPERA', queueType: 'CAJA', advisorId: null, moduleNumber: null };
export const assigned = (by?: string): Told[] => [
  {
    event: 'TICKET_ASIGNADO',
    by,
    old: { status: 'EN_ESPERA' },
    new: serving,
    data: { policy: 'guard', reason: /esperó/ },
  },
  { event: 'ADVISOR_ASSIGNED', by, old: FREE, new: BUSY, data: { numero: /^C/ } },
];
export const freed: Told = { event: 'ADVISOR_FREED', old: { status: 'BUSY' }, new: FREE };
export const nobody: Told = { event: 'NO_ADVISORS_AVAILABLE', data: { waiting: 1 } };

const like = (expected: object | null | undefined): unknown =>
  expected &&
  expect.objectContaining(
    Object.fromEntries(
      Object.entries(expected).map(([k, v]) => [k, v instanceof RegExp ? expect.stringMatching(v) : v]),
    ),
  );
const asRow = ({ event, by, old, new: now, data }: Told): unknown =>
  expect.objectContaining({
    event_type: event,
    actor: by ?? 'SISTEMA',
    ...(old === undefined ? {} : { old_state: like(old) }),
    ...(now === undefined ? {} : { new_state: like(now) }),
    ...(data === undefined ? {} : { additional_data: like(data) }),
    // The customer's telephone has none of our addresses.
    ip_address: by === undefined ? null : event.startsWith('TELEGRAM') ? null : '127.0.0.1',
    user_agent: by === undefined ? null : event.startsWith('TELEGRAM') ? null : AGENT,
  });

/** Acts, and holds what the log then has against what should be told: all of it, in its order. */
export async function tells(test: TestApp, { act, told }: Command): Promise<void> {
  const events = await tailAudit(test);
  await act();
  expect(await events()).toEqual(typeof told === 'string' ? [] : told.map(asRow));
}
