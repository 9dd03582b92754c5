import { sectionsOf } from './place';

const permissions = ['config:write', 'users:write'];

describe('the parts of the configuration', () => {
  test('are offered to who may change them', () => {
    expect(sectionsOf({ permissions: ['devices:write'], branchOffice: null })).toEqual(['devices']);
    expect(sectionsOf({ permissions: [], branchOffice: null })).toEqual([]);
  });

  test('the database is no branch’s: only who is of the whole bank is offered it', () => {
    expect(sectionsOf({ permissions, branchOffice: null })).toContain('database');
    const ofCentro = sectionsOf({ permissions, branchOffice: 'CENTRO' });
    expect([ofCentro.includes('database'), ofCentro.includes('branches')]).toEqual([false, true]);
  });
});
