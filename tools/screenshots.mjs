// @ts-check
// Draws docs/images/*.png: the product's screens on a lively morning of the demo branch. Needs the build (npm run build).
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { deskOf, kioskOf } from '../e2e/support/api.mjs';
import { startBotApi } from '../server/test/support/bot-api/bot-api.mjs';
import { findChromium, FLAGS } from '../e2e/support/chromium.mjs';
import { startServer } from '../e2e/support/server.mjs';
import { inRoot } from './lib/paths.mjs';

const IMAGES = inRoot('docs', 'images');
const MORNING = '2026-03-11T10:12:00-03:00';
const SPEED = 60;
const WIDE = { width: 1920, height: 1080 };
const TALL = { width: 1080, height: 1920 };
const DESK = { width: 1366, height: 768 };
const POCKET = { width: 390, height: 844 };

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof startBotApi>>} BotApi */

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Half an hour of the branch: some customers are served, one does not come, three desks are busy, others wait.
 * @param {string} origin
 */
async function liveMorning(origin) {
  const kiosk = await kioskOf(origin);
  const carlos = await deskOf(origin, 'carlos.rodriguez', 1);
  const maria = await deskOf(origin, 'maria.gonzalez', 3);
  const ana = await deskOf(origin, 'ana.martinez', 5);
  const luis = await deskOf(origin, 'luis.perez', 2);
  const carmen = await deskOf(origin, 'carmen.silva', 4);
  const minutes = (/** @type {number} */ count) => pause((count * 60_000) / SPEED);
  /** @type {string[]} */
  const given = [];
  const arrive = async (/** @type {string[]} */ ...queues) => {
    for (const queue of queues) {
      given.push((await kiosk.issue(queue)).codigoReferencia);
      await minutes(0.5);
    }
  };
  const next = async (/** @type {typeof carlos} */ desk) => {
    await desk.complete();
    await minutes(0.5);
    if ((await desk.current()) !== null) await desk.start();
  };

  await carmen.ready();
  await minutes(1);
  await carmen.leave('CAPACITACION');
  await arrive('CAJA', 'CAJA', 'PERSONAL_BANKER', 'EMPRESAS');
  for (const desk of [carlos, luis, maria, ana]) {
    await desk.ready();
    await desk.start();
  }
  await arrive('CAJA', 'CAJA', 'CAJA', 'PERSONAL_BANKER', 'GERENCIA', 'CAJA');
  await minutes(2);
  await next(carlos);
  await luis.complete();
  await minutes(2);
  await luis.noShow();
  await arrive('PERSONAL_BANKER', 'CAJA', 'EMPRESAS', 'CAJA', 'CAJA');
  await next(ana);
  await next(maria);
  await next(carlos);
  await luis.leave('ALMUERZO');
  await luis.complete();
  await arrive('CAJA', 'EMPRESAS', 'PERSONAL_BANKER', 'GERENCIA', 'CAJA', 'PERSONAL_BANKER');
  await minutes(1);
  await next(carlos);
  await kiosk.issue('CAJA', { preferential: true });
  await arrive('CAJA', 'PERSONAL_BANKER', 'CAJA');
  await maria.complete();
  return given;
}

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
 * @param {import('playwright-core').Browser} browser
 * @param {string} origin
 */
