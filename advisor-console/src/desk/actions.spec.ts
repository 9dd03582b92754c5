import { actionsOf, askedOf, phaseOf } from './actions';

type Facts = Parameters<typeof phaseOf>[0];

const STARTED = { startedAt: '2026-03-02T12:00:00.000Z' };
const CALLED = { startedAt: null };

function desk(
  status: Facts['advisor']['status'],
  current: Facts['current'] = null,
  assignmentMode: Facts['settings']['assignmentMode'] = 'automatic',
  offlineAfterCurrent = false,
): Facts {
  return { advisor: { status, offlineAfterCurrent }, current, settings: { assignmentMode } };
}

const ids = (facts: Facts) => actionsOf(facts).map((action) => action.id);

describe('the phase of a desk', () => {
  it.each([
    ['offline', desk('OFFLINE')],
    ['available', desk('AVAILABLE')],
    ['called', desk('BUSY', CALLED)],
    ['serving', desk('BUSY', STARTED)],
    ['closing', desk('BUSY')],
  ])('%s', (phase, facts) => {
    expect(phaseOf(facts)).toBe(phase);
  });
});

describe('the valid actions, the primary one first', () => {
  it('are none off duty', () => {
    expect(ids(desk('OFFLINE'))).toEqual([]);
  });

  it('call the next when ready or closing', () => {
    expect(ids(desk('AVAILABLE'))).toEqual(['callNext']);
    expect(ids(desk('BUSY', null, 'onCall'))).toEqual(['callNext']);
  });

  it('start, recall or give up a number that was called; F1 ends it too', () => {
    expect(ids(desk('BUSY', CALLED))).toEqual(['start', 'recall', 'noShow', 'finishAndCall']);
  });

  it('complete what was started; in automatic mode that calls the next by itself', () => {
    expect(ids(desk('BUSY', STARTED))).toEqual(['complete', 'finishAndCall']);
  });

  it('complete and call in one press where the next must be called', () => {
    expect(ids(desk('BUSY', STARTED, 'onCall'))).toEqual(['finishAndCall', 'complete']);
  });

  it('do not call another for who leaves after this one', () => {
    expect(ids(desk('BUSY', CALLED, 'automatic', true))).toEqual(['start', 'recall', 'noShow']);
    expect(ids(desk('BUSY', STARTED, 'automatic', true))).toEqual(['complete']);
    expect(ids(desk('BUSY', STARTED, 'onCall', true))).toEqual(['complete']);
  });

  it('R4: return or transfer what is in hand, whether it was started or not; without it there is nothing to pass on', () => {
    const asked = (facts: Facts) => askedOf(facts).map((action) => action.id);
    expect(asked(desk('BUSY', CALLED))).toEqual(['transfer', 'return']);
    expect(asked(desk('BUSY', STARTED, 'onCall', true))).toEqual(['transfer', 'return']);
    for (const facts of [desk('AVAILABLE'), desk('BUSY'), desk('OFFLINE')]) expect(asked(facts)).toEqual([]);
  });

  it('never put two actions on one key', () => {
    for (const facts of [desk('AVAILABLE'), desk('BUSY'), desk('BUSY', CALLED), desk('BUSY', STARTED)]) {
      const keys = [...actionsOf(facts), ...askedOf(facts)].map((action) => action.key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
