import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { openConsole, openDesk, phase, press, ready, requestsOf, signIn } from './support/console';
import { openWorld, reads, screen, until, type World } from './support/world';

let world: World;
const onDesk = '[data-current-numero]';

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

describe('the session', () => {
  test('Wrong password: one sentence that does not say which of the two was wrong, and the form stays', async () => {
    const page = await openConsole(world);
    await signIn(page, 'maria.gonzalez', 'otra-clave');
    await page.getByText('Correo o contraseña incorrectos.').waitFor();
    await signIn(page, 'nadie.conocido', 'otra-clave');
    await page.getByText('Correo o contraseña incorrectos.').waitFor();
    expect(await page.getByLabel('Correo').inputValue()).toBe('nadie.conocido@banco.com');
    await signIn(page, 'maria.gonzalez');
    await screen(page, 'desk-offline').waitFor();
  });

  test('Reload: the session goes on, and no token lies in any storage of the page', async () => {
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await screen(page, 'desk-available').waitFor();
    await page.reload();
    await screen(page, 'desk-available').waitFor();
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(kept).not.toMatch(/eyJ|token/i);
  });

  test('Two tabs: what is done in one is seen in the other, and signing out counts for both', async () => {
    const one = await openDesk(world, 'maria.gonzalez', 3);
    const other = await one.context().newPage();
    await other.goto(`${world.server.origin}/console/`);
    await screen(other, 'desk-available').waitFor();
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    await Promise.all([reads(one, onDesk, numero), reads(other, onDesk, numero)]);
    await press(one, 'F2');
    await phase(other, 'serving').waitFor();
    await press(other, 'F3');
    await screen(one, 'desk-available').waitFor();
    await reads(one, '.today dd', '1');
    await reads(other, '.today dd', '1');
    await other.getByRole('button', { name: 'Salir' }).click();
    await Promise.all([screen(one, 'sign-in').waitFor(), screen(other, 'sign-in').waitFor()]);
  });

  test('Sign out: the desk goes offline first, so that nobody is called to an empty chair', async () => {
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await screen(page, 'desk-available').waitFor();
    await page.getByRole('button', { name: 'Salir' }).click();
    await screen(page, 'sign-in').waitFor();
    await page.getByText('Saliste de tu puesto.').waitFor();
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    const { advisors } = await supervisor('GET', '/api/admin/advisors');
    const maria = advisors.find((advisor: { name: string }) => advisor.name === 'María González');
    expect(maria).toMatchObject({ status: 'OFFLINE', reason: 'FIN_DE_TURNO' });
    await page.reload();
    await screen(page, 'sign-in').waitFor();
  });

  test('Sign out with a customer: refused in words, and the customer stays', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await reads(page, onDesk, numero);
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByText('Tienes un turno en atención: termínalo antes de salir.').waitFor();
    await reads(page, onDesk, numero);
  });
});

