// @ts-check
// The pictures themselves: loaded once the packages are there and the product is built.
import { chromium } from 'playwright-core';

import { liveMorning } from '../../e2e/screens/branch.mjs';
import { findChromium, FLAGS } from '../../e2e/support/chromium.mjs';
import { startServer } from '../../e2e/support/server.mjs';
import { startBotApi } from '../../server/test/support/bot-api/bot-api.mjs';
import { photographer } from './photographer.mjs';

const MORNING = '2026-03-11T10:12:00-03:00';
const SPEED = 60;

/** @typedef {Awaited<ReturnType<typeof startBotApi>>} BotApi */

/**
 * The last of them scan their code; one message fails at first.
 * @param {BotApi} api
 * @param {string[]} given
 */
async function scanned(api, given) {
  const last = given.slice(-9);
  api.next({ status: 500 });
  last.forEach((codigoReferencia, i) => {
    api.person({ chatId: 1_000 + i, firstName: `Cliente ${i}` }).start(codigoReferencia.replaceAll('-', ''));
  });
  await api.until(() => api.sent.length >= 2 * last.length - 1, 20_000); // the bot's answer, and the first message
}

/**
 * A server on which half an hour of the branch has passed, and which goes on at the pace of people: what is on a picture
 * fits what is on the next.
 * @param {BotApi} api
 */
async function morning(api) {
  const server = await startServer({
    CLOCK_START: MORNING,
    CLOCK_SPEED: String(SPEED),
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_BOT_NAME: api.botName,
    TELEGRAM_API_ROOT: api.root,
    PUBLIC_URL: 'https://turnos.banco.example',
  });
  const minutes = (/** @type {number} */ count) => new Promise((done) => setTimeout(done, (count * 60_000) / SPEED));
  const given = await liveMorning(server.origin, minutes);
  const health = await (await fetch(`${server.origin}/api/health`)).json();
  await server.stop();
  const goesOnAt = new Date(Date.parse(health.timestamp) + 20_000).toISOString();
  await server.start({ CLOCK_START: goesOnAt, CLOCK_SPEED: '1' });
  await scanned(api, given);
  return server;
}

/**
 * @param {import('../../e2e/screens/stage.mjs').Walk[]} walks
 * @param {ReturnType<typeof photographer>['walked']} walked
 */
async function onOneMorning(walks, walked) {
  const api = await startBotApi();
  const server = await morning(api);
  try {
    for (const walk of walks) {
      for (const language of /** @type {const} */ (['es', 'en'])) await walked(server.origin, walk, language);
    }
  } finally {
    await server.close();
    await api.close();
  }
}

/**
 * @param {import('../../e2e/screens/stage.mjs').Walk[]} walks
 * @param {string} folder
 * @returns {Promise<{ report: string, failed: string[] }>} what was drawn, and what could not be
 */
export async function draw(walks, folder) {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  const { walked, failed, report } = photographer(browser, folder);
  try {
    // What those find who want the branch as the morning left it, the others would change, and the other way round.
    for (const asItWas of [true, false]) {
      const these = walks.filter((walk) => (walk.asTheMorningWas ?? false) === asItWas);
      if (these.length > 0) await onOneMorning(these, walked);
    }
  } finally {
    await browser.close();
  }
  return { report: report(), failed };
}
