type Named = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/**
 * The machine's own voice for a locale: of the same country where there is one, else of the same language. Never one that
 * sends the words to somebody's service.
 */
export function voiceOf<V extends Named>(voices: V[], locale: string): V | null {
  const tag = (lang: string) => lang.replace('_', '-').toLowerCase();
  const wanted = tag(locale);
  const language = wanted.split('-')[0];
  const own = voices.filter((voice) => voice.localService && tag(voice.lang).split('-')[0] === language);
  return own.find((voice) => tag(voice.lang) === wanted) ?? own[0] ?? null;
}
