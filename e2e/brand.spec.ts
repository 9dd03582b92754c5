import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Page } from 'playwright-core';

import { violations } from './support/axe';
import { openConsole } from './support/console';
import { openKiosk } from './support/kiosk';
import { issue, openLive } from './support/ticket-page';
import { openWorld, screen, SIZES, until, type World } from './support/world';

/** The example of docs/brand.md, as a bank would put it beside its server. */
const EXAMPLE = resolve(__dirname, '../docs/examples/brand');
const BRAND = 'rgb(20, 83, 45)';

let world: World;
let home: string;
let folder: string;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'ticketero-brand-'));
  folder = join(home, 'brand');
  cpSync(EXAMPLE, folder, { recursive: true });
  world = await openWorld({ BRAND_DIR: folder });
});
afterEach(() => world.tidy());
afterAll(async () => {
  await world?.close();
  rmSync(home, { recursive: true, force: true });
});

/** The file of the logo that is really drawn on this screen. */
async function logo(page: Page): Promise<string> {
  const image = page.getByRole('img', { name: 'Banco Lenga' });
  await image.waitFor();
  await until('the logo is drawn', () =>
    image.evaluate((one: HTMLImageElement) => one.complete && one.naturalWidth > 0),
  );
  return new URL((await image.getAttribute('src')) ?? '', page.url()).pathname;
}

/** The colour that this custom property has on the page, as a browser computes it. */
const colour = (page: Page, value: string) =>
  page.evaluate((wanted) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = wanted;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, value);

test('the kiosk carries the bank’s logo, colour and words, in both languages', async () => {
  const page = await openKiosk(world);
  expect(await logo(page)).toBe('/brand/logo.svg');
  await page.getByRole('heading', { name: 'Bienvenido al Banco Lenga' }).waitFor();
  await page.getByText('Depósitos, giros, pagos de cuentas').waitFor();
  expect([await colour(page, 'var(--brand)'), await colour(page, 'var(--queue-caja)')]).toEqual([BRAND, BRAND]);
  expect(await page.title()).toMatch(/ · Banco Lenga$/);
  await page.getByRole('button', { name: 'English' }).tap();
  await page.getByRole('heading', { name: 'Welcome to Banco Lenga' }).waitFor();
  // What the bank did not write in English is ours.
  await page.getByRole('button', { name: /^Counter/ }).waitFor();
  await page.getByRole('button', { name: /^Business/ }).waitFor();
});

test('the lobby screen', async () => {
  const page = await world.open('/display/?demo', { viewport: SIZES.lobby });
  expect(await logo(page)).toBe('/brand/logo-on-dark.svg');
  await page.getByText('El Banco Lenga le da la bienvenida a').waitFor();
  await page.getByText('Ventanilla').first().waitFor();
  expect(await colour(page, 'var(--brand)')).toBe(BRAND);
});

test('the console’s sign-in', async () => {
  const page = await openConsole(world);
  expect(await logo(page)).toBe('/brand/logo-on-dark.svg');
  await page.getByText('Con tu correo del Banco Lenga.').waitFor();
  expect(await page.locator('.sign-in-head .top-brand').innerText()).toBe(''); // the logo alone
  const enter = page.getByRole('button', { name: 'Entrar' });
  expect(await enter.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe(BRAND);
});

test('the customer’s page', async () => {
  const [ticket] = await issue(world, 1, 'CAJA');
  const page = await openLive(world, ticket);
  expect(await logo(page)).toBe('/brand/logo.svg');
  await page.getByText('Su número en el Banco Lenga').waitFor();
  await page.getByText('Ventanilla').waitFor();
  expect(await colour(page, 'var(--queue-caja)')).toBe(BRAND);
});

test('the page of a number that there is not: the bank’s logo alone', async () => {
  const page = await world.open('/t/00000000-0000-4000-8000-000000000000', { viewport: SIZES.desk });
  expect(await logo(page)).toBe('/brand/logo.svg');
  expect(await page.locator('header').innerText()).not.toContain('Ticketero');
});

test.each(['light', 'contrast'])('WCAG: the bank’s look in the theme %s', async (theme) => {
  const found: Record<string, string[]> = {};
  const [ticket] = await issue(world, 1, 'PERSONAL_BANKER');
  for (const [path, name] of [
    ['/kiosk/?demo', 'queues'],
    ['/console/', 'sign-in'],
    [`/t/${ticket.codigoReferencia}`, ''],
  ]) {
    const page = await world.open(path ?? '', { viewport: SIZES.desk, reducedMotion: 'reduce' });
    const app = (path ?? '').split('/')[1] ?? '';
    await page.evaluate(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      [`ticketero.look.${app}`, JSON.stringify({ theme })],
    );
    await page.reload();
    await (name ? screen(page, name) : page.locator('[data-link=live]')).waitFor();
    await logo(page);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
    const wrong = await violations(page);
    if (wrong.length > 0) found[app] = wrong;
  }
  expect(found).toEqual({});
});

test('a person whose system asks for more contrast has it without a touch', async () => {
  const page = await world.open('/kiosk/?demo', { viewport: SIZES.kiosk, contrast: 'more' });
  await screen(page, 'queues').waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('contrast');
  expect(await colour(page, 'var(--brand)')).toBe('rgb(255, 214, 0)'); // the bank's own is not of this theme
});

test('another look is put on without a reload, and a screen without a server waits for none', async () => {
  const page = await world.open('/', { viewport: SIZES.kiosk });
  await page.clock.install();
  await page.goto(`${world.server.origin}/kiosk/?demo`);
  await screen(page, 'queues').waitFor();
  await logo(page);
  await page.evaluate(() => Object.assign(window, { stillTheSame: true }));
  const look = JSON.parse(readFileSync(join(folder, 'brand.json'), 'utf8')) as { texts: object; logo?: string };
  const texts = { kiosk: { es: { 'queues.heading': '¿En qué le ayudamos?' } } };
  writeFileSync(join(folder, 'brand.json'), JSON.stringify({ ...look, logo: null, texts }));
  // The server looks at its folder once a second at most.
  await until('the server tells the new look', async () =>
    (await (await fetch(`${world.server.origin}/brand/brand.json`)).text()).includes('ayudamos'),
  );
  await page.clock.runFor('05:01');
  await page.getByRole('heading', { name: '¿En qué le ayudamos?' }).waitFor();
  await until('our own mark', async () => (await page.locator('.bank-logo').count()) === 0);
  expect(await page.evaluate(() => 'stillTheSame' in window)).toBe(true);

  const alone = await world.open('/', { viewport: SIZES.kiosk });
  await alone.route('**/brand/**', () => undefined); // asked and never answered
  await alone.goto(`${world.server.origin}/kiosk/?demo`);
  await alone.getByRole('heading', { name: '¿Qué necesita hoy?' }).waitFor();
});
