// @ts-check
import { SIZES } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {{ theme?: 'contrast' | undefined, text?: 'large' | undefined, size?: import('./stage.mjs').Size | undefined, zoom?: number, letters?: number }} Look
 */

/**
 * The same state, looked at in another way: in the contrast theme, with the large text of the kiosk, on a screen of
 * another size. Everything is as before afterwards.
 * @template T
 * @param {Page} page
 * @param {Look} look `zoom` 2: what a browser's zoom of 200 % makes of the screen, which is one of half the size;
 * `letters` 2: what a telephone does whose text is set to 200 %
 * @param {() => Promise<T>} see
 * @returns {Promise<T>}
 */
export async function inLook(page, { theme, text, size, zoom = 1, letters = 1 }, see) {
  const before = page.viewportSize() ?? SIZES.desk;
  const root = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  const wanted = size ? SIZES[size] : before;
  const viewport = { width: Math.round(wanted.width / zoom), height: Math.round(wanted.height / zoom) };
  const resized = viewport.width !== before.width || viewport.height !== before.height;
  if (resized) await page.setViewportSize(viewport);
  if (theme) await set(page, 'theme', theme);
  if (text) await set(page, 'text', text);
  if (letters !== 1)
    await page.evaluate((times) => (document.documentElement.style.fontSize = `${times * 100}%`), letters);
  await drawn(page);
  try {
    return await see();
  } finally {
    if (theme) await set(page, 'theme', root['theme']);
    if (text) await set(page, 'text', root['text']);
    if (letters !== 1) await page.evaluate(() => (document.documentElement.style.fontSize = ''));
    // Not drawn yet: the next look would draw it anew, and whoever comes instead waits for what they need.
    if (resized) await page.setViewportSize(before);
  }
}

/** What follows the size of the screen by script follows in the next frame. @param {Page} page */
async function drawn(page) {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );
}

/** @param {Page} page @param {string} name @param {string | undefined} value */
async function set(page, name, value) {
  await page.evaluate(
    ([attribute, wanted]) => {
      if (wanted === undefined) document.documentElement.removeAttribute(attribute);
      else document.documentElement.setAttribute(attribute, wanted);
    },
    /** @type {const} */ ([`data-${name}`, value]),
  );
}
