import { extname } from 'node:path';

/** What may lie in the folder and is given to browsers. */
const KINDS: Record<string, 'image' | 'video'> = {
  '.png': 'image',
  '.jpg': 'image',
  '.jpeg': 'image',
  '.webp': 'image',
  '.svg': 'image',
  '.mp4': 'video',
  '.webm': 'video',
};

/** The operator's own file; the screens read what it becomes. */
export const BRAND_FILE = 'brand.json';

/** Null: nothing that a screen shows. */
export const kindOf = (file: string): 'image' | 'video' | null => KINDS[extname(file).toLowerCase()] ?? null;

/** The bank's own voice for the lobby, a word in each file: `voice/es/number.wav` (docs/display.md). */
const VOICE = /^voice\/[a-z]{2}\/[a-z0-9-]+\.(wav|mp3)$/;

/** Whether browsers are given it, if it lies there. */
export const isGiven = (file: string): boolean => kindOf(file) !== null || VOICE.test(file);

/** A path below the folder as it may be named: nothing hidden, no step up, nothing that an address writes otherwise. */
export const isPlainPath = (path: string): boolean =>
  /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path) && path.length <= 200;
