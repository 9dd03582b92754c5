import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

import { hasRecorded, hushRecorded, sayRecorded } from './recorded';
import { voiceOf } from './voice-of';

export interface Spoken {
  /** For the machine's own voice. */
  text: string;
  /** The same in short, by the names of the recorded words. */
  words: string[];
}

/** Absent in a browser that was built without it. */
const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

const own = (locale: string) => voiceOf(synthesis()?.getVoices() ?? [], locale);

/** Says something in the customer's language; null where this machine can say nothing in it. */
export function useVoice(): { speak: ((said: Spoken) => void) | null } {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const locale = t('language.locale');
  const voiced = useSyncExternalStore(subscribe, () => own(locale) !== null);
  const recorded = useRecorded(language);
  const speak = useCallback(
    ({ text, words }: Spoken) => {
      hush();
      const voice = own(locale);
      if (!voice) return sayRecorded(language, words);
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = locale;
      utterance.rate = 0.9; // in a hall, to somebody who hears it once
      synthesis()?.speak(utterance);
    },
    [language, locale],
  );
  return { speak: voiced || recorded ? speak : null };
}

/** What was being said is nobody else's. */
export function hush(): void {
  synthesis()?.cancel();
  hushRecorded();
}

function useRecorded(language: string): boolean {
  const [there, setThere] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    void hasRecorded(language).then((has) => !left && setThere(has ? language : null));
    return () => {
      left = true;
    };
  }, [language]);
  return there === language;
}

/** Voices come late: the browser asks the system for them. */
function subscribe(listener: () => void): () => void {
  const voices = synthesis();
  voices?.addEventListener('voiceschanged', listener);
  return () => voices?.removeEventListener('voiceschanged', listener);
}
