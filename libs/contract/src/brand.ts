import type { QueueType } from './words.js';

/** A text in the languages that somebody wrote it in, by language code. */
export type Texts = Record<string, string>;

/** Which catalogue a text of the bank's own replaces. */
export type BrandedApp = 'kiosk' | 'display' | 'console' | 'page';

/** The bank's own look and words, as the screens read them from `/brand/brand.json`. Nothing in it is secret. */
export interface Brand {
  /** Changes with everything in the folder: a screen that sees another one loads it anew. */
  version: string;
  name: string | null;
  /** Paths below `/brand/`. */
  logo: string | null;
  logoOnDark: string | null;
  colours: {
    /** `#rrggbb`; white text on it reaches 4.5:1. */
    brand: string | null;
    queues: Record<QueueType, string>;
  };
  /** What a queue is called and what it is for, where the bank says it otherwise or in another language. */
  queues: Record<QueueType, { name: Texts; about: Texts }>;
  /** Per app and language: key of the catalogue → text. */
  texts: Partial<Record<BrandedApp, Record<string, Record<string, string>>>>;
  display: {
    theme: 'night' | 'light' | 'contrast';
    /** Pictures and videos for the lobby, in this order; a video lasts as long as it is. */
    media: { file: string; kind: 'image' | 'video'; seconds: number }[];
    /** Lines that pass at the foot of the lobby screen. */
    ticker: Texts[];
  };
}
