import type { SignedInUser } from '@ticketero/contract';

export type ViewName = 'desk' | 'supervisor' | 'tickets' | 'messages' | 'audit' | 'bank';

/** What a user may see, the one to open first in front. */
export function viewsOf(user: Pick<SignedInUser, 'role' | 'advisorId' | 'permissions' | 'branchOffice'>): ViewName[] {
  const views: ViewName[] = [];
  if (user.advisorId !== null) views.push('desk');
  if (user.role === 'SUPERVISOR' || user.role === 'ADMIN') {
    views.push('supervisor', 'tickets', 'messages');
    if (user.permissions.includes('audit:read')) views.push('audit');
    if (user.branchOffice === null) views.push('bank');
  }
  return views;
}
