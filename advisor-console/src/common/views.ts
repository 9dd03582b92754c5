import type { SignedInUser } from '@ticketero/contract';

export type ViewName = 'desk' | 'supervisor' | 'tickets' | 'messages' | 'alerts' | 'reports' | 'audit';

/** What a user may see, the one to open first in front. */
export function viewsOf(user: Pick<SignedInUser, 'role' | 'advisorId' | 'permissions'>): ViewName[] {
  const views: ViewName[] = [];
  if (user.advisorId !== null) views.push('desk');
  if (user.role === 'SUPERVISOR' || user.role === 'ADMIN') {
    views.push('supervisor', 'tickets', 'messages', 'alerts');
    if (user.permissions.includes('reports:read')) views.push('reports');
    if (user.permissions.includes('audit:read')) views.push('audit');
  }
  return views;
}
