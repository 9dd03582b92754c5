import type { Api } from '@ticketero/realtime-client';

/** What is of one branch, in the routes of supervision; somebody of the whole bank has to say of which. A report names its own. */
const OF_A_BRANCH =
  /^\/api\/admin\/(dashboard|summary|queues|advisors|branch|tickets|messages|audit|alerts|what-if)(?![\w-])/;

/** @param branch its code; null: the caller's own */
export function inBranch(path: string, branch: string | null): string {
  if (branch === null || !OF_A_BRANCH.test(path) || path.includes('branchOffice=')) return path;
  return `${path}${path.includes('?') ? '&' : '?'}branchOffice=${encodeURIComponent(branch)}`;
}

/** The same API, each request about the branch that is looked at. */
export const lookingAt = (branch: () => string | null, api: Api): Api => ({
  call: (method, path, options) => api.call(method, inBranch(path, branch()), options),
});
