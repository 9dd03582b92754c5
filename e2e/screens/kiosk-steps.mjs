// @ts-check
// What a customer does at the kiosk, one step each: the walks of its screens are made of them.
import { tellState } from '../support/tell-state.mjs';
import { button, inLanguage, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('@ticketero/contract').KioskState} KioskState
 */

/** Of this process alone, where several walk through one branch. */
const FIRST_PERSON = 21_000_000 + (Date.now() % 80_000) * 70;
let people = 0;

/** A RUT that is nobody's yet, with its check digit. */
export function nextRut() {
  people += 1;
  const body = String(FIRST_PERSON + people * 7);
  const sum = [...body].reverse().reduce((total, digit, i) => total + Number(digit) * (2 + (i % 6)), 0);
  return body + ('0123456789K'[(11 - (sum % 11)) % 11] ?? '');
}

/**
 * @param {Stage} stage
 * @param {(state: KioskState) => unknown} [change] what the page is told instead
 */
export async function open(stage, change) {
  const page = await stage.open('/', { hasTouch: true });
  if (change) await tellState(page, 'kiosk', change);
  await page.goto(`${stage.origin}/kiosk/?demo`);
  await page.locator('[data-screen="queues"], [data-screen="closed"]').waitFor();
  await hurry(page);
  await inLanguage(page, stage);
  return page;
}

/** Screens can be touched at once. @param {Page} page */
async function hurry(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('main { animation: none !important; pointer-events: auto !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** @param {Page} page */
export async function toId(page) {
  await button(page, /^Personal Banker/).click();
  await screen(page, 'id').waitFor();
}

/** @param {Page} page */
export async function toPhone(page, rut = nextRut()) {
  await toId(page);
  await page.keyboard.type(rut);
  await page.keyboard.press('Enter');
  await screen(page, 'phone').waitFor();
}

/**
 * Home again, whatever stands there: a next customer, who chooses the language again.
 * @param {Page} page
 * @param {Stage} stage
 */
export async function home(page, stage) {
  await page.keyboard.press('Escape');
  await screen(page, 'queues').waitFor();
  await inLanguage(page, stage);
}

/**
 * The next request for a number ends like this.
 * @param {Page} page
 * @param {{ status: number, error: string, retryAfter?: number } | 'no network'} answer
 */
export async function answers(page, answer) {
  await page.unroute('**/api/tickets');
  await page.route('**/api/tickets', (route) =>
    answer === 'no network'
      ? route.abort()
      : route.fulfill({ status: answer.status, json: { mensaje: '', ...answer } }),
  );
}

/**
 * What makes it easier, as a customer turns it on: `large`, `contrast`, `low`.
 * @param {Page} page
 * @param {Stage} stage
 * @param {string} help
 */
export async function ask(page, { language }, help) {
  await page
    .locator('button:not([aria-pressed="true"])', { hasText: words('kiosk', language, `comfort.${help}`) })
    .click();
}

/**
 * Looks for the number of this document.
 * @param {Page} page
 * @param {Stage} stage
 * @param {string} rut
 */
export async function look(page, { language }, rut) {
  await button(page, new RegExp(`^${words('kiosk', language, 'find.open')}`)).click();
  await screen(page, 'find').waitFor();
  await page.keyboard.type(rut);
  await page.keyboard.press('Enter');
}
