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

/** Null: no file that a screen is given. */
export const kindOf = (file: string): 'image' | 'video' | null => KINDS[extname(file).toLowerCase()] ?? null;

/** A path below the folder as it may be named: nothing hidden, no step up, nothing that an address writes otherwise. */
export const isPlainPath = (path: string): boolean =>
  /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path) && path.length <= 200;
