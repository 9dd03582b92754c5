/** Every file of this folder is a language, by its code; those that the branch names are offered (docs/extending.md). */
const files = import.meta.glob<object>('./*.json', { eager: true, import: 'default' });

const codeOf = (path: string) => path.slice('./'.length, -'.json'.length);

/** The one that every customer finds. */
export const FIRST_LANGUAGE = 'es';

export const CATALOGUES: Record<string, object> = Object.fromEntries(
  Object.entries(files).map(([path, catalogue]) => [codeOf(path), catalogue]),
);

export const LANGUAGES_OFFERED = [FIRST_LANGUAGE, ...Object.keys(CATALOGUES).filter((code) => code !== FIRST_LANGUAGE)];
