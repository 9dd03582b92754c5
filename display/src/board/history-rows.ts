import type { CalledTicket } from '@ticketero/contract';

export const ROWS = 5;
/** A branch with many modules: everyone who is at a desk is shown, in smaller rows, down to what can still be read. */
const MOST_ROWS = 8;

export interface HistoryRows {
  rows: CalledTicket[];
  /** How many rows the table is ruled for, so that it keeps its height on a quiet morning. */
  places: number;
}

/** All but the hero: first those at a desk, then the latest of the served, each newest first. */
export function historyRows(called: readonly CalledTicket[], hero: CalledTicket | null): HistoryRows {
  const others = called
    .filter((call) => call.numero !== hero?.numero)
    .sort((a, b) => Number(b.serving) - Number(a.serving) || Date.parse(b.lastCalledAt) - Date.parse(a.lastCalledAt));
  const atDesks = others.filter((call) => call.serving).length;
  const places = Math.min(MOST_ROWS, Math.max(ROWS, atDesks));
  return { rows: others.slice(0, places), places };
}
