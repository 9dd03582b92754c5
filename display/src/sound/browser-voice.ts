import type { Spoken } from './phrase';

/** A voice that never says that it has finished must not hold up the next call. */
const LONGEST_MS = 12_000;
const SPEED = 0.95;

/** Whether this browser can speak the language by itself. Only voices on the machine count: none that asks a service. */
export function browserVoice(language: Spoken): SpeechSynthesisVoice | null {
  if (typeof speechSynthesis === 'undefined') return null;
  const voices = speechSynthesis.getVoices();
  return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(language)) ?? null;
}

/** Speaks, and resolves when it is silent again or `signal` ended it. */
export function speak(voice: SpeechSynthesisVoice, text: string, volume: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = SPEED;
    utterance.volume = volume;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      done();
    };
    const stop = () => {
      speechSynthesis.cancel();
      end();
    };
    const timer = setTimeout(stop, LONGEST_MS);
    signal.addEventListener('abort', stop);
    utterance.addEventListener('end', end);
    utterance.addEventListener('error', end);
    speechSynthesis.speak(utterance);
  });
}
