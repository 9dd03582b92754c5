import type { BranchOpening } from '@ticketero/contract';

/** When a branch opens or closes next (ms since the epoch): no change of the branch tells its screens. */
export function openingChangesAt({ branch }: { branch: BranchOpening }): number | null {
  const next = branch.open ? branch.closesAt : branch.opensAt;
  return next === null ? null : Date.parse(next);
}
