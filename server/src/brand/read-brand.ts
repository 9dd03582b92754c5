import { createHash } from 'node:crypto';

import { contrast, CONTRAST_MIN, HEX_COLOUR, type Brand, type Texts } from '@ticketero/contract';

import { isPlainPath, kindOf } from './brand-words.js';
import { listOf, mapOf, membersOf, textOf, type Refuse } from './fields.js';

const NAME_MAX = 60;
const TEXT_MAX = 500;
const MEDIA_MAX = 50;
const TICKER_MAX = 20;
const SECONDS = { usual: 10, min: 3, max: 600 };

const QUEUE = { fits: /^[A-Z][A-Z0-9_]{0,39}$/, is: 'a queue type such as CAJA' };
const LANGUAGE = { fits: /^[a-z]{2,3}(-[A-Z]{2})?$/, is: 'a language code such as es' };
const APP = { fits: /^(kiosk|display|console|page)$/, is: 'kiosk, display, console or page' };
const KEY = { fits: /^[A-Za-z][\w.-]{0,99}$/, is: 'a key of the catalogue such as queues.title' };

const THEMES = ['night', 'light', 'contrast'] as const;

const DEFAULT_THEME = 'night';

/** What the screens get of a bank that set nothing, but for the version. */
const nothing = (): Omit<Brand, 'version'> => ({
  name: null,
  logo: null,
  logoOnDark: null,
  colours: { brand: null, queues: {} },
  queues: {},
  texts: {},
  display: { theme: DEFAULT_THEME, media: [], ticker: [] },
});

/** `files`: the files of the folder that a screen may be given, with what changes when they change. */
export interface FolderContent {
  /** The text of brand.json; null: there is none. */
  text: string | null;
  files: Map<string, string>;
}

/**
 * The look of the bank, as far as the operator's file can be understood: each field that cannot is left out and told by its
 * name, and the others hold.
 */
export function readBrand(content: FolderContent, refuse: Refuse): Brand {
  const look = content.text === null ? nothing() : understood(content.text, content.files, refuse);
  const everything = JSON.stringify([look, [...content.files].sort()]);
  return { version: createHash('sha256').update(everything).digest('hex').slice(0, 16), ...look };
}

function understood(text: string, files: Map<string, string>, refuse: Refuse): Omit<Brand, 'version'> {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch (error) {
    refuse('', `is not JSON: ${error instanceof Error ? error.message : 'cannot be read'}`);
    return nothing();
  }
  const known = ['bankName', 'logo', 'logoOnDark', 'colours', 'queues', 'texts', 'display'];
  const members = membersOf(written, '', refuse, known);
  const file = (value: unknown, path: string) => fileOf(value, path, files, refuse);
  return {
    name: textOf(members['bankName'], 'bankName', refuse, NAME_MAX),
    logo: pictureOf(members['logo'], 'logo', file, refuse),
    logoOnDark: pictureOf(members['logoOnDark'], 'logoOnDark', file, refuse),
    colours: coloursOf(members['colours'], refuse),
    queues: mapOf(members['queues'], 'queues', refuse, QUEUE, (one, path) => {
      const { name, about } = membersOf(one, path, refuse, ['name', 'about']);
      return { name: textsOf(name, `${path}.name`, refuse), about: textsOf(about, `${path}.about`, refuse) };
    }),
    texts: mapOf(members['texts'], 'texts', refuse, APP, (app, appPath) =>
      mapOf(app, appPath, refuse, LANGUAGE, (catalogue, path) =>
        mapOf(catalogue, path, refuse, KEY, (one, at) => textOf(one, at, refuse, TEXT_MAX)),
      ),
    ),
    display: displayOf(members['display'], file, refuse),
  };
}

type FileReader = (value: unknown, path: string) => string | null;

function fileOf(value: unknown, path: string, files: Map<string, string>, refuse: Refuse): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !isPlainPath(value)) {
    refuse(path, 'must be the name of a file in the folder: letters, digits, - _ and .');
    return null;
  }
  if (kindOf(value) === null) refuse(path, 'must be a png, jpg, webp or svg, or an mp4 or webm');
  else if (!files.has(value)) refuse(path, `names a file that is not there: ${value}`);
  else return value;
  return null;
}

function pictureOf(value: unknown, path: string, file: FileReader, refuse: Refuse): string | null {
  const name = file(value, path);
  if (name === null || kindOf(name) === 'image') return name;
  refuse(path, 'must be a picture');
  return null;
}

function coloursOf(value: unknown, refuse: Refuse): Brand['colours'] {
  const { brand, queues } = membersOf(value, 'colours', refuse, ['brand', 'queues']);
  const colour = (one: unknown, path: string) => colourOf(one, path, refuse);
  return { brand: colour(brand, 'colours.brand'), queues: mapOf(queues, 'colours.queues', refuse, QUEUE, colour) };
}

/** White text stands on all of them (WCAG 2.2, 1.4.3). */
function colourOf(value: unknown, path: string, refuse: Refuse): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !HEX_COLOUR.test(value)) {
    refuse(path, 'must be a colour such as #0b4f8a');
    return null;
  }
  const reached = contrast(value, '#ffffff');
  if (reached < CONTRAST_MIN) {
    refuse(path, `is too light: white text on it has ${reached.toFixed(2)}:1 and needs ${CONTRAST_MIN}:1`);
    return null;
  }
  return value.toLowerCase();
}

function textsOf(value: unknown, path: string, refuse: Refuse): Texts {
  return mapOf(value, path, refuse, LANGUAGE, (one, at) => textOf(one, at, refuse, TEXT_MAX));
}

function displayOf(value: unknown, file: FileReader, refuse: Refuse): Brand['display'] {
  const members = membersOf(value, 'display', refuse, ['theme', 'media', 'ticker']);
  const theme = THEMES.find((one) => one === members['theme']);
  if (members['theme'] !== undefined && !theme) refuse('display.theme', `must be one of ${THEMES.join(', ')}`);
  return {
    theme: theme ?? DEFAULT_THEME,
    media: listOf(members['media'], 'display.media', refuse, MEDIA_MAX, (one, path) => {
      const entry = membersOf(one, path, refuse, ['file', 'seconds']);
      const name = file(entry['file'], `${path}.file`);
      const kind = name === null ? null : kindOf(name);
      return name === null || kind === null
        ? null
        : { file: name, kind, seconds: secondsOf(entry['seconds'], `${path}.seconds`, refuse) };
    }),
    ticker: listOf(members['ticker'], 'display.ticker', refuse, TICKER_MAX, (one, path) => {
      const texts = textsOf(one, path, refuse);
      return Object.keys(texts).length > 0 ? texts : null;
    }),
  };
}

function secondsOf(value: unknown, path: string, refuse: Refuse): number {
  if (value === undefined || value === null) return SECONDS.usual;
  if (typeof value === 'number' && value >= SECONDS.min && value <= SECONDS.max) return value;
  refuse(path, `must be a number from ${SECONDS.min} to ${SECONDS.max}`);
  return SECONDS.usual;
}
