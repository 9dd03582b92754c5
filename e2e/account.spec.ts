import type { Page } from 'playwright-core';

import { caller, deskOf, emptyBranch, kioskOf } from './support/api.mjs';
import { violations } from './support/axe';
import { openConsole, openDesk, signIn } from './support/console';
import { colleague, newcomer, type Someone } from './support/people';
import { answeredSoFar, openWorld, screen, SIZES, standStill, type World } from './support/world';

/** One's own account: a temporary password, a new one, and where one is signed in. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const NEXT = 'una mesa con tres patas';
const ENDED = /^Tu sesión fue cerrada: desde otro equipo/;

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

async function fill(page: Page, current: string, next: string, repeat = next): Promise<void> {
  await field(page, 'Contraseña actual').fill(current);
  await field(page, 'Contraseña nueva').fill(next);
  await field(page, 'Contraseña nueva, otra vez').fill(repeat);
  await button(page, 'Cambiar contraseña').click();
}

async function openAs(someone: Someone, options = {}): Promise<Page> {
  const page = await openConsole(world, options);
  await signIn(page, someone.user, someone.password);
  await screen(page, 'supervisor').waitFor();
  return page;
}

async function openAccount(someone: Someone, options = {}): Promise<Page> {
  const page = await openAs(someone, options);
  await page.getByRole('link', { name: `Mi cuenta, ${someone.name}` }).click();
  await screen(page, 'account').waitFor();
  await page.locator('.session').first().waitFor();
  return page;
}

const signInAnswers = async ({ user }: Someone, password: string) =>
  (await caller(world.server.origin)('POST', '/api/auth/login', { email: `${user}@banco.com`, password })).status;

describe('a temporary password', () => {
  test('Nothing else before it is changed, whatever the address says; then one goes straight on', async () => {
    const rosa = await newcomer(world.server.origin);
    const page = await openConsole(world);
    await page.goto(`${world.server.origin}/console/#/audit`);
    await signIn(page, rosa.user, rosa.password);
    await screen(page, 'must-change').waitFor();
    await page.getByRole('heading', { name: `Hola, ${rosa.name}` }).waitFor();
    await page.reload();
    await screen(page, 'must-change').waitFor();
    await fill(page, rosa.password, NEXT);
    await screen(page, 'audit').waitFor();
    expect(await signInAnswers(rosa, rosa.password)).toBe(401);
    expect(await signInAnswers(rosa, NEXT)).toBe(200);
  });

  test('Who would rather not can leave', async () => {
    const rosa = await newcomer(world.server.origin);
    const page = await openConsole(world);
    await signIn(page, rosa.user, rosa.password);
    await screen(page, 'must-change').waitFor();
    await button(page, 'Salir').click();
    await screen(page, 'sign-in').waitFor();
  });
});

describe('a new password', () => {
  test('R14: what is wrong is said at its field: by the page what it can tell, by the server the rest', async () => {
    const rosa = await colleague(world.server.origin);
    const page = await openAccount(rosa);
    await button(page, 'Cambiar contraseña').click();
    await page.getByText('Escribe tu contraseña actual.').waitFor();
    expect(await field(page, 'Contraseña actual').evaluate((input) => input === document.activeElement)).toBe(true);
    await fill(page, 'otra cosa', 'corta');
    await page.getByText('Debe tener al menos 10 caracteres.').waitFor();
    await fill(page, 'otra cosa', `${rosa.user}.2026`);
    await page.getByText('No puede ser tu correo ni tu nombre.').waitFor();
    await fill(page, 'otra cosa', NEXT, `${NEXT}s`);
    await page.getByText('No es igual a la de arriba.').waitFor();
    await fill(page, 'otra cosa', NEXT);
    await page.getByText('La contraseña actual no es correcta').waitFor();
    await fill(page, rosa.password, 'contraseña123');
    const words = page.getByText('Es una de las contraseñas más usadas: elige otra');
    await words.waitFor();
    const id = await words.getAttribute('id');
    expect(await field(page, 'Contraseña nueva').getAttribute('aria-describedby')).toContain(id);
    expect(await signInAnswers(rosa, rosa.password)).toBe(200);
  });

  test('It can be looked at while it is typed, and what it must be like is ticked off', async () => {
    const page = await openAccount(await colleague(world.server.origin));
    await field(page, 'Contraseña nueva').fill('una mesa c');
    await button(page, 'Ver contraseña nueva').first().click();
    expect(await field(page, 'Contraseña nueva').getAttribute('type')).toBe('text');
    expect(await field(page, 'Contraseña actual').getAttribute('type')).toBe('password');
    expect(await page.locator('.password-rules li[data-kept]').count()).toBe(2);
  });

  test('Changed: every other session ends at once and reads why; this one stays', async () => {
    const rosa = await colleague(world.server.origin);
    const other = await openAs(rosa);
    const page = await openAccount(rosa);
    await fill(page, rosa.password, NEXT);
    await page.getByText('Contraseña cambiada. Tus otras sesiones se cerraron.').waitFor();
    await screen(other, 'sign-in').waitFor();
    await other.getByText(ENDED).waitFor();
    await page.reload();
    await screen(page, 'account').waitFor();
    expect(await field(page, 'Contraseña nueva').inputValue()).toBe('');
  });

  test('Slowed: the form says how long, and sends nothing meanwhile', async () => {
    const page = await openAccount(await colleague(world.server.origin));
    let asked = 0;
    await page.route('**/api/auth/change-password', (route) => {
      asked += 1;
      return route.fulfill({ status: 429, headers: { 'retry-after': '240' }, json: { status: 429, mensaje: 'No' } });
    });
    await fill(page, 'otra cosa', NEXT);
    await page.getByText('Faltan 4 minutos.').waitFor();
    await field(page, 'Contraseña actual').press('Enter');
    expect(asked).toBe(1);
  });
});

