import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { LANGUAGES } from '@ticketero/contract';

import { catalogueOf, differences, readCatalogues, type Catalogues } from './texts/catalogues';
import { hardCoded } from './texts/hard-coded';
import { notYetThere, partsOf } from './texts/loading';
import { APPS, exampleFile, exampleSources, readSources, UI, type App, type Sources } from './texts/sources';
import { wrongUses, type Declared } from './texts/usage';

/** Every text on a screen comes from a catalogue, in every language, and every text of a catalogue is on a screen. */
const ROOT = resolve(__dirname, '..');

/** A queue may have been added by the bank, an event or a field by a newer server: there the data completes the key. */
const DECLARED: Record<App, Declared> = {
  kiosk: { carriers: [], dynamic: [] },
  display: { carriers: [{ name: 'Both', attribute: 'k', prefix: '' }], dynamic: [] },
  'advisor-console': {
    carriers: [{ name: 'say', prefix: 'auditSays.' }],
    dynamic: [
      'alertType.*',
      'audit.fact.*',
      'audit.origins.*',
      'auditEntity.one.*',
      'auditEntity.the.*',
      'auditEvent.*',
      'auditField.*',
      'auditSays.*.at',
      'auditSays.*.plain',
      'auditSays.ADVISOR_FREED.*',
      'auditValue.command.*',
      'auditValue.device.*',
      'auditValue.message.*',
      'config.general.*',
      'config.permission.*',
      'config.rules.name.*',
      'config.texts.*',
      'config.weekday.*',
      'form.wrong.*',
      'auditValue.outcome.*',
      'auditValue.reason.*',
      'auditValue.status.*',
      'messageFailure.*',
      'reason.*',
      'severity.*',
    ],
  },
  'ticket-page': { carriers: [], dynamic: [] },
};

/** The same in every language: what is printed on the keys of a keyboard, and a number as it stands on a slip. */
const ALLOWED = new Set(['Esc', 'Ctrl Z', 'C05']);

/** A component may be told the key of its text instead of the text. */
function keysOf(folder: string): Set<string> {
  if (folder === UI) return new Set();
  const catalogues = readCatalogues(join(ROOT, folder, 'src/i18n'));
  return new Set([...catalogues.values()].flatMap((catalogue) => [...catalogue.keys()]));
}

const keysIn = (path: string) => new Set(catalogueOf(JSON.parse(readFileSync(path, 'utf8')) as object).keys());

const sources = readSources();

describe.each(APPS)('texts of %s', (app) => {
  const catalogues = readCatalogues(join(ROOT, app, 'src/i18n'));

  test('Spanish and English are there, and each language has the same texts, holes and plurals', () => {
    expect([...catalogues.keys()]).toEqual(expect.arrayContaining(['es', 'en']));
    expect(differences(catalogues)).toEqual([]);
  });

  test('every text that is asked for is there, and every text that is there is asked for', () => {
    expect(wrongUses(sources.of(app), catalogues, DECLARED[app], sources.of(UI))).toEqual([]);
  });
});

/** A word of LANGUAGES that has no catalogue, and a catalogue that no branch can offer: both would be seen on the screen alone. */
test.each(['kiosk', 'ticket-page'])('texts of %s: its catalogues are the languages of the contract', (app) => {
  const catalogues = readCatalogues(join(ROOT, app, 'src/i18n'));
  expect([...catalogues.keys()].sort()).toEqual([...LANGUAGES].sort());
});

/** Its views come when they are opened, and bring their texts. */
const CONSOLE = 'advisor-console';

test('texts of the console: none is asked for before the part of the client has come that brings it; none is brought twice', () => {
  const folder = join(ROOT, CONSOLE, 'src/i18n');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const keysOf = new Map(names.map((name) => [join(folder, name), keysIn(join(folder, name))]));
  const parts = partsOf(sources.of(CONSOLE), join(ROOT, CONSOLE, 'src/main.tsx'));
  const brought = new Set([...parts.values()].flatMap((part) => [...part.catalogues]));
  expect([...brought].sort()).toEqual([...keysOf.keys()].sort());
  expect(notYetThere(sources, parts, keysOf, DECLARED[CONSOLE])).toEqual([]);
  const all = [...keysOf].flatMap(([path, keys]) => (/\/es\.[^/]*$/.test(path) ? [...keys] : []));
  expect(all.filter((key, at) => all.indexOf(key) !== at)).toEqual([]);
});

