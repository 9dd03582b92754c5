import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import * as words from '@ticketero/contract';
import * as core from '@ticketero/core';

const SCHEMA = readFileSync(resolve(__dirname, '../migrations/schema.snapshot.txt'), 'utf8');

/** The words that a column takes, by the name of its check. */
function allowed(check: string): string[] {
  const line = SCHEMA.split('\n').find((one) => one.includes(`constraint ${check} CHECK`)) ?? '';
  return [...line.matchAll(/'(\w+)'::/g)].map(([, word = '']) => word);
}

/** A word that is new in libs/contract/src/words.ts needs a migration, or the first row with it is an error 23514. */
describe('the closed lists', () => {
  it.each<[check: string, list: readonly string[]]>([
    ['advisor_status_check', words.ADVISOR_STATUSES],
    ['alert_severity_check', words.ALERT_SEVERITIES],
    ['alert_type_check', words.ALERT_TYPES],
    ['audit_log_entity_type_check', words.AUDIT_ENTITY_TYPES],
    ['branch_status_check', words.BRANCH_STATUSES],
    ['device_kind_check', words.DEVICE_KINDS],
    ['mensaje_estado_envio_check', words.MESSAGE_STATES],
    ['mensaje_plantilla_check', words.MESSAGE_TEMPLATES],
    ['ticket_status_check', words.TICKET_STATUSES],
  ])('CONTRACT: %s of the schema allows the words of the contract and no others', (check, list) => {
    expect(allowed(check).sort()).toEqual([...list].sort());
  });

  /** Two leaves that do not know each other say the same. */
  it.each<[name: string, ours: readonly string[], theirs: readonly string[]]>([
    ['TEMPLATES', core.TEMPLATES, words.MESSAGE_TEMPLATES],
    ['EVENT_TYPES', core.EVENT_TYPES, words.AUDIT_EVENT_TYPES],
    ['ENTITY_TYPES', core.ENTITY_TYPES, words.AUDIT_ENTITY_TYPES],
    ['UNDOABLE_COMMANDS', core.UNDOABLE_COMMANDS, words.UNDOABLE_COMMANDS],
  ])('CONTRACT: %s of the core are those of the contract', (_, ours, theirs) => {
    expect([...ours].sort()).toEqual([...theirs].sort());
  });
});
