import { readFileSync } from 'node:fs';

import type { BranchFile } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { signedIn } from './support/api.mjs';
import { openConsole, signIn } from './support/console';
import { openKiosk } from './support/kiosk';
import { goTo, openSettings, press, save } from './support/settings';
import { openWorld, reads, screen, SIZES, until, type World } from './support/world';

/** A branch as it is configured in the console, and what the other screens make of it. */
let world: World;

beforeAll(async () => {
  // A Wednesday morning.
  world = await openWorld({ CLOCK_START: '2026-03-11T10:12:00-03:00', CLOCK_SPEED: '1' });
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const field = (page: Page, name: string | RegExp) => page.getByLabel(name, { exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const changes = (page: Page) => page.locator('.config-changes li').allInnerTexts();

describe('hours', () => {
  test('R4: outside its hours the kiosk is closed at once, on the day that has hours of its own it is open', async () => {
    const kiosk = await openKiosk(world);
    const page = await openSettings(world, 'section=hours');
    await field(page, 'Abierta todo el día, todos los días').uncheck();
    await field(page, 'Miércoles, abre, tramo 1').fill('8');
    await field(page, 'Miércoles, cierra, tramo 1').fill('930');
    await field(page, 'Miércoles, cierra, tramo 1').blur();
    await press(page, 'Agregar tramo: Miércoles');
    await field(page, 'Miércoles, abre, tramo 2').fill('09:00');
    await page.locator('.config-foot[data-changed] [type=submit]').click();
    await page.getByText('Dos tramos se cruzan.').waitFor();
    await field(page, 'Miércoles, abre, tramo 2').fill('15:00');
    expect(await changes(page)).toContain('Miércoles Cerrado → 08:00–09:30, 15:00–18:00');
    await save(page);
    await screen(kiosk, 'closed').waitFor();

    await press(page, 'Agregar un día');
    await field(page, 'Fecha').fill('2026-03-11');
    await field(page, 'Nombre').fill('Jornada especial');
    await field(page, 'Cerrado ese día').uncheck();
    await save(page);
    await screen(kiosk, 'queues').waitFor();
    await field(page, 'Abierta todo el día, todos los días').check();
    await press(page, 'Quitar Jornada especial');
    await save(page);
  });
});

describe('the branch', () => {
  test('two modules more are offered at the desk that is open', async () => {
    const desk = await openConsole(world);
    await signIn(desk, 'ana.martinez');
    await screen(desk, 'desk-offline').waitFor();
    const page = await openSettings(world, 'section=general');
    await field(page, 'Módulos').fill('7');
    await save(page);
    await desk.getByRole('button', { name: 'Módulo 7' }).waitFor();
  });

  test('R10: a threshold that cannot be is said at its field; one that can rules the next look, and is in the log', async () => {
    const page = await openSettings(world, 'section=alerts');
    const idle = field(page, 'Disponible sin atender');
    await idle.fill('0');
    await page.locator('.config-foot[data-changed] [type=submit]').click();
    await page.getByText('Escribe un número entero de 1 a 480.').waitFor();
    await idle.fill('20');
    expect(await changes(page)).toEqual(['Disponible sin atender 10 → 20']);
    await save(page);
    await field(page, 'Alertas que se mandan').selectOption('Las de atención y las críticas');
    await save(page);
    const admin = await signedIn(world.server.origin, 'admin');
    const { alerts, usual } = await admin('GET', '/api/admin/branches/CENTRO');
    expect(alerts).toEqual({ ...usual.alerts, idleMinutes: 20, telegramFrom: 'WARNING' });
    await page.getByRole('link', { name: 'Ver en la auditoría' }).click();
    await page.getByText('Alertas por Telegram desde Crítica → Atención').waitFor();
  });

  test('a notice passes on the lobby screen', async () => {
    const display = await world.open('/display/?demo', { viewport: SIZES.lobby });
    await display.locator('.header').waitFor();
    const page = await openSettings(world, 'section=texts');
    await press(page, 'Agregar un aviso');
    await page.locator('#notice-0-es').fill('Trae tu cédula de identidad');
    await save(page);
    await display.getByText('Trae tu cédula de identidad').first().waitFor();
  });

  test('the kiosk offers no other language than the branch does', async () => {
    const kiosk = await openKiosk(world);
    await kiosk.getByRole('button', { name: 'English' }).waitFor();
    const page = await openSettings(world, 'section=rules');
    await page.getByRole('checkbox', { name: 'Inglés' }).uncheck();
    await save(page);
    await kiosk.getByRole('button', { name: 'English' }).waitFor({ state: 'detached' });
  });
});

describe('what was typed', () => {
  test('is not lost without being asked: by a link, by the way back, by signing out', async () => {
    const page = await openSettings(world, 'section=general');
    await goTo(page, world, 'section=rules');
    await field(page, 'Ventaja preferencial').fill('25');
    const ask = heading(page, 'Hay cambios sin guardar');
    await page.getByRole('link', { name: 'Textos' }).click();
    await ask.waitFor();
    await page.keyboard.press('Escape');
    expect(await field(page, 'Ventaja preferencial').inputValue()).toBe('25');

    await page.goBack();
    await ask.waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/section=rules/);
    expect(await field(page, 'Ventaja preferencial').inputValue()).toBe('25');

    await press(page, 'Salir');
    await ask.waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Supervisión' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Salir sin guardar/ })
      .click();
    await screen(page, 'supervisor').waitFor();
  });

  test('R10: a save upon an older state is refused, says why, and shows what somebody else did', async () => {
    const page = await openSettings(world, 'section=general');
    await field(page, 'Nombre').fill('Sucursal Plaza');
    // What is asked for every few seconds does not arrive until the save has been refused.
    const path = '**/api/admin/branches/CENTRO';
    await page.route(path, (route) => (route.request().method() === 'GET' ? route.abort() : route.fallback()));
    const admin = await signedIn(world.server.origin, 'admin');
    await admin('PUT', '/api/admin/branches/CENTRO', { moduleCount: 9 });
    const refused = page.waitForResponse((response) => response.status() === 409);
    await page.locator('.config-foot[data-changed] [type=submit]').click();
    await refused;
    await page.unroute(path);
    await page.getByText('Alguien más cambió esto mientras tanto').waitFor();
    await reads(page, '.config-theirs li', 'Módulos 7 → 9');
    expect(await field(page, 'Módulos').inputValue()).toBe('9');
    expect(await field(page, 'Nombre').inputValue()).toBe('Sucursal Plaza');
    await save(page);
    const now = await admin('GET', '/api/admin/branches/CENTRO');
    expect([now.name, now.moduleCount]).toEqual(['Sucursal Plaza', 9]);
  });
});

describe('a file', () => {
  test('is downloaded, shows what it would change, and is applied; a new branch like this one has the same', async () => {
    const page = await openSettings(world, 'section=branches');
    const downloading = page.waitForEvent('download');
    await press(page, 'Descargar');
    const file = JSON.parse(readFileSync(await (await downloading).path(), 'utf8')) as BranchFile;
    expect(file.code).toBe('CENTRO');

    await page.getByRole('link', { name: 'Cargar un archivo' }).click();
    const buffer = Buffer.from(JSON.stringify({ ...file, moduleCount: 4 }));
    await page.locator('input[type=file]').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer });
    await page.getByRole('row', { name: `Módulos ${file.moduleCount} 4` }).waitFor();
    const admin = await signedIn(world.server.origin, 'admin');
    expect((await admin('GET', '/api/admin/branches/CENTRO')).moduleCount).toBe(file.moduleCount);
    await press(page, 'Aplicar');
    await page.getByText('Aplicado a CENTRO.').waitFor();
    expect((await admin('GET', '/api/admin/branches/CENTRO')).moduleCount).toBe(4);

    await goTo(page, world, 'section=branches');
    await page.getByRole('link', { name: 'Nueva como esta' }).click();
    await field(page, 'Código').fill('norte');
    await field(page, 'Nombre').fill('Sucursal Norte');
    await press(page, 'Crear sucursal');
    await page.getByText('Creada: Sucursal Norte.').waitFor();
    const [centro, norte] = await Promise.all(
      ['CENTRO', 'NORTE'].map((code) => admin('GET', `/api/admin/branches/${code}/export`)),
    );
    expect({ ...norte, code: '', name: '' }).toEqual({ ...centro, code: '', name: '' });
    await page.getByRole('combobox', { name: 'Sucursal' }).selectOption('Sucursal Norte');
    await goTo(page, world, 'section=general');
    await until(
      'the other branch is open',
      async () => (await field(page, 'Nombre').inputValue()) === 'Sucursal Norte',
    );
  });
});

describe('which branch is open', () => {
  test('what is typed is not lost when the branches are heard late, nor when somebody makes one that comes first', async () => {
    const admin = await signedIn(world.server.origin, 'admin');
    const page = await openConsole(world);
    await signIn(page, 'admin');
    await page.locator('main.bank, main.supervisor').waitFor();
    let hear = (): void => undefined;
    const heard = new Promise<void>((done) => (hear = done));
    await page.route(/\/api\/admin\/branches$/, async (route) => {
      await heard;
      await route.continue();
    });
    await page.goto(`${world.server.origin}/console/#/configuration?section=queues&item=new`);
    await page.getByText('Cargando…').waitFor();
    expect(await field(page, 'Código').count()).toBe(0);
    hear();

    await field(page, 'Código').fill('seguros');
    await admin('POST', '/api/admin/branches', { code: 'ALAMEDA', name: 'Sucursal Alameda' });
    const branches = page.getByRole('combobox', { name: 'Sucursal' });
    await branches.getByRole('option', { name: 'Sucursal Alameda' }).waitFor({ state: 'attached' });
    expect(await field(page, 'Código').inputValue()).toBe('SEGUROS');
    expect(await branches.inputValue()).not.toBe('ALAMEDA');
  });
});
