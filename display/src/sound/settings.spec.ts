/// <reference types="jest" />
import { USUAL, languagesOf, readSettings } from './settings.js';

describe('what staff set on a screen', () => {
  it('is the usual where nothing was set, or where something else was kept', () => {
    expect(readSettings(null, null)).toEqual(USUAL);
    for (const kept of ['', '{', '[]', 'null', '{"volume":"loud","voice":"de"}', '{"volume":101}']) {
      expect(readSettings(kept, null)).toEqual(USUAL);
    }
  });

  it('comes before what the address asks for', () => {
    expect(readSettings(null, 'es-en')).toEqual({ ...USUAL, voice: 'es-en' });
    expect(readSettings('{"volume":40}', 'es-en')).toEqual({ volume: 40, voice: 'es-en' });
    expect(readSettings('{"volume":0,"voice":"none"}', 'es-en')).toEqual({ volume: 0, voice: 'none' });
    expect(readSettings(null, 'fr')).toEqual(USUAL);
  });
});

describe('the languages of a call', () => {
  it('are Spanish, and English where the branch wants it', () => {
    expect(languagesOf('es', false)).toEqual(['es']);
    expect(languagesOf('es-en', false)).toEqual(['es', 'en']);
    expect(languagesOf('none', false)).toEqual([]);
  });

  it('are the first alone while others wait to be called', () => {
    expect(languagesOf('es-en', true)).toEqual(['es']);
  });
});
