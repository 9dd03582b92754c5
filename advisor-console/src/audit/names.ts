import type { AdvisorView, Dashboard, SignedInUser } from '@ticketero/contract';

/** Names for what the log knows by id, e-mail or code. Null: unknown here (somebody of another branch, a former colleague). */
export interface Names {
  advisor: (id: number) => string | null;
  person: (email: string) => string | null;
  queue: (queueType: string) => string;
}

type Advisor = Pick<AdvisorView, 'id' | 'name' | 'email'>;
type Queue = Pick<Dashboard['queuesSummary'][number], 'queueType' | 'displayName'>;

export function namesOf(advisors: Advisor[], queues: Queue[], reader?: Pick<SignedInUser, 'name' | 'email'>): Names {
  const advisorNames = new Map(advisors.map(({ id, name }) => [id, name]));
  const people = new Map(advisors.map(({ email, name }) => [email, name]));
  if (reader) people.set(reader.email, reader.name);
  const queueNames = new Map(queues.map(({ queueType, displayName }) => [queueType, displayName]));
  return {
    advisor: (id) => advisorNames.get(id) ?? null,
    person: (email) => people.get(email) ?? null,
    queue: (queueType) => queueNames.get(queueType) ?? queueType,
  };
}
