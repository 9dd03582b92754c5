import type { Page } from 'playwright-core';

import { busyDesk, certain, caller, deskOf, emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { goHome, numberOn, openKiosk, tapKeys, requestsOfCustomers } from './support/kiosk';
import { openWorld, screen, until, type World } from './support/world';

/** "Ya tengo un número": who comes back finds theirs, prints it, cancels it, and gets no second one (R3, R4). */
let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  page = await openKiosk(world);
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

async function given(nationalId: string, queueType = 'CAJA') {
  return (await kioskOf(world.server.origin)).issue(queueType, { nationalId });
}

async function look(rut: string): Promise<void> {
  await button(/^Ya tengo un número/).tap();
  await screen(page, 'find').waitFor();
  await tapKeys(page, rut);
  await button('Buscar mi número').tap();
}

/** The ticket as the server knows it. */
async function asItIs(codigoReferencia: string) {
  return certain(caller(world.server.origin))('GET', `/api/tickets/${codigoReferencia}`);
}

test('R3: by the document the same number is found, with its place and its wait, and none is made', async () => {
  await busyDesk(world.server.origin);
  const before = (await (await signedIn(world.server.origin, 'supervisor'))('GET', '/api/admin/tickets')).total;
  await given('15.111.222-3');
  const { numero } = await given('17.444.555-k');
  const sent = requestsOfCustomers(page);
  await look('17444555K');
  await screen(page, 'found').waitFor();
  expect(await numberOn(page)).toBe(numero);
  await page.locator('#ticket').getByText('Personas antes que usted').waitFor();
  await page.locator('#ticket').getByText(/ min$/).waitFor();
  expect(sent).toEqual(['POST /api/tickets/by-rut']); // R13: no id in an address
  expect(await page.getByRole('img', { name: /^Código QR/ }).count()).toBe(0);
  await goHome(page);
  expect((await (await signedIn(world.server.origin, 'supervisor'))('GET', '/api/admin/tickets')).total).toBe(
    before + 2,
  );
});

test('R4: a number that is called says where to go, and is not offered for cancelling', async () => {
  await given('18.444.555-6');
  const desk = await deskOf(world.server.origin, 'maria.gonzalez', 3);
  await desk.ready();
  await look('184445556');
  await screen(page, 'found').waitFor();
  await page.getByRole('heading', { name: 'Es su turno' }).waitFor();
  await page.locator('#ticket').getByText('Pase al módulo 3').waitFor();
  expect(await button('Cancelar mi número').count()).toBe(0);
});

test('R4 cancel: asked once; No changes nothing, Sí cancels, and the next look says so', async () => {
  const { numero, codigoReferencia } = await given('19.444.555-1');
  await look('194445551');
  await screen(page, 'found').waitFor();
  await button('Cancelar mi número').tap();
  await page.getByRole('heading', { name: `¿Cancelar su número ${numero}?` }).waitFor();
  expect(await violations(page)).toEqual([]);
  await button('No, conservar mi número').tap();
  await screen(page, 'found').waitFor();
  expect(await numberOn(page)).toBe(numero);
  expect((await asItIs(codigoReferencia)).status).not.toBe('CANCELADO');

  await button('Cancelar mi número').tap();
  await button('Sí, cancelar').tap();
  await page.getByRole('heading', { name: `Su número ${numero} fue cancelado` }).waitFor();
  expect((await asItIs(codigoReferencia)).status).toBe('CANCELADO');
  await goHome(page);
  await look('194445551');
  await screen(page, 'notFound').waitFor();
  await page.getByRole('heading', { name: `Su número ${numero} fue cancelado` }).waitFor();
});

test('R4 cancel: walking away from the question keeps the number', async () => {
  const { codigoReferencia } = await given('19.555.666-2');
  await page.clock.install();
  await look('195556662');
  await button('Cancelar mi número').tap();
  await screen(page, 'askCancel').waitFor();
  await page.clock.fastForward(22_000);
  await page.getByRole('alertdialog').waitFor();
  await page.clock.fastForward(11_000);
  await screen(page, 'queues').waitFor();
  expect((await asItIs(codigoReferencia)).status).not.toBe('CANCELADO');
});

test('R4 cancel: when only the answer is lost, the next try says that it is cancelled', async () => {
  const { numero, codigoReferencia } = await given('19.666.777-3');
  let lost = 0;
  await page.route(`**/api/tickets/${codigoReferencia}`, async (route) => {
    if (route.request().method() !== 'DELETE' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await look('196667773');
  await button('Cancelar mi número').tap();
  await button('Sí, cancelar').tap();
  await page.getByRole('heading', { name: `Su número ${numero} fue cancelado` }).waitFor();
  expect(lost).toBe(1);
});

test('Nothing found: said calmly, with the way to type it again and to a number', async () => {
  await look('201112223');
  await screen(page, 'notFound').waitFor();
  await page.getByRole('heading', { name: 'No encontramos un número suyo' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await button('Escribir otra vez').tap();
  await screen(page, 'find').waitFor();
  expect(await page.getByRole('textbox', { name: 'RUT', exact: true }).inputValue()).toBe('');
  await button('Buscar mi número').tap();
  await page.getByText('Escriba su RUT para continuar.').waitFor();
  expect(await violations(page)).toEqual([]);
  await button('Volver').tap();
  await screen(page, 'queues').waitFor();
});

test('The network gone while looking: said at once, looked for again by itself', async () => {
  const { numero } = await given('20.222.333-4');
  await button(/^Ya tengo un número/).tap();
  await tapKeys(page, '202223334');
  await page.context().setOffline(true);
  await button('Buscar mi número').tap();
  await screen(page, 'looking').getByText('Sin conexión. Reintentando…').waitFor();
  await page.context().setOffline(false);
  await screen(page, 'found').waitFor();
  expect(await numberOn(page)).toBe(numero);
});

test('R14: too many at once: the search waits, and goes on by itself', async () => {
  const { numero } = await given('20.333.444-5');
  let refused = 0;
  await page.route('**/api/tickets/by-rut', (route) => {
    if (refused > 0) return route.continue();
    refused += 1;
    const problem = { status: 429, error: 'DEMASIADAS_SOLICITUDES', retryAfter: 30 };
    return route.fulfill({ status: 429, json: problem });
  });
  await page.clock.install();
  await look('203334445');
  await page.getByRole('heading', { name: 'Hay mucha gente en los tótems' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(refused).toBe(1);
  await page.clock.fastForward(31_000);
  await screen(page, 'found').waitFor();
  expect(await numberOn(page)).toBe(numero);
});

test('R3: the number they have, met while asking for another, can be cancelled there, and then another be taken', async () => {
  const { codigoReferencia } = await given('20.444.555-6', 'EMPRESAS');
  const ask = async () => {
    await button(/^Caja/).tap();
    await tapKeys(page, '204445556');
    await button('Continuar').tap();
    await button('Sacar mi número').tap();
  };
  await ask();
  await screen(page, 'active').waitFor();
  await button('Cancelar mi número').tap();
  await button('Sí, cancelar').tap();
  await screen(page, 'cancelled').waitFor();
  await until('it is cancelled', async () => (await asItIs(codigoReferencia)).status === 'CANCELADO');
  await goHome(page);
  await ask();
  await screen(page, 'result').waitFor();
  expect(await numberOn(page)).toMatch(/^C\d\d$/);
});
