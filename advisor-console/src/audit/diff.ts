import type { AuditRecord } from '@ticketero/contract';

import { asObject } from './facts';

/** `added`, `removed`: recorded in one of the two states alone. */
export type Change = 'changed' | 'added' | 'removed' | 'same';

export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
  change: Change;
}

const ORDER: Change[] = ['changed', 'added', 'removed', 'same'];

/**
 * Old and new state field by field, what changed first. An event records of the old state what matters to it: a field
 * that it has on one side alone has not necessarily changed, and is told apart.
 */
export function diffOf(record: Pick<AuditRecord, 'previousState' | 'newState'>): FieldChange[] {
  const before = asObject(record.previousState) ?? {};
  const after = asObject(record.newState) ?? {};
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const rows = fields.map((field): FieldChange => {
    const change = !(field in before)
      ? 'added'
      : !(field in after)
        ? 'removed'
        : JSON.stringify(before[field]) === JSON.stringify(after[field])
          ? 'same'
          : 'changed';
    return { field, before: before[field], after: after[field], change };
  });
  return rows.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
}

export function changedFields(record: Pick<AuditRecord, 'previousState' | 'newState'>): FieldChange[] {
  return diffOf(record).filter(({ change }) => change === 'changed');
}
