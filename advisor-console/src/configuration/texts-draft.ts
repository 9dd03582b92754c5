import { BRANCH_TEXT_MAX, LANGUAGES, type BranchTexts, type Language, type LocalText } from '@ticketero/contract';

/** As it is typed: an empty text is none. */
export type Typed = Record<Language, string>;

export const CLOSED_TEXTS = ['closed', 'paused', 'outsideHours'] as const;
export type ClosedText = (typeof CLOSED_TEXTS)[number];

export interface TextsDraft extends Record<ClosedText, Typed> {
  notices: Typed[];
}

export const TEXT_MAX = BRANCH_TEXT_MAX;
export const NO_TEXT: Typed = { es: '', en: '' };

const typed = (text: LocalText | null): Typed => ({ es: text?.es ?? '', en: text?.en ?? '' });

/** In each language in which somebody wrote it; null: in none. */
function localText(text: Typed): LocalText | null {
  const written = LANGUAGES.map((language) => [language, text[language].trim()] as const).filter(
    ([, one]) => one !== '',
  );
  return written.length === 0 ? null : Object.fromEntries(written);
}

export const textsDraft = ({ closed, paused, outsideHours, notices }: BranchTexts): TextsDraft => ({
  closed: typed(closed),
  paused: typed(paused),
  outsideHours: typed(outsideHours),
  notices: notices.map(typed),
});

/** What was changed, and nothing else. A notice without a word is none. */
export function textsChange(base: TextsDraft, draft: TextsDraft): Partial<BranchTexts> {
  const [before, after] = [textsOf(base), textsOf(draft)];
  const changed = (Object.keys(after) as (keyof BranchTexts)[]).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, after[field]])) as Partial<BranchTexts>;
}

const textsOf = ({ notices, ...texts }: TextsDraft): BranchTexts => ({
  closed: localText(texts.closed),
  paused: localText(texts.paused),
  outsideHours: localText(texts.outsideHours),
  notices: notices.map(localText).filter((one) => one !== null),
});

/** In one line, for who is about to save it. */
export const inOneLine = (text: Typed): string =>
  LANGUAGES.map((language) => text[language].trim())
    .filter((one) => one !== '')
    .map((one) => `«${one}»`)
    .join(' / ');
