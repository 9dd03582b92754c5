import { numberClips, phraseOf, type Spoken } from '../display/src/sound/phrase.js';

import { VOICES } from './lib/voice-words.mjs';
import { cutAtPauses, evenOut, readWav, writeWav } from './lib/wav.mjs';

const RATE = 22_050;

/** `seconds` of a tone, or of silence. */
const sound = (seconds: number, height: number) =>
  Int16Array.from({ length: seconds * RATE }, (_, i) => Math.round(height * Math.sin(i / 5)));
const joined = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]));

describe('the words of the voice', () => {
  const languages: Spoken[] = ['es', 'en'];

  it('are those of the languages that the screen speaks, each once', () => {
    expect(Object.keys(VOICES)).toEqual(languages);
    for (const { clips } of Object.values(VOICES)) {
      const names = clips.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(languages)('in %s: there is a clip for all that a screen can have to say', (language) => {
    const made = new Set(VOICES[language]?.clips.map(({ name }) => name));
    const said = new Set<string>();
    for (let number = 0; number <= 9_999; number += 1) numberClips(number, language)?.forEach((clip) => said.add(clip));
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      for (const recallCount of [0, 1, 2, 3, 4]) {
        const groups = phraseOf({ numero: `${letter}01`, moduleNumber: 1, recallCount }, language);
        groups?.flat().forEach((clip) => said.add(clip));
      }
    }
    expect([...said].filter((clip) => !made.has(clip))).toEqual([]);
    expect([...made].filter((clip) => !said.has(clip))).toEqual([]);
  });
});

describe('a recording', () => {
  it('is cut at its long silences only, and loses them', () => {
    const recorded = joined(
      sound(0.2, 0),
      sound(0.5, 9_000),
      sound(0.1, 0), // within a word
      sound(0.3, 9_000),
      sound(0.7, 0),
      sound(0.4, 3_000),
      sound(1, 0),
    );
    const seconds = cutAtPauses(recorded, RATE, 0.45).map((part) => part.length / RATE);
    expect(seconds.map((one) => one.toFixed(1))).toEqual(['0.9', '0.4']);
    expect(cutAtPauses(sound(1, 0), RATE, 0.45)).toEqual([]);
  });

  it('sounds as loud as any other, without distortion and without a click at its ends', () => {
    const loudness = (samples: Int16Array) =>
      Math.sqrt(samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length);
    const quiet = evenOut(sound(0.5, 900), RATE);
    const loud = evenOut(sound(0.5, 30_000), RATE);
    expect(loudness(quiet) / loudness(loud)).toBeCloseTo(1, 1);
    expect(Math.max(...quiet)).toBeLessThan(32_767);
    for (const clip of [quiet, loud]) {
      expect(Math.abs(clip[0]!)).toBeLessThan(200);
      expect(Math.abs(clip.at(-1)!)).toBeLessThan(200);
    }
  });

  it('is the same after it was written and read', () => {
    const samples = sound(0.1, 12_000);
    expect(readWav(writeWav(samples, RATE))).toEqual({ samples, rate: RATE });
    expect(() => readWav(new Uint8Array(60))).toThrow('not a WAV file');
  });
});
