import { GROUPS, rulesChange, rulesDraft, rulesLack, USUAL, type Rule } from './rules-draft';

const desk = rulesDraft(USUAL, 'desk', 'es');
const order = rulesDraft(USUAL, 'order', 'es');
const kiosk = rulesDraft(USUAL, 'kiosk', 'es');

describe('the rules of a branch as they are typed', () => {
  it('stand each in one form', () => {
    const all: Rule[] = Object.values(GROUPS).flat();
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual(Object.keys(USUAL).sort());
  });

  it('R4: send what was changed; nobody is closed by the system where nothing stands', () => {
    expect(rulesChange(desk, desk)).toEqual({});
    expect(rulesChange(desk, { ...desk, noShowMinutes: '10', recallMax: ' 2 ' })).toEqual({
      noShowMinutes: 10,
      recallMax: 2,
    });
    expect(rulesChange({ ...desk, noShowMinutes: '10' }, desk)).toEqual({ noShowMinutes: null });
  });

  it('R5: a share has a comma or a point', () => {
    expect(order['guardRatio']).toBe('0,8');
    expect(rulesDraft(USUAL, 'order', 'en')['guardRatio']).toBe('0.8');
    expect(rulesChange(order, { ...order, guardRatio: '0,75' })).toEqual({ guardRatio: 0.75 });
    expect(rulesLack({ ...order, guardRatio: '1,2' })).toEqual({ guardRatio: 'config.missing.decimal' });
  });

  it('say at the field what no server would take', () => {
    expect(rulesLack(desk)).toEqual({});
    expect(rulesLack({ ...desk, recallMax: '21', undoSeconds: '' })).toEqual({
      recallMax: 'config.missing.figure',
      undoSeconds: 'config.missing.figure',
    });
    expect(rulesLack({ ...kiosk, languages: ['en'] })).toEqual({ language: 'config.missing.language' });
    expect(rulesLack({ ...kiosk, languages: [] })).toEqual({ languages: 'config.missing.languages' });
  });
});
