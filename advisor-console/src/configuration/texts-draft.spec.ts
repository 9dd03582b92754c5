import { inOneLine, textsChange, textsDraft } from './texts-draft';

const BANKS = textsDraft({ closed: null, paused: null, outsideHours: null, notices: [] });

describe('the texts of a branch', () => {
  it('are the bank’s own where nobody wrote any', () => {
    expect(textsChange(BANKS, { ...BANKS, closed: { es: ' ', en: '' } })).toEqual({});
    const own = { ...BANKS, closed: { es: 'Volvemos mañana', en: '' } };
    expect(textsChange(BANKS, own)).toEqual({ closed: { es: 'Volvemos mañana' } });
    expect(textsChange(own, BANKS)).toEqual({ closed: null });
  });

  it('a notice without a word is none', () => {
    const notices = [
      { es: '', en: '' },
      { es: 'Trae tu cédula', en: 'Bring your id' },
    ];
    expect(textsChange(BANKS, { ...BANKS, notices })).toEqual({
      notices: [{ es: 'Trae tu cédula', en: 'Bring your id' }],
    });
  });

  it('stand in one line before they are saved', () => {
    expect(inOneLine({ es: 'Hola', en: 'Hello' })).toBe('«Hola» / «Hello»');
    expect(inOneLine({ es: '', en: ' ' })).toBe('');
  });
});
