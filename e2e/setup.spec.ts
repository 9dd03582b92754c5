import type { Page } from 'playwright-core';

import { violations } from './support/axe';
import { openWorld, screen, SIZES, until, type World } from './support/world';

/** A new installation, without the demo: nobody can sign in before the first administrator has come by the link. */
let world: World;
let path: string;

beforeAll(async () => {
  world = await openWorld({ SEED_DEMO: 'false' });
  await until('the link is printed', async () => /\/console\/#\/setup\/\S+/.test(world.server.printed()));
  path = /\/console\/#\/setup\/\S+/.exec(world.server.printed())?.[0] ?? '';
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const PASSWORD = 'una mesa con tres patas';
const button = (page: Page, name: string) => page.getByRole('button', { name });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function fill(page: Page, email: string, password = PASSWORD): Promise<void> {
  await field(page, 'Correo').fill(email);
  await field(page, 'Nombre').fill('Ana Rojas');
  await field(page, 'Contraseña nueva').fill(password);
  await field(page, 'Contraseña nueva, otra vez').fill(password);
  await button(page, 'Crear y entrar').click();
}

async function open(address: string, options = {}): Promise<Page> {
  const page = await world.open(address, { viewport: SIZES.desk, ...options });
  await screen(page, 'setup').waitFor();
  return page;
}

test.each([
  ['es', { width: 390, height: 844 }],
  ['en', SIZES.desk],
] as const)('WCAG: the form, its mistakes and a link that is spent (%s, %o)', async (language, viewport) => {
  const wrong: Record<string, string[]> = {};
  const page = await open('/console/#/setup/no-such-link', { viewport, reducedMotion: 'reduce' });
  const look = async (name: string) => {
    const found = await violations(page);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push('too wide');
    if (found.length > 0) wrong[name] = found;
  };
  if (language === 'en') await button(page, 'English').click();
  await look('form');
  await page.locator('button[type=submit]').click();
  await page.locator('.field-wrong').first().waitFor();
  await look('form, wrong');
  if (language === 'en') await button(page, 'Español').click();
  await fill(page, 'ana.rojas@banco.cl');
  await page.getByRole('heading', { name: 'Este enlace ya no sirve' }).waitFor();
  await look('spent');
  expect(wrong).toEqual({});
});

test('R14: what the server has against it is said at its field', async () => {
  const page = await open(path);
  await fill(page, 'ana.rojas');
  await page.getByText('Debe ser un correo').waitFor();
  await fill(page, 'ana.rojas@banco.cl', 'contraseña123');
  await page.getByText('Es una de las contraseñas más usadas: elige otra').waitFor();
});

test('The link makes the first administrator, who is in at once; the secret leaves the address; it works once', async () => {
  const page = await open(path);
  const late = await open(path);
  await fill(page, 'ana.rojas@banco.cl');
  await screen(page, 'bank').waitFor();
  expect(new URL(page.url()).hash).not.toContain('setup');
  await fill(late, 'otra@banco.cl');
  await late.getByRole('alert').getByText('Este enlace ya no sirve').waitFor();
  await late.getByRole('link', { name: 'Ir a la entrada' }).click();
  await screen(late, 'sign-in').waitFor();
  await late.getByLabel('Correo').fill('ana.rojas@banco.cl');
  await late.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
  await button(late, 'Entrar').click();
  await screen(late, 'bank').waitFor();

  // No branch yet: said calmly, and the server is not asked over and over.
  const asked: string[] = [];
  late.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await late.getByText('Todavía no hay sucursales').waitFor();
  await late.waitForTimeout(2_000);
  expect(asked.filter((one) => one === '/api/auth/refresh').length).toBeLessThanOrEqual(2);
  await late.getByRole('link', { name: /^Mi cuenta/ }).click();
  await screen(late, 'account').waitFor();

  // The first branch is one link away, and then there is something to supervise.
  await page.getByRole('link', { name: 'Crear la primera sucursal' }).click();
  await field(page, 'Código').fill('NORTE');
  await field(page, 'Nombre').fill('Sucursal Norte');
  await button(page, 'Crear sucursal').click();
  await page.getByRole('heading', { name: 'Sucursal Norte' }).waitFor();
  await page.goto(page.url().replace(/#.*/, '#/supervisor'));
  await screen(page, 'supervisor').waitFor();
  await page.getByText('Sucursal Norte').first().waitFor();
});
