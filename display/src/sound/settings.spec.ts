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
    expect((['es', 'es-en', 'none'] as const).map(languagesOf)).toEqual([['es'], ['es', 'en'], []]);
  });
});
