import { alertKey, type AlertType, type Finding, type OpenAlert } from './alert.js';
import type { AlertHolds } from './rules.js';

/** What is remembered between two looks. */
export interface AlertMemory {
  open: readonly OpenAlert[];
  /** Subject → since when it is otherwise than it counts: wrong and not raised, or right and not cleared; ms. */
  turning: Readonly<Record<string, number>>;
}

export interface AlertChanges {
  raise: Finding[];
  clear: OpenAlert[];
  turning: Record<string, number>;
  /** There is something to write down. */
  any: boolean;
}

/**
 * What to raise and what to clear, after a look at `types` found `findings`. Nothing is raised before it has been wrong at
 * every look for its time, and nothing cleared before it has been right for its own: who swings between the two counts as
 * what they were. Of other types nothing changes. `now`: ms; a clock that goes back lengthens the time, and no more.
 */
export function alertChanges(
  { open, turning }: AlertMemory,
  findings: readonly Finding[],
  types: readonly AlertType[],
  holds: AlertHolds,
  now: number,
): AlertChanges {
  const looked = new Set<string>(types);
  const openKeys = new Set(open.map(alertKey));
  const wrong = new Map(findings.filter(({ type }) => looked.has(type)).map((finding) => [alertKey(finding), finding]));
  const next = Object.fromEntries(Object.entries(turning).filter(([key]) => !looked.has(key.split('/')[0] ?? '')));
  const hasLasted = (key: string, seconds: number): boolean => {
    const since = turning[key] ?? now;
    if (now - since >= seconds * 1_000) return true;
    next[key] = since;
    return false;
  };
  const raise = [...wrong].filter(([key, { type }]) => !openKeys.has(key) && hasLasted(key, holds[type].raiseSeconds));
  const clear = open.filter((alert) => {
    const key = alertKey(alert);
    return looked.has(alert.type) && !wrong.has(key) && hasLasted(key, holds[alert.type].clearSeconds);
  });
  const any = raise.length > 0 || clear.length > 0 || !sameTimes(turning, next);
  return { raise: raise.map(([, finding]) => finding), clear, turning: next, any };
}

const sameTimes = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([key, since]) => other[key] === since);
