import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { deskOf, kioskOf } from './support/api.mjs';
import { faults } from './support/lobby';
import { openWorld, screen, SIZES, until, type World } from './support/world';

let world: World;
let folder: string;

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><rect width="1600" height="900" fill="#075"/></svg>';

const DISPLAY = {
  theme: 'light',
  media: [{ file: 'broken.png', seconds: 3 }, { file: 'house.svg', seconds: 3 }, { file: 'film.webm' }],
  ticker: [{ en: 'Keep your password to yourself', es: 'Cuide su clave' }],
};

/** Two seconds of a film, made by the browser itself. */
async function film(): Promise<Buffer> {
  const page = await world.open('/');
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    const paint = canvas.getContext('2d');
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const ended = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    for (let i = 0; i < 40; i += 1) {
      if (paint) paint.fillStyle = `hsl(${i * 9} 80% 40%)`;
      paint?.fillRect(0, 0, 300, 150);
      await new Promise((done) => setTimeout(done, 50));
    }
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });
  await page.context().close();
  return Buffer.from(bytes);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketero-bank-'));
  writeFileSync(join(folder, 'house.svg'), PICTURE);
  writeFileSync(join(folder, 'broken.png'), 'this is no picture');
  world = await openWorld({ BRAND_DIR: folder });
  writeFileSync(join(folder, 'film.webm'), await film());
  writeFileSync(join(folder, 'brand.json'), JSON.stringify({ display: DISPLAY }));
});
afterEach(() => world.tidy());
afterAll(async () => {
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shown = (page: Page) => page.locator('.media:not([hidden])').getAttribute('data-media', { timeout: 30_000 });
const showing = (page: Page, file: string) =>
  page.locator(`.media[data-media="${file}"]:not([hidden])`).waitFor({ timeout: 30_000 });

/** A screen that has shown its pictures up to the film. */
async function atTheFilm(viewport: (typeof SIZES)['lobby']): Promise<Page> {
  const page = await world.open('/display/?demo', { viewport });
  await screen(page, 'board').waitFor();
  await page.locator('html[data-theme=light]').waitFor(); // the first picture waits for the look only for a moment
  expect(await page.locator('.media:not([hidden])').count()).toBe(0); // somebody may just have been called

  await showing(page, 'house.svg'); // broken.png came first, and showed nothing
  await showing(page, 'film.webm');
  const film = page.locator('.media video');
  await until('it plays', () => film.evaluate((video: HTMLVideoElement) => video.currentTime > 0));
  return page;
}

/** The call has the place of the film, at once. */
async function takesThePlace(page: Page, numero: string): Promise<void> {
  await page.locator('.hero[data-phase="announcing"]').waitFor();
  expect(await page.locator('[data-hero-numero]').textContent()).toBe(numero);
  expect(await page.locator('.media:not([hidden])').count()).toBe(0);
  const film = page.locator('.media video');
  if ((await film.count()) > 0) {
    const silent = await film.evaluate((video: HTMLVideoElement) => video.muted && video.paused);
    expect(silent).toBe(true);
  }
}

/** Quiet again: the picture is back, and the number stands with the others, at its desk. */
async function isBack(page: Page, numero: string): Promise<void> {
  await page.locator('.media:not([hidden])').waitFor({ timeout: 40_000 });
  const row = page.locator(`[data-called="${numero}"]`);
  expect(await row.getAttribute('data-module')).toBe('5');
  // A picture that just takes the place of another one is looked at again.
  await until('nothing is cut', async () => (await faults(page)).length === 0).catch(async () =>
    expect(await faults(page)).toEqual([]),
  );
  expect(await shown(page)).not.toBe('broken.png');
}

test('Pictures: on a wide and a tall screen they stand in the quiet place, what fails is skipped, and a call takes the place at once', async () => {
  const { origin } = world.server;
  const kiosk = await kioskOf(origin);
  const { numero } = await kiosk.issue('EMPRESAS');
  const ana = await deskOf(origin, 'ana.martinez', 5);
  // Side by side, as in one lobby: half a minute of quiet is waited for once.
  const pages = await Promise.all([SIZES.lobby, SIZES.kiosk].map(atTheFilm));
  await ana.ready();
  await Promise.all(pages.map((page) => takesThePlace(page, numero)));
  await Promise.all(pages.map((page) => isBack(page, numero)));
});

test('Lines: the bank’s line stands at the foot, in Spanish and then in English', async () => {
  const page = await world.open('/display/?demo', { viewport: SIZES.lobby });
  // Each with its language in one look: the other one follows in a few seconds.
  const line = (language: string, words: string) =>
    page.locator(`.ticker__frame[lang=${language}][data-form=one]`).filter({ hasText: words }).waitFor();
  await line('es', 'Cuide su clave');
  await line('en', 'Keep your password to yourself');
});
