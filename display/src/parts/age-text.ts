import type { Values } from '../i18n/both';
import { getTexts } from '../i18n/texts';

import { ageOf } from './age';

/** The `{{age}}` of a text, in each language. */
export function ageValues(ms: number): (language: 'es' | 'en') => Values {
  const { key, values } = ageOf(ms);
  return (language) => ({ age: getTexts()[language](key, values) });
}
