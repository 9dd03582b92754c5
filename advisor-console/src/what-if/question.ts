import type { WhatIfArrivals, WhatIfChange, WhatIfKind, WhatIfRequest } from '@ticketero/contract';

import { dayOf, momentOf } from '../common/time';

/** What the supervisor wonders about, as the form holds it. Times are HH:MM on the branch's clock. */
export interface Question {
  kind: WhatIfKind;
  advisorId: number | null;
  queueType: string;
  from: string;
  to: string;
  policy: 'guard' | 'strict' | 'fifo';
  arrivals: WhatIfArrivals;
}

export const POLICIES = ['guard', 'strict', 'fifo'] as const;

/** Minutes that a change lasts where nobody says how many. */
const USUAL_MINUTES = 120;
const MINUTE = 60_000;

/** HH:MM on the branch's clock. */
export function clockTime(at: number, timeZone: string): string {
  // The Swedish way of writing a time is the field's.
  return new Intl.DateTimeFormat('sv', { hour: '2-digit', minute: '2-digit', timeZone }).format(at);
}

interface Place {
  queues: { queueType: string; targetWaitMinutes: number; oldestCreatedAt: string | null }[];
  timeZone: string;
  now: number;
}

/**
 * What the form begins with: what the address asks for (`kind=ADVISOR_TAKES&advisor=3&queue=CAJA&minutes=25`, as a hint
 * does), or one more advisor where somebody has waited longest. What makes no sense is left out.
 */
export function firstQuestion(query: string, { queues, timeZone, now }: Place): Question {
  const given = new URLSearchParams(query);
  const wanted = queues.find(({ queueType }) => queueType === given.get('queue'));
  const waited = [...queues].sort((a, b) => sinceOf(a) - sinceOf(b))[0];
  const advisorId = Number(given.get('advisor'));
  const minutes = Number(given.get('minutes'));
  const lasts = minutes > 0 && minutes <= 12 * 60 ? minutes : USUAL_MINUTES;
  const takes = given.get('kind') === 'ADVISOR_TAKES' && advisorId > 0;
  return {
    kind: takes ? 'ADVISOR_TAKES' : 'ADVISOR_ADDED',
    advisorId: takes ? advisorId : null,
    queueType: (wanted ?? waited)?.queueType ?? '',
    from: clockTime(now, timeZone),
    to: clockTime(Math.min(now + lasts * MINUTE, endOfDay(now, timeZone)), timeZone),
    policy: 'fifo',
    arrivals: 'YESTERDAY',
  };
}

const sinceOf = ({ oldestCreatedAt }: Place['queues'][number]): number =>
  oldestCreatedAt === null ? Infinity : Date.parse(oldestCreatedAt);

/** The last minute that a field of the same day can name. */
const endOfDay = (now: number, timeZone: string): number => momentOf(dayOf(now, timeZone), '23:59', timeZone);

/** Whether it is asked by a hint: then it is answered without another press. */
export const isAsked = (query: string): boolean => new URLSearchParams(query).has('kind');

/** Why it cannot be asked yet; null: it can. */
export function missingOf({ kind, advisorId, from, to }: Question): 'advisor' | 'time' | null {
  if (kind === 'POLICY') return null;
  if (kind !== 'ADVISOR_ADDED' && advisorId === null) return 'advisor';
  return from !== '' && to !== '' && from < to ? null : 'time';
}

/** The request; `now` says which day it is. */
export function requestOf(question: Question, timeZone: string, now: number): WhatIfRequest {
  const { kind, advisorId, queueType, policy, arrivals } = question;
  if (kind === 'POLICY') return { changes: [{ kind, policy }], arrivals };
  const day = dayOf(now, timeZone);
  const at = (time: string): string => new Date(momentOf(day, time, timeZone)).toISOString();
  const change: WhatIfChange = {
    ...{ kind, from: at(question.from), to: at(question.to) },
    ...(kind === 'ADVISOR_ADDED' ? {} : { advisorId: advisorId ?? 0 }),
    ...(kind === 'ADVISOR_LEAVES' ? {} : { queueTypes: [queueType] }),
  };
  return { changes: [change], arrivals };
}
