import {
  ALERT_SEVERITIES,
  ALERT_TYPES,
  AUDIT_ENTITY_TYPES,
  AUDIT_EVENT_TYPES,
  UNDOABLE_COMMANDS,
} from '@ticketero/contract';
import * as core from '@ticketero/core';

describe('words that the contract and the core both hold, since neither knows the other', () => {
  it('R10: the contract has every event and entity of the core: the console has a sentence for each', () => {
    expect([...AUDIT_EVENT_TYPES]).toEqual([...core.EVENT_TYPES]);
    expect([...AUDIT_ENTITY_TYPES]).toEqual([...core.ENTITY_TYPES]);
  });

  it('CONTRACT: the contract has every type and severity of alerts', () => {
    expect([...ALERT_TYPES]).toEqual([...core.ALERT_TYPES]);
    expect([...ALERT_SEVERITIES]).toEqual([...core.ALERT_SEVERITIES]);
  });

  it('R4: the contract has every command that can be undone', () => {
    expect([...UNDOABLE_COMMANDS]).toEqual([...core.UNDOABLE_COMMANDS]);
  });
});
