// @ts-check
// What the walks through the product's screens stand on. A state of a screen is written down once, in this folder: the
// tests walk through all of them (accessibility, large text, keyboard), and the pictures of docs/screens.md are taken on
// the same way.
import { readFileSync } from 'node:fs';

/** The screens as they stand in a branch, in CSS pixels. */
export const SIZES = {
  tall: { width: 1080, height: 1920 },
  wide: { width: 1920, height: 1080 },
  desk: { width: 1366, height: 768 },
  phone: { width: 390, height: 844 },
};

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').BrowserContextOptions} Options
 * @typedef {keyof typeof SIZES} Size
 * @typedef {'es' | 'en'} Language
 * @typedef {'kiosk' | 'display' | 'advisor-console' | 'ticket-page'} App
 */

/**
 * How a picture differs from the first size, in Spanish, in the app's own theme. `name` goes behind the state's.
 * @typedef {{ name: string, language?: Language, theme?: 'contrast', text?: 'large', size?: Size, whole?: boolean }} Picture
 */

/**
 * One state of a screen. `enter` brings the page there from the state before it in the walk. `says`: one sentence for
 * docs/screens.md. Without `pictures` it has one; `[]` for none.
 * @typedef {object} State
 * @property {string} name of its picture too
 * @property {string} says
 * @property {(page: Page, stage: Stage) => Promise<unknown>} enter
 * @property {Picture[]} [pictures]
 * @property {boolean} [typing] Tab is not tried: this state is about what is under way, and would end with it
 */

/**
 * States that follow each other on one page.
 * @typedef {object} Walk
 * @property {string} name
 * @property {Size[]} sizes the first is where it is walked; in the others each state is looked at too
 * @property {(stage: Stage) => Promise<Page>} open in the stage's language, before the first state
 * @property {State[]} states
 * @property {boolean} [asTheMorningWas] wants the branch before other walks have served and cancelled in it
 */

/**
 * Where a walk takes place.
 * @typedef {object} Stage
 * @property {string} origin of a server with the demo branch
 * @property {Language} language
 * @property {(path: string, options?: Options) => Promise<Page>} open
 */

/** The plain picture of a state, in its walk's first size. */
export const PLAIN = { name: '' };

/** @type {Map<string, object>} */
const catalogues = new Map();

/**
 * A text as the screen has it: a walk follows a text that is changed, and says which one is gone.
 * @param {App} app
 * @param {Language} language
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function words(app, language, key, values = {}) {
  const path = new URL(`../../${app}/src/i18n/${language}.json`, import.meta.url);
  const tree = catalogues.get(path.pathname) ?? JSON.parse(readFileSync(path, 'utf8'));
  catalogues.set(path.pathname, tree);
  const text = key.split('.').reduce((/** @type {any} */ node, name) => node?.[name], tree);
  if (typeof text !== 'string') throw new Error(`${app} has no text ${key} in ${language}`);
  return text.replace(/{{(\w+)}}/g, (_, name) => String(values[name] ?? ''));
}

/**
 * @param {Page} page
 * @param {string} name
 */
export const screen = (page, name) => page.locator(`[data-screen="${name}"]`);

/**
 * @param {Page} page
 * @param {string | RegExp} name
 */
export const button = (page, name) => page.getByRole('button', { name, exact: true });

/**
 * Presses English on a page that starts in Spanish and lets one choose.
 * @param {Page} page
 * @param {Stage} stage
 */
export async function inLanguage(page, { language }) {
  if (language === 'en') await button(page, 'English').click();
  await page.locator(`html[lang="${language}"]`).waitFor();
}

/**
 * Goes through the walk, and hands each state over as it stands.
 * @param {Stage} stage
 * @param {Walk} walk
 * @param {(page: Page, state: State) => Promise<unknown>} see
 */
export async function goThrough(stage, walk, see) {
  const size = SIZES[walk.sizes[0] ?? 'desk'];
  const open = (/** @type {string} */ path, options = {}) =>
    stage.open(path, { viewport: size, reducedMotion: 'reduce', ...options });
  const page = await walk.open({ ...stage, open });
  for (const state of walk.states) {
    try {
      await state.enter(page, { ...stage, open });
    } catch (error) {
      throw new Error(`no way to ${state.name} (${stage.language})`, { cause: error });
    }
    await see(page, state);
  }
  await page.context().close();
}
