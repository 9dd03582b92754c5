import type { SignedInUser } from '@ticketero/contract';

export type ViewName = 'desk' | 'supervisor' | 'tickets' | 'messages' | 'audit' | 'configuration';

const CONFIGURES = ['config:write', 'users:write', 'devices:write'];

/** What a user may see, the one to open first in front. */
export function viewsOf(user: Pick<SignedInUser, 'role' | 'advisorId' | 'permissions'>): ViewName[] {
  const views: ViewName[] = [];
  if (user.advisorId !== null) views.push('desk');
  if (user.role === 'SUPERVISOR' || user.role === 'ADMIN') {
    views.push('supervisor', 'tickets', 'messages');
    if (user.permissions.includes('audit:read')) views.push('audit');
  }
  if (CONFIGURES.some((permission) => user.permissions.includes(permission))) views.push('configuration');
  return views;
}
