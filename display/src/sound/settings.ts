import type { Spoken } from './phrase';

export const VOICE_CHOICES = ['es', 'es-en', 'none'] as const;
export type VoiceChoice = (typeof VOICE_CHOICES)[number];

/** What staff set on this screen; it stays with it. */
export interface SoundSettings {
  /** In percent, in steps of VOLUME_STEP; 0 is turned off. */
  volume: number;
  voice: VoiceChoice;
}

export const VOLUME_STEP = 20;
export const USUAL: SoundSettings = { volume: 100, voice: 'es' };

const KEPT_AS = 'ticketero.display.sound';

/** What was kept; else `asked`, the page's own query (`?voice=es-en`); else the usual. */
export function readSettings(kept: string | null, asked: string | null): SoundSettings {
  const usual = { ...USUAL, voice: VOICE_CHOICES.find((one) => one === asked) ?? USUAL.voice };
  try {
    const { volume, voice } = JSON.parse(kept ?? '{}') as Record<string, unknown>;
    return {
      volume: typeof volume === 'number' && volume >= 0 && volume <= 100 ? volume : usual.volume,
      voice: VOICE_CHOICES.find((one) => one === voice) ?? usual.voice,
    };
  } catch {
    return usual;
  }
}

export function keptSettings(): SoundSettings {
  return readSettings(localStorage.getItem(KEPT_AS), new URLSearchParams(location.search).get('voice'));
}

export function keepSettings(settings: SoundSettings): void {
  localStorage.setItem(KEPT_AS, JSON.stringify(settings));
}

const LANGUAGES: Record<VoiceChoice, readonly Spoken[]> = { es: ['es'], 'es-en': ['es', 'en'], none: [] };

/** In which languages a call is spoken, one after another. */
export const languagesOf = (voice: VoiceChoice): readonly Spoken[] => LANGUAGES[voice];
