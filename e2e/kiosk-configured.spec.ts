import type { Page } from 'playwright-core';

import { emptyBranch, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { openKiosk } from './support/kiosk';
import { openWorld, type World } from './support/world';

/** What an ADMIN configures while the kiosk stands there: on its screen without a touch (ADR 18). */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await configure({
    settings: { languages: ['es', 'en'], language: 'es' },
    openingHours: null,
    texts: { outsideHours: null },
  });
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const admin = async (method: 'POST' | 'PUT', path: string, body: object) =>
  (await signedIn(world.server.origin, 'admin'))(method, path, body);
const configure = (change: object) => admin('PUT', '/api/admin/branches/CENTRO', change);

test('CONTRACT: a branch offers its languages and begins in its first', async () => {
  const page = await openKiosk(world);
  await button(page, 'English').waitFor();
  await configure({ settings: { languages: ['en'], language: 'en' } });
  await page.locator('html[lang=en]').waitFor();
  await button(page, 'English').waitFor({ state: 'detached' });
  expect(await violations(page)).toEqual([]);
  await configure({ settings: { languages: ['es', 'en'], language: 'es' } });
  await button(page, 'English').waitFor();
  await page.locator('html[lang=es]').waitFor();
});

test('R4: outside its hours a branch says so in its own words, in the language of who reads', async () => {
  const page = await openKiosk(world);
  await configure({ openingHours: {}, texts: { outsideHours: { es: 'Volvemos el lunes', en: 'Back on Monday' } } });
  await page.getByText('Volvemos el lunes').waitFor();
  await button(page, 'English').tap();
  await page.getByText('Back on Monday').waitFor();
  expect(await violations(page)).toEqual([]);
  await configure({ openingHours: null });
  await button(page, /^Teller/).waitFor();
});

test('R4: the lobby says it in Spanish, with its English below', async () => {
  const lobby = await world.open('/display/?demo');
  const texts = { outsideHours: { en: 'Back on Monday', es: 'Volvemos el lunes' } };
  await configure({ openingHours: {}, texts });
  await lobby.getByText('Volvemos el lunes').waitFor();
  expect(await lobby.locator('.closed__text').innerText()).toMatch(/^Volvemos el lunes\s+Back on Monday$/);
});

test('R1: more queues than four can all be chosen', async () => {
  const page = await openKiosk(world);
  const more = ['JOVEN', 'SEGUROS', 'HIPOTECAS', 'INVERSIONES'];
  for (const [at, queueType] of more.entries()) {
    const queue = { queueType, displayName: `Atención ${queueType.toLowerCase()}`, prefix: 'JSHV'[at], priority: 2 };
    await admin('POST', '/api/admin/queues?branchOffice=CENTRO', {
      ...queue,
      averageTimeMinutes: 5,
      targetWaitMinutes: 15,
    });
  }
  for (const queueType of more) await button(page, new RegExp(`^Atención ${queueType.toLowerCase()}`)).waitFor();
  expect(await violations(page)).toEqual([]);
  for (const queueType of more)
    await admin('PUT', `/api/admin/queues/${queueType}?branchOffice=CENTRO`, { enabled: false });
  await button(page, /^Atención joven/).waitFor({ state: 'detached' });
});