describe('where one is signed in', () => {
  test('Each session in words, this one marked; another is ended here and reads so there', async () => {
    const rosa = await colleague(world.server.origin);
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
    const other = await openAs(rosa, { userAgent });
    const page = await openAccount(rosa);
    const sessions = page.locator('.session');
    expect(await sessions.filter({ hasText: 'esta sesión' }).count()).toBe(1);
    expect(await sessions.filter({ hasText: 'esta sesión' }).getByRole('button').count()).toBe(0);
    await button(page, 'Cerrar la sesión de Firefox 128 en Windows').click();
    await page.getByText('Sesión cerrada.').waitFor();
    await screen(other, 'sign-in').waitFor();
    await other.getByText(ENDED).waitFor();
    await sessions.filter({ hasText: 'Firefox' }).waitFor({ state: 'detached' });
    await screen(page, 'account').waitFor();
  });

  test('All at once, asked twice: this one too, in every tab, and the cookie is good for nothing any more', async () => {
    const rosa = await colleague(world.server.origin);
    const page = await openAccount(rosa);
    const tab = await page.context().newPage();
    await tab.goto(`${world.server.origin}/console/#/supervisor`);
    await screen(tab, 'supervisor').waitFor();
    await button(page, 'Cerrar todas las sesiones').click();
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await button(page, 'Cerrar todas las sesiones').click();
    await button(page, 'Sí, cerrar todas').click();
    await page.getByText('Se cerraron todas tus sesiones, también esta.').waitFor();
    await screen(tab, 'sign-in').waitFor();
    await page.reload();
    await screen(page, 'sign-in').waitFor();
  });

  test('Who ended them all reads so, also when something asked meanwhile is refused only then', async () => {
    const page = await openAccount(await colleague(world.server.origin));
    let release: () => void = () => undefined;
    const ended = new Promise<void>((done) => (release = done));
    await page.route('**/api/auth/telegram', async (route) => {
      await ended;
      await route.continue();
    });
    const asked = page.waitForRequest('**/api/auth/telegram');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // as every 5 s
    await asked;
    await button(page, 'Cerrar todas las sesiones').click();
    await button(page, 'Sí, cerrar todas').click();
    const words = page.getByText('Se cerraron todas tus sesiones, también esta.');
    await words.waitFor();
    const refused = page.waitForResponse('**/api/auth/refresh');
    release();
    expect((await refused).status()).toBe(401);
    await answeredSoFar(page);
    expect(await words.isVisible()).toBe(true);
  });

  test('No answer: it says so and tries again; nobody is told of a session that is not there', async () => {
    const rosa = await colleague(world.server.origin);
    const page = await openAs(rosa);
    await page.clock.install();
    let silent = true;
    await page.route('**/api/auth/sessions', (route) => (silent ? route.abort() : route.continue()));
    await page.getByRole('link', { name: /^Mi cuenta/ }).click();
    await page.getByText('No se pudieron leer las sesiones; se vuelve a intentar solo.').waitFor();
    silent = false;
    await page.clock.fastForward(5_100);
    await page.locator('.session').first().waitFor();
  });
});

