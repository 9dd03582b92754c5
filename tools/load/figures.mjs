// @ts-check
import { quantile } from '../simulate/statistics.mjs';

/** @typedef {import('./http.mjs').Sample} Sample */

/** @typedef {{ label: string, calls: number, p50: number, p95: number, p99: number, max: number, statuses: Record<string, number> }} CallFigures */

/** What the rules of the day lead to, and nothing is wrong with it: route → the status and its code. */
const EXPECTED = [
  { label: 'POST /api/tickets', status: 409, code: 'TICKET_ACTIVO_EXISTENTE' },
  { label: 'DELETE /api/tickets/{codigo}', status: 409, code: 'TRANSICION_INVALIDA' },
];

/** What they are called at the bank; other routes keep their own name. */
const NAMES = [
  ['POST /api/tickets', 'issue'],
  ['POST /api/advisor/call-next', 'call-next'],
  ['POST /api/advisor/current/start', 'start'],
  ['POST /api/advisor/current/complete', 'complete'],
  ['POST /api/advisor/current/recall', 'recall'],
  ['POST /api/advisor/current/no-show', 'no-show'],
  ['PUT /api/advisor/status', 'status'],
  ['GET /api/advisor/desk', 'desk'],
  ['GET /api/tickets/{codigo}', 'ticket page'],
  ['DELETE /api/tickets/{codigo}', 'cancel'],
  ['GET /api/admin/dashboard', 'dashboard'],
  ['GET /api/admin/advisors', 'advisors’ loads'],
  ['POST /api/auth/login', 'sign-in'],
];

/** @param {Sample} sample */
export function isError({ label, status, code }) {
  if (status >= 200 && status < 300) return false;
  return !EXPECTED.some((one) => one.label === label && one.status === status && one.code === code);
}

/** @param {readonly number[]} values */
export const spread = (values) => ({
  p50: quantile(values, 0.5) ?? 0,
  p95: quantile(values, 0.95) ?? 0,
  p99: quantile(values, 0.99) ?? 0,
  max: quantile(values, 1) ?? 0,
});

/** @param {readonly Sample[]} samples @returns {CallFigures[]} one row for each kind of call, busiest first, then all */
export function callFigures(samples) {
  /** @type {Map<string, Sample[]>} */
  const groups = new Map();
  for (const sample of samples) {
    const group = groups.get(sample.label);
    if (group) group.push(sample);
    else groups.set(sample.label, [sample]);
  }
  const row = (/** @type {string} */ label, /** @type {readonly Sample[]} */ group) => {
    /** @type {Record<string, number>} */
    const statuses = {};
    for (const { status } of group) statuses[status] = (statuses[status] ?? 0) + 1;
    return { label, calls: group.length, ...spread(group.map(({ ms }) => ms)), statuses };
  };
  const names = new Map(/** @type {[string, string][]} */ (NAMES));
  const rows = [...groups].map(([label, group]) => row(names.get(label) ?? label, group));
  return [...rows.sort((a, b) => b.calls - a.calls), row('all', samples)];
}

/** @param {readonly Sample[]} samples @returns {Record<string, number>} what went wrong → how often */
export function errorsOf(samples) {
  /** @type {Record<string, number>} */
  const errors = {};
  for (const sample of samples.filter(isError)) {
    const what = `${sample.label}: ${sample.status === 0 ? 'no answer' : `${sample.status} ${sample.code}`}`;
    errors[what] = (errors[what] ?? 0) + 1;
  }
  return errors;
}
