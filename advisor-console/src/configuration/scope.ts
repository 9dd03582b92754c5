import { createContext, use } from 'react';

import type { SignedInUser } from '@ticketero/contract';

import { search } from '../common/audit-link';

/** Of which branch the configuration is open, and who has it open. */
export interface Scope {
  user: SignedInUser;
  /** Its code; null: the only one that there is. */
  branch: string | null;
}

export const ScopeContext = createContext<Scope | null>(null);

export function useScope(): Scope {
  const scope = use(ScopeContext);
  if (!scope) throw new Error('no branch around this part');
  return scope;
}

/** A path of the server, for the branch that is open. */
export function ofBranch(path: string, { branch }: Pick<Scope, 'branch'>): string {
  const query = search({ branchOffice: branch });
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}