function photographer(browser, origin) {
  /** @type {string[]} */
  const taken = [];
  return {
    taken,
    /**
     * @param {{ width: number, height: number }} viewport
     * @param {string} path
     * @param {import('playwright-core').BrowserContextOptions} [options]
     */
    async open(viewport, path, options = {}) {
      const context = await browser.newContext({
        viewport,
        locale: 'es-CL',
        timezoneId: 'America/Santiago',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      await page.goto(origin + path);
      return page;
    },
    /**
     * @param {Page} page
     * @param {string} name
     * @param {{ fullPage?: boolean }} [options]
     */
    async take(page, name, options = {}) {
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.fonts.ready);
      await pause(600); // what moves in has come to rest
      const path = join(IMAGES, `${name}.png`);
      await page.screenshot({ path, ...options });
      taken.push(path);
    },
  };
}

/** @typedef {ReturnType<typeof photographer>} Photographer */

/**
 * @param {Page} page
 * @param {string} name of the screen
 */
const screen = (page, name) => page.locator(`[data-screen="${name}"]`).waitFor();

/**
 * @param {Page} page
 * @param {string} keys
 */
async function tapKeys(page, keys) {
  for (const key of keys) await page.getByRole('button', { name: key, exact: true }).click();
}

/** @param {Photographer} photo */
async function kiosk(photo) {
  const page = await photo.open(TALL, '/kiosk/?demo');
  await screen(page, 'queues');
  await photo.take(page, 'kiosk-queues');
  await page.getByRole('button', { name: /^Personal Banker/ }).click();
  await screen(page, 'id');
  await tapKeys(page, '123456785');
  await photo.take(page, 'kiosk-id');
  await page.getByRole('button', { name: 'Continuar', exact: true }).click();
  await screen(page, 'phone');
  await page.getByRole('switch').click();
  await tapKeys(page, '912345678');
  await photo.take(page, 'kiosk-phone');
  await page.getByRole('button', { name: 'Continuar con teléfono' }).click();
  await screen(page, 'result');
  await photo.take(page, 'kiosk-result');
  await page.context().close();

  for (const [viewport, name] of /** @type {const} */ ([
    [WIDE, 'kiosk-wide'],
    [POCKET, 'kiosk-pocket'],
  ])) {
    const other = await photo.open(viewport, '/kiosk/?demo');
    await screen(other, 'queues');
    await photo.take(other, name);
    await other.context().close();
  }
}

/**
 * The customer's own page, on a telephone: while they wait, and in the moment of the call.
 * @param {Photographer} photo
 * @param {string} origin
 */
async function customer(photo, origin) {
  const { codigoReferencia } = await (await kioskOf(origin)).issue('GERENCIA');
  const page = await photo.open(POCKET, `/t/${codigoReferencia}`);
  await page.getByText('G0').first().waitFor();
  await photo.take(page, 'ticket-waiting');
  const ana = await deskOf(origin, 'ana.martinez', 5);
  await ana.pick(codigoReferencia);
  await page.getByText('Es su turno').first().waitFor();
  await photo.take(page, 'ticket-called');
  await page.context().close();
}

/**
 * @param {Photographer} photo
 * @param {{ width: number, height: number }} viewport
 * @param {string} user
 * @param {boolean} [asked] take a picture of the sign-in too
 */
async function signIn(photo, viewport, user, asked = false) {
  const page = await photo.open(viewport, '/console/');
  await screen(page, 'sign-in');
  await page.getByLabel('Correo').fill(`${user}@banco.com`);
  await page.getByLabel('Contraseña', { exact: true }).fill('ticketero');
  if (asked) await photo.take(page, 'console-sign-in');
  await page.getByRole('button', { name: 'Entrar' }).click();
  return page;
}

/**
 * The desk and the lobby belong together: a call on one is in the picture of the other.
 * @param {Photographer} photo
 * @param {string} origin
 */
async function deskAndLobby(photo, origin) {
  const wide = await photo.open(WIDE, '/display/?demo');
  const tall = await photo.open(TALL, '/display/?demo');
  await screen(wide, 'board');
  await screen(tall, 'board');

  const desk = await signIn(photo, DESK, 'maria.gonzalez', true);
  await screen(desk, 'desk-busy');
  await photo.take(desk, 'console-called');
  await desk.getByRole('button', { name: /Volver a llamar/ }).click();
  await photo.take(wide, 'display');
  await photo.take(tall, 'display-tall');
  await desk.getByRole('button', { name: /Iniciar atención/ }).click();
  await desk.locator('[data-phase="serving"]').waitFor();
  await photo.take(desk, 'console-serving');
  for (const page of [wide, tall, desk]) await page.context().close();

  const pocket = await signIn(photo, POCKET, 'carlos.rodriguez');
  await screen(pocket, 'desk-busy');
  await photo.take(pocket, 'console-pocket');
  await pocket.context().close();

  const supervisor = await signIn(photo, DESK, 'supervisor');
  await screen(supervisor, 'supervisor');
  await supervisor.getByRole('row').nth(5).waitFor();
  await photo.take(supervisor, 'supervisor', { fullPage: true });
  await supervisor.goto(`${origin}/console/#/messages`);
  await supervisor.getByRole('row').nth(5).waitFor();
  await photo.take(supervisor, 'messages');
  await audit(supervisor, photo, origin);
  await supervisor.context().close();

  const quiet = await quietDesk(origin);
  const available = await signIn(photo, DESK, quiet);
  await screen(available, 'desk-available');
  await photo.take(available, 'console-available');
  await available.context().close();
}

/**
 * The day as it was written down, one ticket's story with what is behind an event, and the chain that holds it.
 * @param {Page} page
 * @param {Photographer} photo
 * @param {string} origin
 */
async function audit(page, photo, origin) {
  await page.goto(`${origin}/console/#/audit`);
  await page.locator('.event').nth(10).waitFor();
  await page.getByRole('button', { name: 'Comprobar la cadena' }).click();
  await page.locator('.verify-good').waitFor();
  await photo.take(page, 'audit');
  await page.goto(`${origin}/console/#/audit?ticket=C12`);
  await page.locator('.story-head').waitFor();
  await page.getByRole('button', { name: 'Cerrar el resultado' }).click();
  await photo.take(page, 'audit-story');
  await page.locator('.event').filter({ hasText: 'Llamado al módulo' }).getByRole('button').click();
  await photo.take(page, 'audit-event');
  await page.goto(`${origin}/console/#/account`);
  await page.locator('.session').first().waitFor();
  await photo.take(page, 'account');
}

/**
 * Ana serves all who wait for her, until she is free.
 * @param {string} origin
 */
async function quietDesk(origin) {
  const ana = await deskOf(origin, 'ana.martinez', 5);
  while ((await ana.current()) !== null) await ana.complete();
  return 'ana.martinez';
}

async function main() {
  mkdirSync(IMAGES, { recursive: true });
  const api = await startBotApi();
  const telegram = {
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_BOT_NAME: api.botName,
    TELEGRAM_API_ROOT: api.root,
    PUBLIC_URL: 'https://turnos.banco.example',
  };
  const server = await startServer({ CLOCK_START: MORNING, CLOCK_SPEED: String(SPEED), ...telegram });
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  try {
    const given = await liveMorning(server.origin);
    const health = await (await fetch(`${server.origin}/api/health`)).json();
    // The same morning goes on at the pace of people, so that what is on a picture fits what is on the next.
    await server.stop();
    await server.start({
      CLOCK_START: new Date(Date.parse(health.timestamp) + 20_000).toISOString(),
      CLOCK_SPEED: '1',
    });
    await scanned(api, given);

    const photo = photographer(browser, server.origin);
    const start = await photo.open({ width: 1366, height: 900 }, '/');
    await start.locator('#demo:not([hidden])').waitFor();
    await photo.take(start, 'start', { fullPage: true });
    await kiosk(photo);
    await customer(photo, server.origin);
    await deskAndLobby(photo, server.origin);

    const bytes = photo.taken.reduce((sum, path) => sum + statSync(path).size, 0);
    process.stdout.write(`${photo.taken.length} pictures, ${Math.round(bytes / 1024)} kB, in docs/images\n`);
  } finally {
    await browser.close();
    await server.close();
    await api.close();
  }
}

await main();
