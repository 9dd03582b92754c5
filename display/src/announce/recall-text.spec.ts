/// <reference types="jest" />
import en from '../i18n/en.json';
import es from '../i18n/es.json';

import { recallText } from './recall-text.js';

function paths(catalogue: object, prefix = ''): string[] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : paths(value as object, `${prefix}${key}.`),
  );
}

describe('the catalogues', () => {
  it('say the same things in both languages', () => {
    expect(paths(en).sort()).toEqual(paths(es).sort());
  });

  it('have a text for each recall', () => {
    for (const recallCount of [1, 2, 3, 4, 9]) expect(paths(es)).toContain(recallText(recallCount).key);
    expect(recallText(1)).toEqual({ key: 'recall.1', count: 2 });
    expect(recallText(7)).toEqual({ key: 'recall.more', count: 8 });
  });
});