describe('an advisor', () => {
  test('Who is ready and looks at their account is told of a customer, and of the way back', async () => {
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await screen(page, 'desk-available').waitFor();
    await page.getByRole('link', { name: 'Mi cuenta, María González' }).click();
    await screen(page, 'account').waitFor();
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    await page.getByRole('alert').getByText(`Tienes un turno que atender: ${numero}.`).waitFor();
    await page.getByRole('link', { name: 'Ir a mi puesto' }).click();
    await screen(page, 'desk-busy').waitFor();
    await emptyBranch(world.server.origin);
  });

  test('Ending every session takes the desk offline, so that nobody is called to an empty chair', async () => {
    const page = await openDesk(world, 'luis.perez', 2);
    await screen(page, 'desk-available').waitFor();
    await page.getByRole('link', { name: 'Mi cuenta, Luis Pérez' }).click();
    await button(page, 'Cerrar todas las sesiones').click();
    await button(page, 'Sí, cerrar todas').click();
    await screen(page, 'sign-in').waitFor();
    const luis = await deskOf(world.server.origin, 'luis.perez', 2);
    const kiosk = await kioskOf(world.server.origin);
    await kiosk.issue('CAJA');
    expect(await luis.current()).toBeNull();
    await emptyBranch(world.server.origin);
  });
});

describe('signing in', () => {
  test('Slowed: how long, in minutes while it is long; the form opens again by itself', async () => {
    const page = await openConsole(world);
    await standStill(page); // a minute is waited for to the second
    let asked = 0;
    await page.route('**/api/auth/login', (route) => {
      asked += 1;
      return route.fulfill({ status: 429, headers: { 'retry-after': '900' }, json: { status: 429, mensaje: 'No' } });
    });
    await signIn(page, 'maria.gonzalez', 'otra cosa');
    await page.getByText('Faltan 15 minutos.').waitFor();
    await page.getByLabel('Correo').press('Enter');
    await page.clock.fastForward(14 * 60_000);
    await page.getByText(/^Faltan [56]\d segundos\.$/).waitFor();
    await page.clock.fastForward(61_000);
    await page.getByText('Ya puedes volver a intentarlo.').waitFor();
    expect(asked).toBe(1);
  });
});

describe.each([
  ['es', SIZES.desk],
  ['en', { width: 390, height: 844 }],
] as const)('accessibility (%s, %o)', (language, viewport) => {
  const inLanguage = async (page: Page) => {
    if (language === 'en') await button(page, 'English').click();
  };

  test('WCAG: the account and the change', async () => {
    const wrong: Record<string, string[]> = {};
    const look = async (page: Page, name: string) => {
      const found = await violations(page);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push('too wide');
      const words = await page.locator('main').innerText();
      if (language === 'en' && /contraseña|sesi[oó]n\b|cuenta/i.test(words)) found.push(`Spanish: ${words}`);
      if (found.length > 0) wrong[name] = found;
    };
    const options = { viewport, reducedMotion: 'reduce' };
    const page = await openAccount(await colleague(world.server.origin), options);
    await inLanguage(page);
    await look(page, 'account');
    await page.locator('#change-next').fill('corta');
    await page.locator('button[type=submit]').click();
    await page.locator('.field-wrong').first().waitFor();
    await page.locator('.sessions-all').click();
    await look(page, 'account, wrong and asked');

    const rosa = await newcomer(world.server.origin);
    const other = await openConsole(world, options);
    await signIn(other, rosa.user, rosa.password);
    await screen(other, 'must-change').waitFor();
    await inLanguage(other);
    await look(other, 'must change');
    await other.locator('button[type=submit]').click();
    await other.locator('.field-wrong').first().waitFor();
    await look(other, 'must change, wrong');
    expect(wrong).toEqual({});
  });
});
