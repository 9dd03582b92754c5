import type { TFunction } from 'i18next';

import type { AdvisorView } from '@ticketero/contract';

type Person = Pick<AdvisorView, 'name' | 'email'>;

/** Who can have done something, as the log writes it, with the name that people know. */
export function actorsOf(advisors: Person[], t: TFunction): { actor: string; name: string }[] {
  return [
    { actor: 'SISTEMA', name: t('auditWho.system') },
    { actor: 'CLIENTE', name: t('auditWho.customer') },
    ...advisors.map(({ name, email }) => ({ actor: email, name })),
  ];
}

/** What somebody typed, as the log writes it: a name that is known here becomes its e-mail; anything else stays. */
export function actorOf(typed: string, advisors: Person[], t: TFunction): string {
  const wanted = typed.trim();
  const lower = wanted.toLowerCase();
  const known = actorsOf(advisors, t).find(
    ({ actor, name }) => name.toLowerCase() === lower || actor.toLowerCase() === lower,
  );
  return known?.actor ?? wanted;
}
