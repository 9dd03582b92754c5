import type { BranchOpening } from '@ticketero/contract';

import { daysApart } from '../parts/clock';

type Opening = Pick<BranchOpening, 'reason' | 'opensAt' | 'timeZone'>;

/** When the branch opens by its hours still today, epoch milliseconds; null: it does not. `now` is the server's time. */
export function opensLaterToday({ reason, opensAt, timeZone }: Opening, now: number): number | null {
  if (reason !== 'FUERA_DE_HORARIO' || opensAt === null) return null;
  const at = Date.parse(opensAt);
  return daysApart(now, at, timeZone) === 0 ? at : null;
}
