// @ts-check
import { openSignIn, POCKET, signIn } from './console.mjs';
import { PLAIN, screen } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 */

const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };

/** @param {Page} page @param {number} count */
const pictures = (page, count) =>
  page
    .locator('.chart-picture svg')
    .nth(count - 1)
    .waitFor();

/**
 * By its address: the period stays, and something else of it changes.
 * @param {Page} page @param {Stage} stage @param {string} query
 */
const look = (page, { origin }, query) => page.goto(`${origin}/console/#/reports${query}`);

/** @type {Walk} */
const REPORT = {
  name: 'reports',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const page = await openSignIn(stage);
    await signIn(page, 'supervisor');
    await screen(page, 'supervisor').waitFor();
    return page;
  },
  states: [
    {
      name: 'reports',
      says: 'What the branch did today: figures beside those of the week before, pictures with their numbers, and a table.',
      pictures: [],
      enter: async (page, stage) => {
        await look(page, stage, '');
        await pictures(page, 4);
      },
    },
    {
      name: 'reports-queue',
      says: 'The same by queue: how long people waited, each queue against its own target, and what became of the tickets.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST, POCKET],
      enter: async (page, stage) => {
        await look(page, stage, '?by=queue');
        await page.locator('.swatch-target-tick').waitFor();
        await pictures(page, 4);
      },
    },
    {
      name: 'reports-numbers',
      says: 'Beneath each picture stand the figures that it was drawn from.',
      pictures: [],
      enter: async (page) => {
        await page.locator('.chart-waits summary').click();
        await page.locator('.chart-arrivals summary').click();
        await page.locator('.chart-arrivals .report-numbers').waitFor();
      },
    },
    {
      name: 'reports-sorted',
      says: 'The table, sorted by how many came.',
      pictures: [],
      enter: async (page) => {
        await page.locator('.report-rows thead .in-tickets .sorter').first().click();
        await page.locator('.report-rows [aria-sort="descending"]').waitFor();
      },
    },
    {
      name: 'reports-nothing',
      says: 'Days on which nobody came.',
      pictures: [PLAIN],
      enter: async (page, stage) => {
        await look(page, stage, '?from=2020-01-06&to=2020-01-10');
        await page.locator('.list-note').waitFor();
      },
    },
    {
      name: 'reports-failed',
      says: 'No answer: it says so, and tries again by itself.',
      pictures: [],
      enter: async (page) => {
        await page.route('**/api/admin/reports?*', (route) => route.abort());
        await page.reload();
        await page.locator('.list-note[role="alert"]').waitFor();
      },
    },
  ],
};

export const REPORTS = [REPORT];
