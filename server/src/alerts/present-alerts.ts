import type { Alert, AlertEpisode, IsoTime } from '@ticketero/contract';
import { alertKey, findInBranch, gravityOf, type AlertFacts, type Branch, type OpenAlert } from '@ticketero/core';

import { alertWords } from './alert-words.js';

const MINUTE = 60_000;
const iso = (at: number): IsoTime => new Date(at).toISOString();

/** What is raised and not cleared, the gravest first, of these the oldest; in the figures of this moment, where it still is so. */
export function presentAlerts(branch: Branch): Alert[] {
  const now = new Map(findInBranch(branch).map((finding) => [alertKey(finding), finding.facts]));
  return [...branch.state.openAlerts]
    .sort((a, b) => gravityOf(b.severity) - gravityOf(a.severity) || a.raisedAt - b.raisedAt || a.id - b.id)
    .map((alert) => presentAlert(branch, alert, now.get(alertKey(alert)) ?? lasting(alert, branch.now)));
}

/** `facts`: of this moment; by default those with which it was raised. */
export function presentAlert(branch: Branch, alert: OpenAlert, facts: AlertFacts = alert.facts): Alert {
  const { queueType, deviceId, advisorId, acknowledgedAt } = alert;
  const queue = queueType && (branch.queues.get(queueType)?.displayName ?? queueType);
  return {
    id: alert.id,
    type: alert.type,
    severity: alert.severity,
    queueType,
    ...(deviceId !== null && { deviceId }),
    ...(advisorId !== null && { advisorId }),
    ...alertWords({ type: alert.type, facts }, queue),
    timestamp: iso(alert.since),
    raisedAt: iso(alert.raisedAt),
    acknowledgedBy: alert.acknowledgedBy,
    acknowledgedAt: acknowledgedAt === null ? null : iso(acknowledgedAt),
    facts,
  };
}

export const presentEpisode = (branch: Branch, alert: OpenAlert, clearedAt: number | null): AlertEpisode => ({
  ...presentAlert(branch, alert),
  clearedAt: clearedAt === null ? null : iso(clearedAt),
});

/** A device that says nothing says so for longer and longer. */
function lasting({ facts, since }: OpenAlert, now: number): AlertFacts {
  if (facts.silentMinutes === undefined) return facts;
  return { ...facts, silentMinutes: Math.max(facts.silentMinutes, Math.floor((now - since) / MINUTE)) };
}