describe('the keys', () => {
  test('F1 to F6: a whole service without touching the mouse, each key as its button says', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const numbers = [];
    for (const queue of ['CAJA', 'CAJA', 'CAJA']) numbers.push((await kiosk.issue(queue)).numero);
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await reads(page, onDesk, numbers[0] ?? '');
    const requests = requestsOf(page); // that she is ready was heard of before
    const shown = await page.locator('.action-bar button').allInnerTexts();
    expect(shown.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
      'F2 Iniciar atención',
      expect.stringMatching(/^F6 Volver a llamar 0 de 3$|^F6 0 de 3 Volver a llamar$/),
      'F4 No se presentó',
      'F1 Completar y llamar siguiente',
    ]);
    await press(page, 'F6');
    await page.getByText(/^en \d+ s$/).waitFor(); // not again within the cooldown
    await press(page, 'F4');
    await reads(page, onDesk, numbers[1] ?? '');
    await page.locator('[data-primary][aria-disabled=false]').waitFor();
    await page.keyboard.press('F3'); // means nothing before the customer is there
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    await press(page, 'F1');
    await reads(page, onDesk, numbers[2] ?? '');
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    await press(page, 'F3');
    await screen(page, 'desk-available').waitFor();
    await press(page, 'F1');
    await page.getByText('Nadie espera en tus colas. El próximo que llegue será tuyo.').waitFor();
    expect(requests).toEqual([
      'current/recall',
      'current/no-show',
      'current/start',
      'call-next',
      'current/start',
      'current/complete',
      'call-next',
    ]);
  });

  test('A held key: one command, however long it is held, by F1 as by Enter on the button', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const numbers = [];
    for (let n = 0; n < 3; n += 1) numbers.push((await kiosk.issue('CAJA')).numero);
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await reads(page, onDesk, numbers[0] ?? '');
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    const requests = requestsOf(page);
    await hold(page, 'F1');
    await reads(page, onDesk, numbers[1] ?? '');
    expect(requests).toEqual(['call-next']);
    await page.getByRole('button', { name: /Completar y llamar siguiente/ }).focus();
    await hold(page, 'Enter');
    await reads(page, onDesk, numbers[2] ?? '');
    expect(requests).toEqual(['call-next', 'call-next']);
  });

  /** As the keyboard does it: after the first comes one that repeats, every 40 ms. */
  async function hold(page: Page, key: string): Promise<void> {
    await page.locator('[aria-keyshortcuts="F1"][aria-disabled=false]').waitFor();
    for (let repeat = 0; repeat < 30; repeat += 1) {
      await page.keyboard.down(key);
      await page.waitForTimeout(40);
    }
    await page.keyboard.up(key);
  }
});

describe('refusals', () => {
  test('MODULO_OCUPADO: a module taken in the last moment is refused with the reason, and shown as taken', async () => {
    const luis = await openConsole(world);
    await signIn(luis, 'luis.perez');
    await screen(luis, 'desk-offline').waitFor();
    const maria = await deskOf(world.server.origin, 'maria.gonzalez', 2);
    await luis.route('**/api/advisor/status', async (route) => {
      await maria.ready();
      await route.continue();
    });
    await ready(luis, 2);
    const notice = luis.locator('.notice-bad');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/módulo 2/i);
    await luis.locator('.module:disabled').waitFor();
    expect(await luis.locator('.module:disabled').innerText()).toContain('2');
  });

  test('No answer: a command that may not have arrived is said to be so, and the truth is shown after', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await reads(page, onDesk, numero);
    await page.route('**/api/advisor/current/start', async (route) => {
      await route.fetch(); // it arrives, only its answer does not
      await route.abort('connectionreset');
    });
    await press(page, 'F2');
    await page.getByText('No hubo respuesta, y tu puesto cambió: esto es lo que hay ahora.').waitFor();
    await phase(page, 'serving').waitFor();
  });
});

describe('the supervisor', () => {
  test('Sacar de línea: an advisor with a customer leaves when this one ends, and reads so on their own desk', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const desk = await openDesk(world, 'maria.gonzalez', 3);
    await reads(desk, onDesk, numero);
    const page = await openConsole(world);
    await signIn(page, 'supervisor');
    await page.getByRole('button', { name: 'Sacar de línea a María González' }).click();
    await page.getByRole('menuitem', { name: 'Capacitación' }).click();
    await page.getByText('sale al terminar').waitFor();
    await desk.getByText('Al terminar: Capacitación').waitFor();
    await press(desk, 'F2');
    await phase(desk, 'serving').waitFor();
    await press(desk, 'F3');
    await screen(desk, 'desk-offline').waitFor();
    await page.getByRole('row', { name: /María González.*Capacitación/ }).waitFor();
    await until('nobody is busy', async () => (await page.locator('.figure-atendiendo dd').textContent()) === '0');
  });

  test('An advisor never downloads the supervisor’s half', async () => {
    const page = await openConsole(world);
    const files: string[] = [];
    page.on('request', (request) => files.push(request.url()));
    await signIn(page, 'maria.gonzalez');
    await screen(page, 'desk-offline').waitFor();
    expect(files.filter((file) => file.includes('supervisor'))).toEqual([]);
  });
});
