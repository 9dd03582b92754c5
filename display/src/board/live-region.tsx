import type { ReactNode } from 'react';

import type { Hero } from '../announce/use-announcer';
import { getTexts } from '../i18n/texts';

import { recallText } from './recall-text';

/** The calls for people who listen to the screen. Mounted before the first of them, or it would not be read. */
export function LiveRegion(props: { hero: Hero }): ReactNode {
  const { call, announcement } = props.hero;
  const texts = getTexts();
  const say = (language: 'es' | 'en') => {
    if (!call || !announcement) return '';
    const values = { numero: call.numero, module: call.moduleNumber };
    if (announcement.recallCount === 0) return texts[language]('live.call', values);
    const { key, count } = recallText(announcement.recallCount);
    return texts[language]('live.recall', { ...values, nth: texts[language](key, { count }) });
  };
  return (
    <div className="unseen" role="status" aria-live="polite" data-live>
      {announcement && (
        <>
          <span>{say('es')}</span> <span lang="en">{say('en')}</span>
        </>
      )}
    </div>
  );
}
