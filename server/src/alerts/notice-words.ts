import { escapeHtml, type AlertFacts } from '@ticketero/core';

import { alertWords } from './alert-words.js';
import type { ClaimedNotice } from './notice-statements.js';

/** Without the names of people: what leaves the house says module and number (R13). */
function outside({ advisor: _, ...facts }: AlertFacts): AlertFacts {
  return facts;
}

/** The same each time that it is tried: a receiver knows by it what it has had already. */
export const deliveryId = ({ alert_id: id, event }: Pick<ClaimedNotice, 'alert_id' | 'event'>): string =>
  `${id}-${event.toLowerCase()}`;

/** The body of a webhook's call: see docs/alerts.md. */
export function webhookBody(notice: ClaimedNotice): string {
  return JSON.stringify({
    id: deliveryId(notice),
    event: notice.event === 'RAISED' ? 'alert.raised' : 'alert.cleared',
    branchOffice: notice.branch_code,
    branchName: notice.branch_name,
    alert: {
      id: notice.alert_id,
      type: notice.type,
      severity: notice.severity,
      queueType: notice.queue_type,
      deviceId: notice.device_id,
      timestamp: notice.since.toISOString(),
      raisedAt: notice.raised_at.toISOString(),
      clearedAt: notice.event === 'CLEARED' ? (notice.cleared_at?.toISOString() ?? null) : null,
      ...alertWords(notice, notice.queue_name, false),
      facts: outside(notice.facts),
    },
  });
}

const MARK = { INFO: '🔵', WARNING: '🟠', CRITICAL: '🔴' } as const;

/** What a supervisor reads on Telegram: HTML. */
export function telegramText(notice: ClaimedNotice): string {
  const { message, recommendedAction } = alertWords(notice, notice.queue_name, false);
  const branch = `<b>${escapeHtml(notice.branch_name)}</b>`;
  return notice.event === 'RAISED'
    ? [`${MARK[notice.severity]} ${branch}`, escapeHtml(message), `<i>${escapeHtml(recommendedAction)}</i>`].join('\n')
    : [`✅ ${branch}`, `Terminó: ${escapeHtml(message)}`].join('\n');
}
