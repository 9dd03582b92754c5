import type { BranchOpening, KioskState } from '@ticketero/contract';
import { closedText, holidayName, inLanguage, nextClosing, opening, type Branch } from '@ticketero/core';

/** Whether the branch gives numbers, and if not why and until when; for kiosks and the lobby screen. */
export function presentOpening(branch: Branch): BranchOpening {
  const now = opening(branch);
  const { openingHours, timeZone } = branch.state;
  const { notice } = branch;
  const own = now.open || notice !== null ? null : closedText(branch, now.reason);
  const closesAt = now.open ? nextClosing(openingHours, branch.now, timeZone) : null;
  return {
    code: branch.state.code,
    name: branch.state.name,
    timeZone,
    open: now.open,
    reason: now.open ? null : now.reason,
    opensAt: now.open || now.opensAt === null ? null : new Date(now.opensAt).toISOString(),
    closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
    text: notice ?? inLanguage(own, branch.settings.language),
    texts: own,
    holiday: holidayName(openingHours, branch.today),
  };
}

/** What a kiosk offers: each queue with how many wait and what the next to come would wait. */
export function presentKiosk(branch: Branch, telegram: boolean): KioskState {
  const waiting = branch.waiting();
  const ready = [...branch.advisors.values()].filter((advisor) => advisor.status === 'AVAILABLE');
  return {
    branch: presentOpening(branch),
    rutCheck: branch.settings.rutCheck,
    phoneFormat: branch.settings.phoneFormat,
    telegram: telegram && branch.settings.telegram,
    language: branch.settings.language,
    languages: branch.settings.languages,
    queues: [...branch.queues.values()].map((queue) => {
      const count = waiting.filter((ticket) => ticket.queueType === queue.queueType).length;
      const wait = branch.outlook.expectedForNext(queue.queueType);
      return {
        queueType: queue.queueType,
        displayName: queue.displayName,
        prefix: queue.prefix,
        waiting: count,
        onDuty: branch.isServed(queue.queueType),
        atOnce: count === 0 && ready.some((advisor) => advisor.queueTypes.includes(queue.queueType)),
        estimatedWaitMinutes: wait.minutes,
        range: { low: wait.low, high: wait.high },
        enabled: queue.enabled,
        text: queue.enabled ? null : queue.notice,
        capReached: queue.dailyCap !== null && queue.lastNumber >= queue.dailyCap,
      };
    }),
  };
}
