import type { AdvisorStatus } from '../branch/advisor.js';
import { expectedSpread, learn, type Learned, type Spread } from './service-time.js';

/** How often the branch's advisors go away, and for how long, by reason (R8). Times in ms. */
export interface BranchLearned {
  /** Time on duty, and the breaks that began in it and ended on the same day; both forgotten slowly. */
  onDutyMs: number;
  breaks: number;
  /** Reason, in small letters → how long they stay away. Those who do not come back that day are not counted. */
  away: Record<string, Learned>;
  /** How long a desk stays BUSY without a ticket: the time to close the last one (R7, `onCall`). */
  closing: Learned | null;
}

/** An advisor's status at one moment, as the branch holds it. */
export interface Duty {
  status: AdvisorStatus;
  statusReason: string | null;
  statusSince: number;
  /** There is a ticket on the desk. */
  serving: boolean;
}

const MINUTE = 60_000;
/** What is expected of a break, and of a closing, before there is experience. */
const BREAK_MS = 15 * MINUTE;
const CLOSING_MS = MINUTE;
const CV = 0.5;
/** Who is away longer has gone home. */
const AWAY_MAX_MS = 180 * MINUTE;
/** Reasons that are kept apart: they are typed by people. */
const REASONS_MAX = 12;
/** What is forgotten: more time on duty than this, some weeks of a branch. */
const ON_DUTY_MAX_MS = 1000 * 60 * MINUTE;

const reasonKey = (reason: string | null): string => (reason ?? '').trim().toLowerCase();

/**
 * An advisor's status as a command found it and as it left it, for every advisor whose `status` or `statusSince`
 * changed: an assignment too (BUSY since another moment).
 */
export function learnDuty(branch: BranchLearned | null, before: Duty, after: Duty): BranchLearned {
  const known = branch ?? { onDutyMs: 0, breaks: 0, away: {}, closing: null };
  const lastedMs = Math.max(0, after.statusSince - before.statusSince);
  if (before.status === 'OFFLINE') {
    const cameBack = after.status !== 'OFFLINE' && reasonKey(before.statusReason) !== '' && lastedMs <= AWAY_MAX_MS;
    if (!cameBack) return known; // without a reason: their day begins
    return { ...known, breaks: known.breaks + 1, away: awayLearned(known.away, before.statusReason, lastedMs) };
  }
  const fading = Math.min(1, ON_DUTY_MAX_MS / (known.onDutyMs + lastedMs || 1));
  const closes = before.status === 'BUSY' && !before.serving && after.status !== 'OFFLINE';
  return {
    ...known,
    onDutyMs: (known.onDutyMs + lastedMs) * fading,
    breaks: known.breaks * fading,
    closing: closes ? learn(CLOSING_MS, known.closing, lastedMs) : known.closing,
  };
}

function awayLearned(away: Record<string, Learned>, reason: string | null, ms: number): Record<string, Learned> {
  const key = reasonKey(reason);
  const all = { ...away, [key]: learn(BREAK_MS, away[key] ?? null, ms) };
  const rarest = Object.keys(all).sort((a, b) => (all[a]?.weight ?? 0) - (all[b]?.weight ?? 0))[0];
  if (rarest !== undefined && rarest !== key && Object.keys(all).length > REASONS_MAX)
    Reflect.deleteProperty(all, rarest);
  return all;
}

/** How long somebody stays away for this reason; null: nobody has come back from it yet. */
export function awaySpread(branch: BranchLearned | null, reason: string | null): Spread | null {
  const learned = branch?.away[reasonKey(reason)];
  return learned ? expectedSpread(BREAK_MS, learned, CV) : null;
}

/** The breaks that nobody has announced: how many in a ms on duty, and how long. Null: none was seen. */
export function comingBreaks(branch: BranchLearned | null): { perMs: number; spread: Spread } | null {
  if (!branch || branch.breaks <= 0 || branch.onDutyMs <= 0) return null;
  const sum: Learned = { weight: 0, meanMs: 0, square: 0 };
  for (const { weight, meanMs, square } of Object.values(branch.away)) {
    sum.weight += weight;
    sum.meanMs += weight * meanMs;
    sum.square += weight * square;
  }
  if (sum.weight <= 0) return null;
  const pooled = { weight: sum.weight, meanMs: sum.meanMs / sum.weight, square: sum.square / sum.weight };
  return { perMs: branch.breaks / branch.onDutyMs, spread: expectedSpread(BREAK_MS, pooled, CV) };
}

export const closingMs = (branch: BranchLearned | null): number =>
  expectedSpread(CLOSING_MS, branch?.closing ?? null).meanMs;
