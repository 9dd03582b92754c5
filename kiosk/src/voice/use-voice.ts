import { useCallback, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { voiceOf } from './voice-of';

/** Absent in a browser that was built without it. */
const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

const own = (locale: string) => voiceOf(synthesis()?.getVoices() ?? [], locale);

/** Says a text in the customer's language; null where this machine has no voice of its own for it. */
export function useVoice(): { speak: ((text: string) => void) | null } {
  const { t } = useTranslation();
  const locale = t('language.locale');
  const can = useSyncExternalStore(subscribe, () => own(locale) !== null);
  const speak = useCallback(
    (text: string) => {
      const words = new SpeechSynthesisUtterance(text);
      words.voice = own(locale);
      words.lang = locale;
      words.rate = 0.9; // in a hall, to somebody who hears it once
      hush();
      synthesis()?.speak(words);
    },
    [locale],
  );
  return { speak: can ? speak : null };
}

/** What was being said is nobody else's. */
export function hush(): void {
  synthesis()?.cancel();
}

/** Voices come late: the browser asks the system for them. */
function subscribe(listener: () => void): () => void {
  const voices = synthesis();
  voices?.addEventListener('voiceschanged', listener);
  return () => voices?.removeEventListener('voiceschanged', listener);
}
