import { changedPart, changesOf, drafted, listChange, rebased } from './draft';

const ANA = { name: 'Ana', queues: ['CAJA'], active: true };

describe('what a form changes', () => {
  it('is the fields that differ, lists by what is in them', () => {
    const after = { ...ANA, queues: ['CAJA', 'EMPRESAS'] };
    expect(changesOf(ANA, { ...ANA, queues: ['CAJA'] })).toEqual([]);
    expect(changesOf(ANA, after)).toEqual([{ field: 'queues', before: ['CAJA'], after: ['CAJA', 'EMPRESAS'] }]);
    expect(changedPart(ANA, after)).toEqual({ queues: ['CAJA', 'EMPRESAS'] });
  });

  it('is told by what came and what went', () => {
    expect(listChange(['CAJA', 'GERENCIA'], ['EMPRESAS', 'CAJA'])).toEqual({
      added: ['EMPRESAS'],
      gone: ['GERENCIA'],
    });
  });
});

describe('a newer truth under a form', () => {
  it('R10: of which nothing was changed: the form follows it', () => {
    const truth = { ...ANA, name: 'Ana María' };
    expect(rebased(drafted(ANA), truth)).toEqual(drafted(truth));
  });

  it('R10: leaves what this person changed, takes the rest, and tells what others did', () => {
    const mine = { base: ANA, draft: { ...ANA, name: 'Anita' }, theirs: [] };
    const truth = { ...ANA, active: false };
    expect(rebased(mine, truth)).toEqual({
      base: truth,
      draft: { name: 'Anita', queues: ['CAJA'], active: false },
      theirs: [{ field: 'active', before: true, after: false }],
    });
  });

  it('R10: says so when another has changed the very same field, and keeps saying it', () => {
    const mine = { base: ANA, draft: { ...ANA, name: 'Anita' }, theirs: [] };
    const first = rebased(mine, { ...ANA, name: 'Ana María' });
    expect(first.draft.name).toBe('Anita');
    expect(first.theirs).toEqual([{ field: 'name', before: 'Ana', after: 'Ana María' }]);
    expect(rebased(first, { ...ANA, name: 'Ana María', active: false }).theirs.map(({ field }) => field)).toEqual([
      'name',
      'active',
    ]);
  });

  it('is one’s own work when it was saved', () => {
    const mine = { base: ANA, draft: { ...ANA, name: 'Anita' }, theirs: [] };
    expect(rebased(mine, { ...ANA, name: 'Anita' })).toEqual(drafted({ ...ANA, name: 'Anita' }));
  });
});
