import type { CallReason } from '@ticketero/contract';

/** What the sentence says, for the languages that the server does not write. */
export interface ReasonParts {
  waited: number;
  target: number;
  over: { numero: string; waited: number; target: number } | null;
}

export function reasonParts(reason: CallReason): ReasonParts {
  const first = reason.over[0];
  return {
    waited: reason.waitedMinutes,
    target: reason.targetMinutes,
    over: first ? { numero: first.numero, waited: first.waitedMinutes, target: first.targetMinutes } : null,
  };
}
