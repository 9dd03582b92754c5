import type {
  AdvisorView,
  BranchStatus,
  BranchStatusRequest,
  OpenQueueRequest,
  ReleaseDeskRequest,
} from '@ticketero/contract';

import type { NoticeText } from '../common/notices';

/** Something that a supervisor does about the branch, a queue or a desk: what is sent, and what is said once it is done. */
export interface StepInRequest {
  /** What it is about: while it is on its way, this is busy. */
  about: string;
  method: 'PUT' | 'POST';
  path: string;
  body: object;
  done: NoticeText;
}

export const aboutQueue = (queueType: string): string => `queue ${queueType}`;
export const aboutAdvisor = (id: number): string => `advisor ${String(id)}`;
export const ABOUT_BRANCH = 'branch';

const done = (key: string, values: Record<string, string> = {}): NoticeText => ({
  tone: 'info',
  key: `stepDone.${key}`,
  values,
});

/** @param queue the queue as the reader calls it */
export function openQueueRequest(queueType: string, queue: string, body: OpenQueueRequest): StepInRequest {
  return {
    about: aboutQueue(queueType),
    method: 'PUT',
    path: `/api/admin/queues/${encodeURIComponent(queueType)}/open`,
    body,
    done: done(body.open ? 'queueOpened' : 'queueClosed', { queue }),
  };
}

export function branchRequest(body: BranchStatusRequest): StepInRequest {
  return {
    about: ABOUT_BRANCH,
    method: 'PUT',
    path: '/api/admin/branch/status',
    body,
    done: done(`branch.${body.status}`),
  };
}

type Desk = Pick<AdvisorView, 'id' | 'name'>;

/** Off duty for a reason, at once or when the ticket in hand ends (R7). */
export function offlineRequest(advisor: Desk, reason: string, afterCurrent: boolean): StepInRequest {
  const body = { status: 'OFFLINE', reason, ...(afterCurrent ? { afterCurrent } : {}) };
  return statusRequest(advisor, body, afterCurrent ? 'leaves' : 'offline');
}

/** Takes back that they leave after this ticket: BUSY does (R7). */
export const staysRequest = (advisor: Desk): StepInRequest => statusRequest(advisor, { status: 'BUSY' }, 'stays');

export const availableRequest = (advisor: Desk): StepInRequest =>
  statusRequest(advisor, { status: 'AVAILABLE' }, 'available');

function statusRequest({ id, name }: Desk, body: object, what: string): StepInRequest {
  const path = `/api/admin/advisors/${String(id)}/status`;
  return { about: aboutAdvisor(id), method: 'PUT', path, body, done: done(what, { name }) };
}

export function releaseRequest({ id, name }: Desk, body: ReleaseDeskRequest): StepInRequest {
  const path = `/api/admin/advisors/${String(id)}/release`;
  const values = { name, numero: body.numero };
  return { about: aboutAdvisor(id), method: 'POST', path, body, done: done(`released.${body.ticket}`, values) };
}

/** What a text field adds to a body: nothing where nothing was written. */
export const textOf = (typed: string): { text?: string } => (typed.trim() === '' ? {} : { text: typed.trim() });

/** From a status, the ones that it can be changed into. */
export const otherStatuses = (now: BranchStatus): BranchStatus[] =>
  (['OPEN', 'PAUSED', 'CLOSED'] as const).filter((status) => status !== now);
