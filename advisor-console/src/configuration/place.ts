import type { SignedInUser } from '@ticketero/contract';

import { search } from '../common/audit-link';

/** The parts of the configuration and the permission that each takes, in the order of the list. */
const NEEDS = {
  general: 'config:write',
  queues: 'config:write',
  hours: 'config:write',
  rules: 'config:write',
  alerts: 'config:write',
  texts: 'config:write',
  advisors: 'users:write',
  users: 'users:write',
  roles: 'users:write',
  devices: 'devices:write',
  telegram: 'config:write',
  branches: 'config:write',
  database: 'config:write',
} as const;

export type Section = keyof typeof NEEDS;
export const SECTIONS = Object.keys(NEEDS) as Section[];

/** Where in the configuration somebody is, as the address says it. */
export interface Place {
  section: Section;
  /** Which one of the list is open; `new`: one that is being made. */
  item: string | null;
}

export const NEW = 'new';

/** Nothing of it is one branch's. */
const WHOLE_BANK: readonly Section[] = ['database'];

/** What somebody may change, the first to open in front. */
export function sectionsOf({
  permissions,
  branchOffice,
}: Pick<SignedInUser, 'permissions' | 'branchOffice'>): Section[] {
  const may = SECTIONS.filter((section) => permissions.includes(NEEDS[section]));
  return branchOffice === null ? may : may.filter((section) => !WHOLE_BANK.includes(section));
}

/** From the address (`section=devices&item=4`): somebody may have typed it, so what makes no sense is left out. */
export function readPlace(text: string, offered: readonly Section[]): Place | null {
  const given = new URLSearchParams(text);
  const section = offered.find((name) => name === given.get('section'));
  if (section !== undefined) return { section, item: given.get('item') };
  const [first] = offered;
  return first === undefined ? null : { section: first, item: null };
}

export const placeLink = (section: Section, item: string | number | null = null): string =>
  `#/configuration?${search({ section, item })}`;