describe.each([...APPS, UI])('code of %s', (folder) => {
  test('no words for people stand in it', () => {
    expect(hardCoded(sources.of(folder).files, (text) => ALLOWED.has(text) || keysOf(folder).has(text))).toEqual([]);
  });
});

describe('what these tests find', () => {
  const of = (texts: Record<string, object>): Catalogues =>
    new Map(Object.entries(texts).map(([language, tree]) => [language, catalogueOf(tree)]));

  test.each<[string, object, object, string]>([
    ['a text that a language lacks', { a: { b: 'uno' } }, { a: {} }, 'en: a.b is missing'],
    ['a text that only one language has', {}, { a: 'one' }, 'es: a is missing'],
    ['an empty text', { a: 'uno' }, { a: ' ' }, 'en: a is empty'],
    [
      'another hole',
      { a: '{{n}} de {{all}}' },
      { a: '{{n}} of {{total}}' },
      'a fills {all, n} in es and {n, total} in en',
    ],
    ['a plural without a form', { a_one: 'uno', a_other: 'más' }, { a_other: 'more' }, 'en: a has no form for "one"'],
    [
      'a form that a language does not have',
      { a_one: 'uno', a_other: 'más' },
      { a_one: 'one', a_other: 'more', a_few: 'few' },
      'en: a has a form "few" that is never used',
    ],
    ['a plural in one language only', { a_one: 'uno', a_other: 'más' }, { a: 'some' }, 'a is a plural in es only'],
    [
      'a hole in one language’s plural only',
      { a_one: '{{name}}', a_other: '{{count}} {{name}}' },
      { a_one: 'one', a_other: '{{count}}' },
      'a fills {name} in es and {} in en',
    ],
  ])('%s', (_name, es, en, wrong) => {
    expect(differences(of({ es, en }))).toEqual([wrong]);
  });

  test('languages that are alike, with forms that only one of them has', () => {
    const es = { a: '{{n}} €', b_one: '{{count}} vez', b_many: '{{count}} de veces', b_other: '{{count}} veces' };
    const en = { a: '€ {{n}}', b_one: 'once', b_other: '{{count}} times' };
    const cs = { a: '{{n}} €', b_one: 'jednou', b_few: '{{count}}×', b_other: '{{count}}krát' };
    expect(differences(of({ es, en, cs }))).toEqual([]);
  });

  const CATALOGUE = { queue: { one: 'Caja', two: 'Caja {{n}}' }, count_one: '{{count}}', count_other: '{{count}}' };
  const HEAD = `import type { TFunction } from 'i18next';
    declare const t: TFunction; declare const kind: 'one' | 'two'; declare const any: string;
    export const all = [t('queue.one'), t('queue.two', { n: 1 }), t('count', { count: 1 })];`;
  const wrongIn = (source: Sources, declared: Partial<Declared> = {}) =>
    wrongUses(source, of({ es: CATALOGUE }), { carriers: [], dynamic: [], ...declared });

  const WRONG: [name: string, code: string, wrong: string[]][] = [
    ['a key that is nowhere', `t('nothing')`, ['asks for nothing, which no language has']],
    [
      '… whatever the function is called',
      `const say = { it: t }; say.it('none')`,
      ['asks for none, which no language has'],
    ],
    ['… put together', `{ const k = kind; t(\`\${k}.name\`) }`, ['asks for one.name', 'asks for two.name']],
    ['… out of a table', `const table = { a: 'queue.none' }; t(table['a'])`, ['names queue.none, which no language']],
    ['a key that only the data completes', `t(\`queue.\${any}\`)`, ['asks for queue.*, which is not declared']],
    ['a hole that nobody fills', `t('queue.two', { m: 1 })`, ['does not fill {{n}} of queue.two']],
    ['a plural without its count', `t('count')`, ['does not fill {{count}} of count']],
  ];
  const RIGHT = `t(\`queue.\${kind}\`, { n: 1 }); t(any ? 'queue.one' : 'count', { count: 2 });
    t(\`queue.\${any}\`, { defaultValue: any });
    function Both(props: { k: string }) { return <p>{t(props.k)}</p>; } export const both = <Both k="queue.one" />;`;
  const [right, handedOn, ...wrong] = exampleSources(
    [RIGHT, `${RIGHT} export const other = <Both k="nowhere" />;`, ...WRONG.map(([, code]) => code)].map(
      (code) => HEAD + code,
    ),
  );

  test.each(WRONG.map(([name, , words], i) => [name, words, wrong[i]!] as const))('%s', (_name, words, source) => {
    expect(wrongIn(source)).toEqual(words.map((one) => expect.stringContaining(one) as string));
  });

  test('what is right is not found: by name, by type, by a component that hands it on, by what is declared', () => {
    const carriers = [{ name: 'Both', attribute: 'k', prefix: '' }];
    expect(wrongIn(right!, { carriers, dynamic: ['queue.*'] })).toEqual([]);
    expect(wrongIn(handedOn!, { carriers, dynamic: ['queue.*'] })).toEqual([
      expect.stringContaining('asks for nowhere, which no language has'),
    ]);
  });

  test.each([
    ['brings it', `import './late.json';`, []],
    ['does not bring it', '', ['kiosk/src/example-3.tsx asks for late.one before it is there']],
    [
      'names it in a type alone',
      `import type {} from './late.json';`,
      ['kiosk/src/example-3.tsx asks for late.one before'],
    ],
  ])('a text of a part that is opened from one that brings it, and from another that %s', (_name, imports, found) => {
    const asks = `import type { TFunction } from 'i18next'; declare const t: TFunction; export const it =`;
    const source = exampleSources([
      `import './base.json'; ${asks} [t('base.one'), import('./example-1'), import('./example-2')];`,
      `import './late.json'; ${asks} [t('late.one'), import('./example-3')];`,
      `${imports} ${asks} [t('base.one'), import('./example-3')];`,
      `${asks} [t('base.one'), t('late.one')];`,
    ]).reduce((all, one) => ({ ...all, files: [...all.files, ...one.files] }));
    const src = join(ROOT, 'kiosk/src');
    const keysOf = new Map(['base', 'late'].map((name) => [join(src, `${name}.json`), new Set([`${name}.one`])]));
    const parts = partsOf(source, join(src, 'example-0.tsx'));
    expect(notYetThere(source, parts, keysOf, { carriers: [], dynamic: [] })).toEqual(
      found.map((line) => expect.stringContaining(line) as string),
    );
  });

  test('a key that is never used, and what is declared for nothing', () => {
    const catalogue = of({ es: { ...CATALOGUE, more: 'más' } });
    const found = wrongUses(right!, catalogue, { carriers: [], dynamic: ['queue.*', 'else.*'] });
    expect(found).toEqual(['more is never used', 'else.* is declared and stands nowhere']);
  });

  test.each<[string, string, string[]]>([
    ['words between tags', '<p>Hola <b>a todos</b></p>', ['Hola', 'a todos']],
    ['words in braces', `<p>{'Hola'}{ok ? 'Sí' : \`No \${n}\`}{ok && 'Ya'}</p>`, ['Hola', 'Sí', 'No …', 'Ya']],
    ['words that are put together', `<p>{'Módulo ' + n}</p>`, ['Módulo']],
    ['a label', `<button aria-label="Cerrar" title={\`Cerrar \${n}\`} />`, ['Cerrar', 'Cerrar …']],
    ['what stands for a picture', '<img alt="Logo" />', ['Logo']],
    ['what shows how to fill in', `<input placeholder={ok ? 'Nombre' : t('name')} />`, ['Nombre']],
    ['a label of our own parts', '<Field label="Correo" heading="Entrar" />', ['Correo', 'Entrar']],
  ])('words in the code: %s', (_name, code, words) => {
    const found = hardCoded([exampleFile(`export const it = ${code};`)]);
    expect(found).toEqual(words.map((word) => `kiosk/src/example-0.tsx:1 "${word}"`));
  });

  test('words in the code: signs, numbers, names of things and texts of a catalogue are none', () => {
    const code = `<p className="big" id={'x'}>· {n} / 12 {t('a')} {ok === 'yes' && t('b')} <Icon name="bell" alt="" /></p>`;
    expect(hardCoded([exampleFile(`export const it = ${code};`)])).toEqual([]);
  });
});
