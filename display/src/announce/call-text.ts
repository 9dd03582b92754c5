import { getTexts } from '../i18n/texts';

import { recallText } from './recall-text';

/** A call in words, for screen readers and for a browser's own voice. */
export function callText(
  language: 'es' | 'en',
  call: { numero: string; moduleNumber: number; recallCount: number },
): string {
  const say = getTexts()[language];
  const values = { numero: call.numero, module: call.moduleNumber };
  if (call.recallCount === 0) return say('live.call', values);
  const { key, count } = recallText(call.recallCount);
  return say('live.recall', { ...values, nth: say(key, { count }) });
}
