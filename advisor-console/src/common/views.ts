import type { SignedInUser } from '@ticketero/contract';

/** What has a place in the bar. */
export type BarView =
  'desk' | 'supervisor' | 'tickets' | 'messages' | 'alerts' | 'reports' | 'audit' | 'bank' | 'configuration';
export type ViewName = BarView | 'whatIf';

const CONFIGURES = ['config:write', 'users:write', 'devices:write'];

/** What a user may see, the one to open first in front. */
export function viewsOf(user: Pick<SignedInUser, 'role' | 'advisorId' | 'permissions' | 'branchOffice'>): BarView[] {
  const views: BarView[] = [];
  if (user.advisorId !== null) views.push('desk');
  if (user.role === 'SUPERVISOR' || user.role === 'ADMIN') {
    views.push('supervisor', 'tickets', 'messages', 'alerts');
    if (user.permissions.includes('reports:read')) views.push('reports');
    if (user.permissions.includes('audit:read')) views.push('audit');
    if (user.branchOffice === null) views.push('bank');
  }
  if (CONFIGURES.some((permission) => user.permissions.includes(permission))) views.push('configuration');
  return views;
}

/** The view that an address asks for, or the first. Behind the supervision stands what has no place in the bar. */
export function viewAt(views: readonly BarView[], hash: string): ViewName | undefined {
  if (hash === 'whatIf' && views.includes('supervisor')) return 'whatIf';
  return views.find((name) => name === hash) ?? views[0];
}

/** Which entry of the bar a view belongs to. */
export const inBar = (view: ViewName | undefined): BarView | undefined => (view === 'whatIf' ? 'supervisor' : view);
