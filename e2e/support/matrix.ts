import type { BrowserContextOptions, Page } from 'playwright-core';

import { liveMorning } from '../screens/branch.mjs';
import { inLook } from '../screens/looks.mjs';
import { goThrough, type App, type Language, type Stage, type State, type Walk } from '../screens/stage.mjs';
import { SCREENS } from '../screens/walks.mjs';
import { undoWithoutHaste } from './api.mjs';
import { violations, violationsOfLook } from './axe';
import { unreachable } from './keyboard';
import { TELEGRAM_ON } from './kiosk';
import { unreadable } from './text-boxes';
import { openWorld, type World } from './world';

const LANGUAGES: readonly Language[] = ['es', 'en'];
/** Both languages stand on it at once. */
const BOTH_AT_ONCE: readonly App[] = ['display'];

/** What one look at a state finds: nothing, when all is well. */
type Check = (page: Page, state: State, walk: Walk, language: Language) => Promise<string[]>;

/** The looks at each state, by what a failure calls them. */
const CHECKS: Record<string, Check> = {
  light: (page) => violations(page),
  text: (page) => unreadable(page),
  // Colours are the same in every language; an app whose both languages stand on it at once is walked once.
  contrast: async (page, _state, _walk, language) =>
    language === 'es' ? inLook(page, { theme: 'contrast' }, () => violationsOfLook(page)) : [],
  'text at 200 %': (page, _state, { sizes }) =>
    inLook(page, sizes[0] === 'phone' ? { letters: 2 } : { zoom: 2 }, () => unreadable(page)),
  // What is reached, and in which order, is the same in every language.
  keyboard: async (page, state, _walk, language) => (state.typing || language !== 'es' ? [] : unreachable(page)),
};

async function look(...[page, state, walk, language]: Parameters<Check>): Promise<string[]> {
  const found: string[] = [];
  const add = (name: string, problems: string[]) =>
    found.push(...problems.map((problem) => `${state.name}, ${name}: ${problem}`));
  for (const [name, check] of Object.entries(CHECKS)) add(name, await check(page, state, walk, language));
  for (const size of walk.sizes.slice(1)) {
    add(
      size,
      await inLook(page, { size }, async () => [
        ...(language === 'es' ? await violationsOfLook(page) : []),
        ...(await unreadable(page)),
      ]),
    );
  }
  return found;
}

/** WCAG 2.2, A and AA, on every state of these apps, in both languages and themes, at every size. */
export function everybodyCanUse(apps: readonly App[]): void {
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ ...TELEGRAM_ON, PUBLIC_URL: 'https://turnos.banco.example' });
    await liveMorning(world.server.origin);
    // What can be undone is there until it has been looked at in every way, not for ten seconds.
    await undoWithoutHaste(world.server.origin);
  });
  afterEach(() => world.tidy());
  afterAll(() => world?.close());

  const every = SCREENS.filter(({ app }) => apps.includes(app)).flatMap(({ app, walks }) =>
    LANGUAGES.filter((language) => language === 'es' || !BOTH_AT_ONCE.includes(app)).flatMap((language) =>
      walks.map((walk) => [app, walk.name, language, walk] as const),
    ),
  );
  const isFirst = ([, , , walk]: (typeof every)[number]) => walk.asTheMorningWas === true;
  const cases = [...every.filter(isFirst), ...every.filter((one) => !isFirst(one))];
  test.each(cases)(
    'WCAG: %s, %s (%s): every state, theme and size, large text, keyboard',
    async (...[, , language, walk]) => {
      const stage: Stage = {
        origin: world.server.origin,
        language,
        open: (path: string, options: BrowserContextOptions = {}) => world.open(path, options),
      };
      const found: string[] = [];
      await goThrough(stage, walk, async (page, state) => found.push(...(await look(page, state, walk, language))));
      expect(found).toEqual([]);
    },
  );
}
