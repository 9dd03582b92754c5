import type { UserView } from '@ticketero/contract';

import type { Missing } from './use-form';

/** Somebody who has, or had, a desk. */
export type AdvisorUser = UserView & { advisor: NonNullable<UserView['advisor']> };

export const isAdvisor = (user: UserView): user is AdvisorUser => user.advisor !== null;

export interface AdvisorDraft {
  email: string;
  name: string;
  queueTypes: string[];
}

/** `order`: as the queues stand on the screen, so that the same ones are the same. */
export function advisorDraft({ email, name, advisor }: AdvisorUser, order: readonly string[]): AdvisorDraft {
  const place = (queueType: string) => (order.includes(queueType) ? order.indexOf(queueType) : order.length);
  return { email, name, queueTypes: [...advisor.queueTypes].sort((one, other) => place(one) - place(other)) };
}

export function advisorLacks({ email, name, queueTypes }: AdvisorDraft): Missing<AdvisorDraft> {
  return {
    email: /^\S+@\S+\.\S+$/.test(email.trim()) ? null : 'config.missing.email',
    name: name.trim() === '' ? 'config.missing.name' : null,
    queueTypes: queueTypes.length === 0 ? 'config.missing.queues' : null,
  };
}
