import { AUDIT_ENTITY_TYPES, AUDIT_EVENT_TYPES, UNDOABLE_COMMANDS } from '@ticketero/contract';
import { ENTITY_TYPES, EVENT_TYPES, UNDOABLE_COMMANDS as CORE_UNDOABLE } from '@ticketero/core';

describe('words that the contract and the core both hold, since neither knows the other', () => {
  it('R10: the contract has every event and entity of the core: the console has a sentence for each', () => {
    expect([...AUDIT_EVENT_TYPES]).toEqual([...EVENT_TYPES]);
    expect([...AUDIT_ENTITY_TYPES]).toEqual([...ENTITY_TYPES]);
  });

  it('R4: the contract has every command that can be undone', () => {
    expect([...UNDOABLE_COMMANDS]).toEqual([...CORE_UNDOABLE]);
  });
});
