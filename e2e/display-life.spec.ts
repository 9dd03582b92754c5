import type { Page } from 'playwright-core';

import { deskOf, kioskOf, signedIn } from './support/api.mjs';
import { openWorld, reads, screen, SIZES, until, type World } from './support/world';

let world: World;

const LOBBY = { viewport: SIZES.lobby };
const MORNING = { CLOCK_START: '2026-03-11T10:12:00-03:00', CLOCK_SPEED: '1' };
const NEXT_MORNING = { CLOCK_START: '2026-03-12T09:30:00-03:00', CLOCK_SPEED: '1' };

beforeAll(async () => {
  world = await openWorld(MORNING);
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

/** Somebody is at module 5. */
async function called(): Promise<string> {
  const { origin } = world.server;
  await (await kioskOf(origin)).issue('EMPRESAS');
  const ana = await deskOf(origin, 'ana.martinez', 5);
  if ((await ana.current()) === null) await ana.ready();
  else await ana.complete();
  return (await ana.current()) ?? '';
}

/** The page that the server has from now on, as far as this browser knows: one of another build. It is told `when`. */
async function newBuild(page: Page, name: string, when: Promise<unknown> = Promise.resolve()): Promise<void> {
  await page.route('**/display/', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.fallback();
    await when;
    const html = `<script type="module" src="/display/assets/${name}.js"></script>`;
    return route.fulfill({ contentType: 'text/html', body: html });
  });
}

const restart = async () => {
  await world.server.stop();
  await world.server.start();
};

test('New version: the screen loads itself anew when it is quiet, once, and not while somebody is called', async () => {
  const page = await world.open('/display/?demo', LOBBY);
  await screen(page, 'board').waitFor();
  let loads = 0;
  page.on('load', () => (loads += 1));
  // However long the restart takes, somebody is called before the screen hears of the build: it may be quiet by then.
  let tell = () => {};
  await newBuild(page, 'index-new', new Promise<void>((done) => (tell = done)));
  await restart();
  await page.locator('[data-link="live"]').waitFor();
  const numero = await called();
  await page.locator('.hero[data-phase="announcing"]').waitFor();
  tell();
  expect(loads).toBe(0);
  await page.locator('.hero[data-phase="resting"]').waitFor();
  expect(loads).toBe(0);
  await until('it is loaded anew', async () => loads === 1, 60_000);
  await reads(page, '[data-hero-numero]', numero);

  // The same build again: a reload that did not help is not tried in a circle. Another one is.
  await restart();
  await page.locator('[data-link="live"]').waitFor();
  await newBuild(page, 'index-newer');
  await restart();
  await until('it is loaded anew', async () => loads === 2, 60_000);
});

test('Night: a screen that nobody touches shows the next day without a trace of the day before', async () => {
  await called();
  const page = await world.open('/display/?demo', LOBBY);
  await page.locator('[data-hero-numero]').waitFor();
  await page.evaluate(() => Object.assign(window, { sameLife: true }));
  expect(await page.locator('.header__date').innerText()).toContain('miércoles 11 de marzo');
  await world.server.stop();
  await screen(page, 'stale').waitFor();
  await world.server.start(NEXT_MORNING);
  await screen(page, 'board').waitFor();
  await page.locator('.welcome').waitFor();
  expect(await page.locator('[data-hero-numero], [data-called]').count()).toBe(0);
  await page.locator('.header__date').getByText('jueves 12 de marzo').waitFor();
  expect(await page.evaluate(() => 'sameLife' in window)).toBe(true);
});

test('Revoked: a screen whose device is unpaired asks for a code by itself, and is back with it', async () => {
  const admin = await signedIn(world.server.origin, 'admin');
  const device = { kind: 'DISPLAY', name: 'Pantalla de la entrada', branchOffice: 'CENTRO' };
  const { id, pairingCode } = await admin('POST', '/api/admin/devices', device);
  const page = await world.open('/display/', LOBBY);
  await screen(page, 'pairing').waitFor();
  await page.keyboard.type(pairingCode);
  await page.locator('.lobby').waitFor();
  await admin('DELETE', `/api/admin/devices/${id}`);
  await screen(page, 'pairing').waitFor();
  await page.getByText('Esta pantalla fue desvinculada. Ingrese un código nuevo.').waitFor();
  const other = await admin('POST', '/api/admin/devices', device);
  await page.keyboard.type(other.pairingCode);
  await page.locator('.lobby').waitFor();
});
