import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of one language: by the key that `t('…')` names, each of its plural forms (`''` when it has none). */
export type Catalogue = ReadonlyMap<string, ReadonlyMap<string, string>>;
/** By the language's code, as the file is called. */
export type Catalogues = ReadonlyMap<string, Catalogue>;

const PLURAL = /^(.*)_(zero|one|two|few|many|other)$/s;

/** @param tree what stands in one language's file */
export function catalogueOf(tree: object): Catalogue {
  const texts = new Map<string, Map<string, string>>();
  const add = (name: string, text: string) => {
    const [, key = name, form = ''] = PLURAL.exec(name) ?? [];
    texts.set(key, (texts.get(key) ?? new Map<string, string>()).set(form, text));
  };
  const walk = (node: object, path: string) => {
    for (const [name, value] of Object.entries(node) as [string, unknown][]) {
      if (typeof value === 'string') add(path + name, value);
      else if (typeof value === 'object' && value !== null) walk(value, `${path}${name}.`);
      else throw new Error(`${path}${name} is no text`);
    }
  };
  walk(tree, '');
  return texts;
}

/** Every language of a folder: `es.json`, and `es.<part>.json` with what only a part that comes later needs. */
export function readCatalogues(folder: string): Catalogues {
  const languages = new Map<string, Catalogue>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const [language = ''] = name.split('.');
    const texts = catalogueOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object);
    languages.set(language, new Map([...(languages.get(language) ?? []), ...texts]));
  }
  return languages;
}

const HOLE = /{{\s*(\w+)[^}]*}}/g;

/** What a text wants to be filled with: `{{name}}`. */
export function holesOf(text: string): string[] {
  return [...new Set([...text.matchAll(HOLE)].map(([, name = '']) => name))].sort();
}

/** The forms that counting things takes in this language, and those that its grammar has besides ("un millón de"). */
function formsOf(language: string): { needed: string[]; known: string[] } {
  const rules = new Intl.PluralRules(language);
  const needed = [...new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)))];
  // i18next takes `zero` for none in any language, whatever its grammar says.
  return { needed, known: ['zero', ...rules.resolvedOptions().pluralCategories] };
}

/**
 * What differs between languages that should not, one line each: a text that one lacks, a text that is empty, a plural
 * without a form that its language needs (or with one that it never uses), other holes to fill.
 */
export function differences(catalogues: Catalogues): string[] {
  const keys = [...new Set([...catalogues.values()].flatMap((catalogue) => [...catalogue.keys()]))];
  return keys.flatMap((key) => {
    const texts = [...catalogues].map(([language, catalogue]) => ({ language, forms: catalogue.get(key) }));
    const lacking = texts.filter(({ forms }) => !forms).map(({ language }) => `${language}: ${key} is missing`);
    const there = texts.flatMap(({ language, forms }) => (forms ? [{ language, forms }] : []));
    return [
      ...lacking,
      ...there.flatMap(({ language, forms }) => wrongForms(language, key, forms)),
      ...otherKinds(key, there),
      ...otherHoles(key, there),
    ];
  });
}

type Forms = ReadonlyMap<string, string>;
type There = { language: string; forms: Forms }[];

function wrongForms(language: string, key: string, forms: Forms): string[] {
  const empty = [...forms.values()].some((text) => text.trim() === '') ? [`${language}: ${key} is empty`] : [];
  if (forms.size === 1 && forms.has('')) return empty;
  const { needed, known } = formsOf(language);
  return [
    ...empty,
    ...needed.filter((form) => !forms.has(form)).map((form) => `${language}: ${key} has no form for "${form}"`),
    ...[...forms.keys()]
      .filter((form) => !known.includes(form))
      .map((form) => `${language}: ${key} has a form "${form}" that is never used`),
  ];
}

/** A number that one language counts and another only names. */
function otherKinds(key: string, there: There): string[] {
  const plural = there.filter(({ forms }) => !forms.has('')).map(({ language }) => language);
  if (plural.length === 0 || plural.length === there.length) return [];
  return [`${key} is a plural in ${plural.join(', ')} only`];
}

/**
 * "1 person" needs no number and `{{count}} people` does: the holes of all forms together are what languages share, but
 * for the count, which some say in words.
 */
function otherHoles(key: string, there: There): string[] {
  const holes = ({ forms }: There[number]) => {
    const names = new Set([...forms.values()].flatMap(holesOf));
    if (!forms.has('')) names.delete('count');
    return [...names].sort().join(', ');
  };
  const [first, ...others] = there;
  if (!first) return [];
  return others
    .filter((other) => holes(other) !== holes(first))
    .map((other) => `${key} fills {${holes(first)}} in ${first.language} and {${holes(other)}} in ${other.language}`);
}
