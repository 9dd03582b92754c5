import { AUDIT_ENTITY_TYPES, AUDIT_EVENT_TYPES } from '@ticketero/contract';
import { ENTITY_TYPES, EVENT_TYPES } from '@ticketero/core';

describe('the words of the audit log', () => {
  it('R10: the contract has every event and entity of the core: the console has a sentence for each', () => {
    expect([...AUDIT_EVENT_TYPES]).toEqual([...EVENT_TYPES]);
    expect([...AUDIT_ENTITY_TYPES]).toEqual([...ENTITY_TYPES]);
  });
});
