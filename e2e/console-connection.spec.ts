import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { openDesk, phase, press, requestsOf } from './support/console';
import { openWorld, reads, screen, until, type World } from './support/world';

/** The desk without its server: what it shows, what it allows, and that no command is ever sent twice. */
let world: World;
const onDesk = '[data-current-numero]';
const alertOf = (page: Page) => page.locator('.desk-line [role=alert]');

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

async function issued(count: number): Promise<string[]> {
  const kiosk = await kioskOf(world.server.origin);
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push((await kiosk.issue('CAJA')).numero);
  return numbers;
}

/** Neither socket nor answers, at once. Returns what brings them back. */
async function cut(page: Page): Promise<() => Promise<void>> {
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline'))); // a pulled cable says so
  return () => page.context().setOffline(false);
}

/** María serves the first of two, and no socket gets through: the desk is fetched. */
async function withoutSocket(): Promise<{ page: Page; numbers: string[] }> {
  const numbers = await issued(2);
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await reads(page, onDesk, numbers[0]!);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await page.routeWebSocket(/socket\.io/, () => undefined);
  await page.reload();
  await phase(page, 'serving').waitFor();
  return { page, numbers };
}

test('Without a socket the desk works by asking: each command, and what others change, within seconds', async () => {
  const { page, numbers } = await withoutSocket();
  await press(page, 'F1');
  await reads(page, onDesk, numbers[1]!);
  const supervisor = await signedIn(world.server.origin, 'supervisor');
  const { records } = await supervisor('GET', `/api/admin/tickets?q=${numbers[1]!}`);
  await supervisor('POST', `/api/admin/tickets/${records[0].codigoReferencia}/cancel`, { reason: 'se fue' });
  await screen(page, 'desk-available').waitFor();
});

test('The server gone: said where the keys are, no key sends anything, nothing moves, and it mends itself', async () => {
  const { page } = await withoutSocket();
  const requests = requestsOf(page);
  const primary = page.locator('[data-primary]');
  const place = await primary.boundingBox();
  const back = await cut(page);
  await alertOf(page).getByText('Sin conexión con el servidor.').waitFor();
  await page.locator('[data-link=stale]').waitFor();
  expect(await primary.boundingBox()).toEqual(place);
  expect(await primary.getAttribute('aria-disabled')).toBe('true');
  for (const key of ['F3', 'F1', 'F7', 'F8', 'Control+z']) await page.keyboard.press(key);
  await page.locator('.notice-bad').getByText('Sin conexión: no se envió nada.').waitFor();
  await primary.click({ force: true });
  expect(await page.locator('dialog').count()).toBe(0);
  expect(requests).toEqual([]);
  await back();
  await page.locator('[data-primary][aria-disabled=false]').waitFor();
  await alertOf(page).getByText('Sin conexión').waitFor({ state: 'detached' });
  await press(page, 'F3');
  await until('completed once', async () => requests.length === 1);
  expect(requests).toEqual(['current/complete']);
});

test.each([
  ['arrived', 'No hubo respuesta, y tu puesto cambió: esto es lo que hay ahora.'],
  ['did not arrive', 'No hubo respuesta, y la orden no llegó: tu puesto sigue como estaba.'],
] as const)('Cut in the middle of a command that %s: never repeated, and the truth is told', async (fate, words) => {
  const { page, numbers } = await withoutSocket();
  const requests = requestsOf(page);
  let back = () => Promise.resolve();
  await page.route('**/api/advisor/call-next', async (route) => {
    if (fate === 'arrived') await route.fetch();
    back = await cut(page);
    await route.abort('connectionreset');
  });
  await press(page, 'F1');
  await alertOf(page)
    .getByText(/La orden no tuvo respuesta|Sin conexión/)
    .waitFor();
  for (const key of ['F1', 'F3', 'F1']) await page.keyboard.press(key);
  await page.locator('[data-primary][aria-disabled=true]').waitFor();
  expect(requests).toEqual(['call-next']);
  await back();
  await page.locator('.notice').getByText(words).waitFor();
  await reads(page, onDesk, fate === 'arrived' ? numbers[1]! : numbers[0]!);
  expect(requests).toEqual(['call-next']);
});

test('The server starts anew: the desk comes back by itself, with the number it had', async () => {
  const [first] = await issued(1);
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await reads(page, onDesk, first!);
  await world.server.stop();
  await alertOf(page).getByText('Sin conexión con el servidor.').waitFor();
  await world.server.start();
  await page.locator('[data-link=live]').waitFor({ timeout: 30_000 });
  await reads(page, onDesk, first!);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
});

describe('a screen that is behind', () => {
  test('R4: its command changes nothing, says what is there now, and shows it', async () => {
    const numbers = await issued(3);
    const page = await openDesk(world, 'maria.gonzalez', 3);
    await reads(page, onDesk, numbers[0]!);
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    const elsewhere = await deskOf(world.server.origin, 'maria.gonzalez', 3);
    await page.route('**/api/advisor/current/complete', async (route) => {
      await elsewhere.complete(); // on the other machine, a moment before
      await route.continue();
    });
    await press(page, 'F3');
    await page.locator('.notice-bad').getByText(`ahora está ${numbers[1]!}. No se hizo nada`).waitFor();
    await reads(page, onDesk, numbers[1]!);
    expect(await elsewhere.current()).toBe(numbers[1]);
  });
});
