import type { KioskState } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import {
  numberOn,
  openKiosk,
  sendWithoutPhone,
  tapKeys,
  toThirdStep,
  TOUCH,
  requestsOfCustomers,
} from './support/kiosk';
import { tellState } from './support/states';
import { openWorld, screen, type World } from './support/world';

/** What changes while somebody stands at the kiosk: each has its own calm screen (R1, R4, R14). */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const queue = async (queueType: string, change: object) =>
  (await signedIn(world.server.origin, 'admin'))('PUT', `/api/admin/queues/${queueType}?branchOffice=CENTRO`, change);

describe('between two steps', () => {
  test('R1: the last number of the day went to somebody else: said at once, and another queue is a touch away', async () => {
    const page = await openKiosk(world);
    const requests = requestsOfCustomers(page);
    await button(page, /^Empresas/).tap();
    await tapKeys(page, '2122');
    await (await kioskOf(world.server.origin)).issue('EMPRESAS');
    await queue('EMPRESAS', { dailyCap: 1 });
    await page.getByRole('heading', { name: 'No quedan números por hoy' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.content()).not.toContain('2122');
    await button(page, 'Elegir otra atención').tap();
    await button(page, /^Empresas.*No quedan números por hoy/).waitFor();
    await queue('EMPRESAS', { dailyCap: null });
    expect(requests).toEqual([]);
  });

  test('R1: the same when only the server knew it', async () => {
    const page = await openKiosk(world);
    await page.route('**/api/tickets', (route) =>
      route.fulfill({ status: 409, json: { status: 409, error: 'CUPO_AGOTADO', mensaje: 'x' } }),
    );
    await toThirdStep(page, '222324256');
    await sendWithoutPhone(page);
    await page.getByRole('heading', { name: 'No quedan números por hoy' }).waitFor();
    await button(page, 'Elegir otra atención').waitFor();
  });

  test('R1: the queue was turned off', async () => {
    const page = await openKiosk(world);
    await button(page, /^Gerencia/).tap();
    await screen(page, 'id').waitFor();
    await queue('GERENCIA', { enabled: false });
    await page.getByRole('heading', { name: 'Esta atención no está disponible' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await queue('GERENCIA', { enabled: true });
  });

  test('R4: the branch was paused with a text: its reason and its words', async () => {
    const page = await world.open('/', TOUCH);
    let change: Partial<KioskState['branch']> = {};
    await tellState(page, 'kiosk', (state) => Object.assign(state.branch, change));
    await page.goto(`${world.server.origin}/kiosk/?demo`);
    await button(page, /^Caja/).tap();
    await screen(page, 'id').waitFor();
    change = { open: false, reason: 'PAUSADA', text: 'Simulacro: volvemos a las 11.' };
    await (await kioskOf(world.server.origin)).issue('CAJA'); // any change: the next state says it
    await page.getByRole('heading', { name: 'Hicimos una pausa' }).waitFor();
    await page.getByText('Simulacro: volvemos a las 11.').waitFor();
    expect(await violations(page)).toEqual([]);
    await button(page, 'Volver al inicio').tap();
    await screen(page, 'closed').waitFor();
    await button(page, /^Ya tengo un número/).waitFor(); // who waits already is not shut out
  });
});

test('R8: where nobody serves the card says so instead of a wait, and can still be chosen', async () => {
  const page = await world.open('/', TOUCH);
  await tellState(page, 'kiosk', (state) => state.queues.forEach((one) => (one.onDuty = one.queueType !== 'CAJA')));
  await page.goto(`${world.server.origin}/kiosk/?demo`);
  const caja = button(page, /^Caja.*Nadie atiende por ahora/);
  await caja.waitFor();
  expect(await caja.innerText()).not.toContain('min');
  await button(page, /^Empresas.* min/).waitFor();
  expect(await violations(page)).toEqual([]);
  await caja.tap();
  await screen(page, 'id').waitFor();
});

test('R8: a number that nobody serves yet has a place, and no time is made up', async () => {
  const page = await openKiosk(world);
  await toThirdStep(page, '222324250');
  await sendWithoutPhone(page);
  const result = screen(page, 'result');
  await result.getByText('Por ahora nadie atiende esta fila.').waitFor();
  await result.getByText('Personas antes que usted').waitFor();
  expect(await result.innerText()).not.toMatch(/Espera aproximada|\d min/);
});

test.each([
  ['DEMASIADAS_SOLICITUDES', 429, '232425267'],
  ['SERVICIO_SATURADO', 503, '242526279'],
])('R14: %s: what was typed is kept, and sent again by itself with the same key', async (error, status, document) => {
  const page = await openKiosk(world);
  const keys: (string | undefined)[] = [];
  await page.route('**/api/tickets', (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    return route.fulfill({ status, json: { status, error, retryAfter: 30 } });
  });
  await page.clock.install();
  await toThirdStep(page, document);
  await sendWithoutPhone(page);
  await page.getByRole('heading', { name: 'Hay mucha gente en los tótems' }).waitFor();
  await page
    .getByRole('timer')
    .getByText(/en \d+ s\.$/)
    .waitFor();
  expect(await violations(page)).toEqual([]);
  expect(keys).toHaveLength(1);
  await page.clock.fastForward(31_000);
  await screen(page, 'result').waitFor();
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test('The network cut while typing: said at once, nothing that was typed is lost, and one number comes of it', async () => {
  const page = await openKiosk(world);
  await button(page, /^Caja/).tap();
  await tapKeys(page, '2425');
  await page.context().setOffline(true);
  await page.getByRole('status').getByText('Sin conexión. Reintentando…').waitFor();
  await page.getByText('Puede seguir: lo que escribe no se pierde.').waitFor();
  expect(await violations(page)).toEqual([]);
  await tapKeys(page, '26278');
  expect(await page.getByRole('textbox', { name: 'RUT', exact: true }).inputValue()).toBe('24.252.627-8');
  await button(page, 'Continuar').tap();
  await button(page, 'Sacar mi número').tap();
  await screen(page, 'sending').getByText('Sin conexión. Reintentando…').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.context().setOffline(false);
  await screen(page, 'result').waitFor();
  expect(await numberOn(page)).toMatch(/^C\d\d$/);
});

test('An answer that takes long: said after a while, and waited for', async () => {
  const page = await openKiosk(world);
  let pass: () => void = () => undefined;
  const held = new Promise<void>((done) => (pass = done));
  await page.route('**/api/tickets', async (route) => {
    await held;
    return route.continue();
  });
  await toThirdStep(page, '252627289');
  await sendWithoutPhone(page);
  await page.getByText('Está tardando más de lo normal. Seguimos intentando.').waitFor();
  pass();
  await screen(page, 'result').waitFor();
});
