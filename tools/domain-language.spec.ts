import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import * as words from '@ticketero/contract';

import { PROBLEMS } from '../server/src/platform/errors/problem.js';

const DOCUMENT = readFileSync(resolve(__dirname, '../docs/domain-language.md'), 'utf8');

/** The lists whose words people meet in tables, logs and answers. */
const LISTS = {
  ...{ states: words.TICKET_STATUSES, branch: words.BRANCH_STATUSES, releases: words.DESK_RELEASES },
  ...{ queues: words.QUEUE_TYPES, advisors: words.ADVISOR_STATUSES, roles: words.ROLES, devices: words.DEVICE_KINDS },
  ...{ reasons: words.OFFLINE_REASONS, policies: words.DISPATCH_POLICIES, loads: words.QUEUE_LOADS },
  ...{ templates: words.MESSAGE_TEMPLATES, messages: words.MESSAGE_STATES, entities: words.AUDIT_ENTITY_TYPES },
  ...{ events: words.AUDIT_EVENT_TYPES, alerts: words.ALERT_TYPES, severities: words.ALERT_SEVERITIES },
  errors: words.ERROR_CODES,
};

describe('docs/domain-language.md', () => {
  it.each(Object.entries(LISTS))('CONTRACT: names every word of the list of %s', (_, list) => {
    expect(list.filter((word) => !new RegExp(`\\b${word}\\b`).test(DOCUMENT))).toEqual([]);
  });

  it('CONTRACT: has no word in capitals that the code does not know', () => {
    const known = new Set<string>(Object.values(LISTS).flat());
    const written = new Set(DOCUMENT.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g));
    expect([...written].filter((word) => !known.has(word))).toEqual([]);
    expect(written.size).toBeGreaterThan(60);
  });

  it('R14: says of each refusal the status that it is answered with', () => {
    const rows = [...DOCUMENT.matchAll(/^\| ([A-Z_, ]+?) +\| (\d{3}) +\|$/gm)];
    const said = rows.flatMap(([, codes = '', status]) =>
      codes.split(', ').map((code) => [code.trim(), Number(status)]),
    );
    expect(Object.fromEntries(said)).toEqual(
      Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status])),
    );
  });
});
