interface Catalogue {
  language: {
    /** In the language itself. */
    name: string;
    /** BCP 47, for dates and voices. */
    locale: string;
  };
}

/** Every file of this folder is a language, by its code: a new file is all that a new language takes. */
const files = import.meta.glob<Catalogue>('./*.json', { eager: true, import: 'default' });

export const CATALOGUES: Record<string, Catalogue> = Object.fromEntries(
  Object.entries(files).map(([path, catalogue]) => [path.slice('./'.length, -'.json'.length), catalogue]),
);

/** The one that every customer finds. */
export const FIRST_LANGUAGE = 'es';

const codes = Object.keys(CATALOGUES).filter((code) => code !== FIRST_LANGUAGE);

export const LANGUAGES_OFFERED = [FIRST_LANGUAGE, ...codes].map((code) => ({
  code,
  name: CATALOGUES[code]?.language.name ?? code,
}));
