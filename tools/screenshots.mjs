// @ts-check
// npm run screenshots: draws every screen of e2e/screens/ into docs/images, on a lively morning of the demo branch, and
// writes docs/screens.md. `npm run screenshots -- kiosk` draws one client's again. The pictures of tests and docs are the
// same states; README and docs take them from there.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { liveMorning } from '../e2e/screens/branch.mjs';
import { SCREENS } from '../e2e/screens/walks.mjs';
import { findChromium, FLAGS } from '../e2e/support/chromium.mjs';
import { startServer } from '../e2e/support/server.mjs';
import { startBotApi } from '../server/test/support/bot-api/bot-api.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { inRoot } from './lib/paths.mjs';
import { commandLine, misused } from './lib/usage.mjs';
import { FILES, screensDoc } from './screenshots/doc.mjs';
import { photographer } from './screenshots/photographer.mjs';

const IMAGES = inRoot('docs', 'images');
const MORNING = '2026-03-11T10:12:00-03:00';
const SPEED = 60;

const APPS = [...new Set(SCREENS.map(({ app }) => app))];
const USAGE = `npm run screenshots -- [client …]

Draws every screen into docs/images, and writes docs/screens.md; of some clients theirs alone:
${APPS.join(', ')}.
`;

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

async function main() {
  const asked = commandLine(USAGE, {}, Infinity).positionals;
  const unknown = asked.filter((name) => !APPS.some((app) => app === name));
  if (unknown.length > 0) misused(`No client ${unknown.join(', ')}`, USAGE);
  await ensureInstalled();
  if (!(await build())) return false;
  mkdirSync(IMAGES, { recursive: true });
  const api = await startBotApi();
  const server = await morning(api);
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  const { walked, failed, report } = photographer(browser, server.origin, IMAGES);
  try {
    for (const { walks } of SCREENS.filter(({ app }) => asked.length === 0 || asked.includes(app))) {
      for (const walk of walks) {
        for (const language of /** @type {const} */ (['es', 'en'])) await walked(walk, language);
      }
    }
  } finally {
    await browser.close();
    await server.close();
    await api.close();
  }
  writeFileSync(inRoot('docs', 'screens.md'), screensDoc());
  for (const name of readdirSync(IMAGES)) {
    if (name.endsWith('.png') && !FILES.includes(name)) rmSync(join(IMAGES, name)); // of a screen that is gone
  }
  process.stdout.write(`${report()}, in docs/images; docs/screens.md\n`);
  for (const line of failed) process.stderr.write(`not drawn: ${line}\n`);
  return failed.length === 0;
}

process.exitCode = (await main()) ? 0 : 1;
