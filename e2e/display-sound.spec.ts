import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf } from './support/api.mjs';
import { playedOn, recordSound, type Played } from './support/lobby';
import { ROOT } from './support/server.mjs';
import { openBrowser, openWorld, screen, SIZES, until, type World } from './support/world';

let world: World;
let loud: Browser;
let brandDir: string;

const OURS = join(ROOT, 'display/dist/voice/es');
const LOBBY = { viewport: SIZES.lobby };

beforeAll(async () => {
  brandDir = mkdtempSync(join(tmpdir(), 'ticketero-voice-'));
  world = await openWorld({ BRAND_DIR: brandDir });
  loud = await openBrowser({ flags: ['--autoplay-policy=no-user-gesture-required'] });
});
afterEach(async () => {
  await Promise.all(loud.contexts().map((context) => context.close()));
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(async () => {
  await loud?.close();
  await world?.close();
  rmSync(brandDir, { recursive: true, force: true });
});

/** Keeps what the screen reports of its sound, and answers for the server. */
async function reportsOf(context: BrowserContext): Promise<string[]> {
  const told: string[] = [];
  await context.route('**/api/devices/report', async (route) => {
    told.push((route.request().postDataJSON() as { sound: string }).sound);
    await route.fulfill({ status: 204 });
  });
  return told;
}

/** Of what a screen fetches at its start. */
const FIRST_WORDS = ['number', 'module', 'recall-1', 'c', 'e', 'g', '1', '2', '5'];

/** A lobby screen as it is set up in a branch: its browser may sound by itself. */
async function loudLobby(query = ''): Promise<{ page: Page; told: string[] }> {
  const context = await loud.newContext(LOBBY);
  const told = await reportsOf(context);
  const page = await context.newPage();
  await recordSound(page);
  const fetched = new Set<string>();
  page.on('requestfinished', (request) => fetched.add(new URL(request.url()).pathname));
  await page.goto(`${world.server.origin}/display/?demo${query}`);
  await screen(page, 'board').waitFor();
  await until('the sound is known', async () => told.length > 0);
  // A call does not wait for words that come late, and a busy machine may fetch them for longer than a desk needs to call.
  const files = (query === '' ? ['es'] : ['es', 'en']).flatMap((language) =>
    FIRST_WORDS.map((word) => `/display/voice/${language}/${word}.wav`),
  );
  await until('the first words are there', async () => files.every((file) => fetched.has(file)));
  return { page, told };
}

const words = (played: Played[]) => played.map(({ file }) => file.replace('/display/voice/', '').replace('.wav', ''));

/** The desk calls its customer again, as soon as it may. */
const recalled = (desk: { recall: () => Promise<unknown> }) =>
  until(
    'it may be called again',
    () =>
      desk.recall().then(
        () => true,
        () => false,
      ),
    60_000,
  );

describe('a browser that blocks the sound', () => {
  /** Asked without a gesture: Playwright's own questions count as one for the browser, and would unblock the sound. */
  async function hint(session: CDPSession): Promise<string | null> {
    const expression = "document.querySelector('[data-sound-hint]')?.dataset.soundHint ?? null";
    const { result } = await session.send('Runtime.evaluate', { expression, userGesture: false });
    return result.value as string | null;
  }

  test.each([
    ['wide', SIZES.lobby],
    ['tall', SIZES.kiosk],
  ])(
    'LESSONS 6: a %s screen sees it at its start, asks for a touch, reports it; a touch mends it',
    async (_, viewport) => {
      const page = await world.open('/', { viewport });
      const told = await reportsOf(page.context());
      await page.goto(`${world.server.origin}/display/?demo`);
      const session = await page.context().newCDPSession(page);
      await until('the hint is there', async () => (await hint(session)) === 'BLOCKED');
      await until('it is reported', async () => told.length > 0);
      expect(told).toEqual(['BLOCKED']);
      await page.mouse.click(500, 500);
      await until('the hint is gone', async () => (await hint(session)) === null);
      await until('that is reported too', async () => told.length > 1);
      expect(told).toEqual(['BLOCKED', 'ON']);
    },
  );
});

test('Reports: a screen that can be heard says so at once and once a minute, whatever the server answers', async () => {
  const context = await loud.newContext(LOBBY);
  const told: string[] = [];
  await context.route('**/api/devices/report', async (route) => {
    told.push(route.request().headers()['authorization'] ?? '');
    await route.fulfill({ status: told.length === 1 ? 404 : 500, json: {} });
  });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${world.server.origin}/display/?demo`);
  await screen(page, 'board').waitFor();
  await until('the first report', async () => told.length === 1);
  await page.clock.fastForward(61_000);
  await until('the second one', async () => told.length === 2);
  expect(told[0]).toMatch(/^Bearer ./);
  expect(await page.locator('[data-sound-hint]').count()).toBe(0);
});

describe('the voice', () => {
  test('R6: calls at the same moment are spoken one after another, number and desk, and never over each other', async () => {
    const { origin } = world.server;
    const { page, told } = await loudLobby('&voice=es-en');
    expect(told).toEqual(['ON']);
    const kiosk = await kioskOf(origin);
    const desks = await Promise.all([deskOf(origin, 'carlos.rodriguez', 1), deskOf(origin, 'luis.perez', 2)]);
    const numbers = [(await kiosk.issue('CAJA')).numero, (await kiosk.issue('CAJA')).numero];
    await Promise.all(desks.map((desk) => desk.ready()));
    const called = new Map(await Promise.all(desks.map(async (desk, i) => [await desk.current(), i + 1] as const)));
    expect(new Set(called.keys())).toEqual(new Set(numbers));

    // The first in Spanish alone, since the second waits; that one in both languages.
    await until('both are spoken', async () => (await playedOn(page)).length >= 15, 60_000);
    const played = await playedOn(page);
    const said = words(played);
    const first = `C${said[2]?.replace('es/', '').padStart(2, '0')}`;
    const second = numbers.find((numero) => numero !== first) ?? '';
    const sentence = (language: string, numero: string) =>
      ['number', 'c', String(Number(numero.slice(1))), 'module', String(called.get(numero))].map(
        (word) => `${language}/${word}`,
      );
    expect(said).toEqual([...sentence('es', first), ...sentence('es', second), ...sentence('en', second)]);
    played.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual(played[i]!.to));
    // The chime of the second call has the air for itself.
    expect(played[5]!.from - played[4]!.to).toBeGreaterThan(1);
  });

  test('R7: a recall is announced as one', async () => {
    const { origin } = world.server;
    const kiosk = await kioskOf(origin);
    const { numero } = await kiosk.issue('EMPRESAS');
    const ana = await deskOf(origin, 'ana.martinez', 5);
    const { page } = await loudLobby();
    await ana.ready();
    await until('it is called', async () => (await playedOn(page)).length === 5);
    await recalled(ana);
    await until('it is called again', async () => (await playedOn(page)).length === 11);
    const said = words(await playedOn(page)).slice(5);
    expect(said).toEqual(
      ['recall-1', 'number', 'e', String(Number(numero.slice(1))), 'module', '5'].map((word) => `es/${word}`),
    );
    expect(await page.locator('.hero__status').innerText()).toContain('Segundo llamado');
  });

  test('Own clips: the bank’s recordings are used where they are whole, and ours for a sentence that lacks one', async () => {
    const { origin } = world.server;
    const kiosk = await kioskOf(origin);
    const { numero } = await kiosk.issue('GERENCIA');
    const digits = String(Number(numero.slice(1)));
    mkdirSync(join(brandDir, 'voice/es'), { recursive: true });
    const recorded = ['number', 'module', 'g', digits, '5'];
    for (const word of recorded) cpSync(join(OURS, `${word}.wav`), join(brandDir, 'voice/es', `${word}.wav`));
    const ana = await deskOf(origin, 'ana.martinez', 5);
    const { page } = await loudLobby();
    await ana.ready();
    await until('it is called', async () => (await playedOn(page)).length === 5);
    expect((await playedOn(page)).map(({ file }) => file)).toEqual(
      ['number', 'g', digits, 'module', '5'].map((word) => `/brand/voice/es/${word}.wav`),
    );
    await recalled(ana);
    await until('it is called again', async () => (await playedOn(page)).length === 11);
    expect(words(await playedOn(page))[5]).toBe('es/recall-1');
  });
});

test('Volume: staff turn the sound off at the screen; it says so, reports it, and keeps it over a reload', async () => {
  const { page, told } = await loudLobby();
  await page.keyboard.press('s');
  await page.getByRole('dialog', { name: 'Sonido de esta pantalla' }).waitFor();
  for (let step = 0; step < 5; step += 1) await page.getByRole('button', { name: 'Bajar el volumen' }).click();
  await page.getByText('Apagado').waitFor();
  await page.getByRole('button', { name: 'Listo' }).click();
  await page.locator('[data-sound-hint="MUTED"]').waitFor();
  await until('it is reported', async () => told.at(-1) === 'MUTED');
  await page.reload();
  await page.locator('[data-sound-hint="MUTED"]').waitFor();

  // A finger that rests on the clock opens it again.
  const clock = await page.locator('.header__clock').boundingBox();
  await page.mouse.move(clock!.x + 20, clock!.y + 20);
  await page.mouse.down();
  await page.getByRole('dialog').waitFor();
  await page.mouse.up();
  await page.getByRole('button', { name: 'Subir el volumen' }).click();
  await page.getByRole('button', { name: 'Solo campana' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await until('it is reported', async () => told.at(-1) === 'ON');
});
