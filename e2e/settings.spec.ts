import type { Page } from 'playwright-core';

import { signedIn } from './support/api.mjs';
import { openConsole, signIn } from './support/console';
import { openKiosk } from './support/kiosk';
import { goTo, openSettings, press, save } from './support/settings';
import { openWorld, reads, screen, SIZES, type World } from './support/world';

/** What an administrator changes in the console is on the other screens within seconds, without a restart. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const field = (page: Page, name: string | RegExp) => page.getByLabel(name, { exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const LOBBY = { viewport: SIZES.lobby };

describe('queues', () => {
  test('R1: a new name is on the kiosk at once; a queue that gives no numbers is not offered; the change is audited', async () => {
    const kiosk = await openKiosk(world);
    const page = await openSettings(world, 'section=queues&item=GERENCIA');
    await field(page, 'Da números').uncheck();
    await reads(page, '.config-changes li', 'Da números Sí → No');
    await save(page);
    await kiosk.getByRole('button', { name: /^Gerencia/ }).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Ver en la auditoría' }).click();
    await page.locator('.event').waitFor();
    expect(await page.locator('.event').count()).toBe(1);
    expect(await page.locator('.event-words').innerText()).toMatch(/Gerencia.*Activa.*sí.*no/i);

    await goTo(page, world, 'section=queues&item=GERENCIA');
    await field(page, 'Da números').check();
    await save(page);
    await kiosk.getByRole('button', { name: /^Gerencia/ }).waitFor();
  });

  test('R1: what the bank has renamed is called so in English too, on the kiosk and in the console', async () => {
    const page = await openSettings(world, 'section=queues');
    await press(page, 'English');
    const link = (name: string) => page.getByRole('link', { name, exact: true });
    await link('Teller').waitFor();
    const admin = await signedIn(world.server.origin, 'admin');
    const rename = (displayName: string) => admin('PUT', '/api/admin/queues/CAJA', { displayName });
    await rename('Ventanilla');
    await link('Ventanilla').waitFor();
    const kiosk = await openKiosk(world);
    await kiosk.getByRole('button', { name: 'English' }).tap();
    await kiosk.getByRole('button', { name: /^Ventanilla/ }).waitFor();
    await rename('Caja');
    await kiosk.getByRole('button', { name: /^Teller/ }).waitFor();
    await link('Teller').waitFor();
  });

  test('R1: a new queue is on the kiosk; what is wrong with it is said at its field, the server’s words too', async () => {
    const kiosk = await openKiosk(world);
    const page = await openSettings(world, 'section=queues&item=new');
    await field(page, 'Código').fill('seguros');
    await field(page, 'Letra').fill('o');
    await press(page, 'Crear cola');
    await page.getByText('Escribe un nombre.').waitFor();
    await field(page, 'Nombre').fill('Seguros');
    await field(page, 'Letra').fill('C');
    await press(page, 'Crear cola');
    await page.getByText('Otra cola de la sucursal ya usa esa letra').waitFor();
    expect(await field(page, 'Letra').getAttribute('aria-invalid')).toBe('true');
    await field(page, 'Letra').fill('S');
    await press(page, 'Crear cola');
    await page.getByText('Creada la cola Seguros.').waitFor();
    await kiosk.getByRole('button', { name: /^Seguros/ }).waitFor();
  });
});

describe('people', () => {
  test('an advisor gets a queue, and their open desk has it', async () => {
    const desk = await openConsole(world);
    await signIn(desk, 'luis.perez');
    await screen(desk, 'desk-offline').waitFor();
    const page = await openSettings(world, 'section=advisors');
    await page.getByRole('link', { name: 'Luis Pérez' }).click();
    await page.getByRole('checkbox', { name: 'Empresas' }).check();
    await reads(page, '.config-changes li', 'Colas +Empresas');
    await save(page);
    await desk.getByText('Empresas').first().waitFor();
  });

  test('a new advisor signs in with the password that was shown once', async () => {
    const page = await openSettings(world, 'section=advisors&item=new');
    await field(page, 'Correo').fill('rosa.fuentes@banco.com');
    await field(page, 'Nombre').fill('Rosa Fuentes');
    await press(page, 'Crear asesor');
    await page.getByText('Marca al menos una cola.').waitFor();
    await page.getByRole('checkbox', { name: 'Caja' }).check();
    await press(page, 'Crear asesor');
    const password = await page.locator('.config-secret code').innerText();
    const rosa = await openConsole(world);
    await signIn(rosa, 'rosa.fuentes', password);
    await screen(rosa, 'must-change').waitFor();
    await press(page, 'Ya la anoté');
    await heading(page, 'Rosa Fuentes').waitFor();
    expect(await page.locator('.config-secret').count()).toBe(0);
  });

  test('R14: an e-mail that has an account is refused in words; who is disabled is out at once', async () => {
    const page = await openSettings(world, 'section=users&item=new');
    await field(page, 'Correo').fill('carlos.rodriguez@banco.com');
    await field(page, 'Nombre').fill('Otro Carlos');
    await press(page, 'Crear usuario');
    await page.getByText('Ese correo ya tiene una cuenta').waitFor();
    await field(page, 'Correo').fill('pedro.soto@banco.com');
    await press(page, 'Crear usuario');
    const password = await page.locator('.config-secret code').innerText();
    const pedro = await openConsole(world);
    await signIn(pedro, 'pedro.soto', password);
    await screen(pedro, 'must-change').waitFor();

    await press(page, 'Ya la anoté');
    await press(page, 'Desactivar la cuenta');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Desactivar la cuenta/ })
      .click();
    await page.getByText('Desactivada la cuenta de Otro Carlos.').waitFor();
    await pedro.reload();
    await screen(pedro, 'sign-in').waitFor();
  });

  test('a role is given a permission, and what it is given is in the log of the bank', async () => {
    const page = await openSettings(world, 'section=roles&item=SUPERVISOR');
    await page.getByRole('checkbox', { name: 'administrar dispositivos' }).check();
    await save(page);
    await page.getByRole('link', { name: 'Ver en la auditoría' }).click();
    await page.waitForURL(/branch=BANCO/);
    await page.locator('.event-words').filter({ hasText: 'Supervisor' }).waitFor();
    const other = await openConsole(world);
    await signIn(other, 'supervisor');
    await other.getByRole('link', { name: 'Configuración' }).click();
    await screen(other, 'configuration').waitFor();
    expect(await other.locator('.config-sections a').allInnerTexts()).toEqual(['Dispositivos']);
  });
});

describe('devices', () => {
  test('a display is paired by its code, is seen alive, renamed, and gone when it is revoked', async () => {
    const page = await openSettings(world, 'section=devices&item=new');
    await field(page, 'Tipo').selectOption('Pantalla');
    await field(page, 'Nombre').fill('Pantalla norte');
    await press(page, 'Crear y mostrar el código');
    const code = (await page.locator('.config-pairing-code').innerText()).replace(/\D/g, '');
    const display = await world.open('/display/', LOBBY);
    await screen(display, 'pairing').waitFor();
    await display.keyboard.type(code);
    await display.locator('.header').waitFor();
    await page.locator('.config-state-good').first().waitFor();

    await field(page, 'Nombre').fill('Pantalla sur');
    await save(page);
    await heading(page, /^Pantalla sur/).waitFor();
    await press(page, 'Revocar');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Revocar/ })
      .click();
    await page.getByText('Revocado Pantalla sur.').waitFor();
    await screen(display, 'pairing').waitFor({ timeout: 30_000 });
  });

  test('a kiosk’s printer is set up, and the test page says that nobody answers there', async () => {
    const admin = await signedIn(world.server.origin, 'admin');
    const { id } = await admin('POST', '/api/admin/devices', { kind: 'KIOSK', name: 'Tótem' });
    const page = await openSettings(world, `section=devices&item=${id}`);
    await field(page, 'Imprime en una impresora de red').check();
    await field(page, 'Dirección').fill('10.0.0.1:9100');
    await page.locator('.config-foot[data-changed] [type=submit]').click();
    await page.getByText('Debe ser un nombre de red o una dirección IP, sin puerto').waitFor();
    await field(page, 'Dirección').fill('impresora.invalid');
    await save(page);
    await press(page, 'Imprimir página de prueba');
    await page.getByText('la impresora no contesta en esa dirección').waitFor({ timeout: 60_000 });
  });
});
