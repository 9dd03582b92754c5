import { firstMissing, keptRules } from './rules';

const maria = { email: 'maria.gonzalez@banco.com', name: 'María González' };

describe('the rules of a new password', () => {
  it('is at least ten characters long, whatever they are', () => {
    expect(keptRules('123456789', maria).length).toBe(false);
    expect(keptRules('caballo ok', maria).length).toBe(true);
    expect(keptRules('🐴🐴🐴🐴🐴', maria).length).toBe(false);
  });

  it('is neither the e-mail nor the name, with or without a year', () => {
    for (const password of ['maria.gonzalez@banco.com', 'MariaGonzalez1', 'María González', 'maria.gonzalez2026']) {
      expect([password, keptRules(password, maria).notYou]).toEqual([password, false]);
    }
    expect(keptRules('maria va al mercado', maria).notYou).toBe(true);
    expect(keptRules('', maria).notYou).toBe(false);
    expect(keptRules('caballo correcto', { email: '' }).notYou).toBe(true);
  });

  it('names what to mend first', () => {
    expect(firstMissing('corta', 'corta', maria)).toBe('next');
    expect(firstMissing('caballo correcto', 'caballo corecto', maria)).toBe('repeat');
    expect(firstMissing('caballo correcto', 'caballo correcto', maria)).toBeNull();
  });
});
