// @ts-check
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import UPNG from 'upng-js';

import { inLook } from '../../e2e/screens/looks.mjs';
import { goThrough } from '../../e2e/screens/stage.mjs';
import { fileOf, picturesOf } from './doc.mjs';

/**
 * @typedef {import('../../e2e/screens/stage.mjs').Page} Page
 * @typedef {import('../../e2e/screens/stage.mjs').Walk} Walk
 * @typedef {import('../../e2e/screens/stage.mjs').Language} Language
 */

const STILL_MS = 400;
/** Of a palette: what screens like these need, at less than half the size. */
const COLOURS = 256;

/** The same picture by a palette. @param {Buffer} png */
function light(png) {
  const picture = UPNG.decode(new Uint8Array(png).buffer);
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, COLOURS));
}

/**
 * Takes the pictures of a walk.
 * @param {import('playwright-core').Browser} browser
 * @param {string} folder
 */
export function photographer(browser, folder) {
  /** @type {string[]} */
  const taken = [];
  /** @type {string[]} */
  const failed = [];

  /** @param {string} url @param {import('playwright-core').BrowserContextOptions} options */
  async function open(url, options) {
    const context = await browser.newContext({ locale: 'es-CL', timezoneId: 'America/Santiago', ...options });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** @param {Page} page @param {string} file @param {boolean} whole */
  async function take(page, file, whole) {
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await new Promise((done) => setTimeout(done, STILL_MS)); // what moves in has come to rest
    const path = join(folder, file);
    writeFileSync(path, light(await page.screenshot({ fullPage: whole })));
    taken.push(path);
  }

  /**
   * The pictures of this walk that are in this language.
   * @param {string} origin
   * @param {Walk} walk
   * @param {Language} language
   */
  async function walked(origin, walk, language) {
    const wanted = (/** @type {import('../../e2e/screens/stage.mjs').State} */ state) =>
      picturesOf(state).filter((picture) => (picture.language ?? 'es') === language);
    const last = walk.states.findLastIndex((state) => wanted(state).length > 0);
    if (last < 0) return;
    const shortened = { ...walk, states: walk.states.slice(0, last + 1) };
    const stage = {
      origin,
      language,
      open: (/** @type {string} */ path, options = {}) => open(origin + path, options),
    };
    try {
      await goThrough(stage, shortened, async (page, state) => {
        for (const picture of wanted(state)) {
          await inLook(page, picture, () => take(page, fileOf(state, picture), picture.whole === true));
        }
      });
    } catch (error) {
      const why = error instanceof Error ? `${error.message}: ${String(error.cause).split('\n')[0]}` : String(error);
      failed.push(`${walk.name}: ${why}`);
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()));
    }
  }

  return {
    walked,
    /** What could not be drawn, in words; one walk that fails takes no other with it. */
    failed,
    report: () => {
      const kilobytes = Math.round(taken.reduce((sum, path) => sum + statSync(path).size, 0) / 1024);
      return `${taken.length} pictures, ${kilobytes} kB`;
    },
  };
}
