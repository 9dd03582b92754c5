import type { Page } from 'playwright-core';

import { emptyBranch } from './support/api.mjs';
import { cancelOf, issue, NOBODYS, openLive, openWithoutSocket, PHONE, titled } from './support/ticket-page';
import { openWorld, reads, screen, until, type World } from './support/world';

/** The customer's own page on a bad network: what it shows is true, or says how old it is. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

/** Long before silence alone would tell (12 s), and time enough for a busy machine. */
const AT_ONCE_MS = 9_000;

/** Open in a browser whose clock a test moves on. */
async function openWithClock(codigoReferencia: string): Promise<Page> {
  const page = await world.open('/', PHONE);
  await page.clock.install();
  await page.goto(`${world.server.origin}/t/${codigoReferencia}`);
  return page;
}

const age = async (page: Page) => Number(/hace (\d+)\s/.exec(await page.locator('[data-link]').innerText())?.[1]);

test('Server gone: it says so at once, how old its words are and where to look, and mends itself', async () => {
  const [, mine] = await issue(world, 2);
  const page = await openLive(world, mine!);
  await page.evaluate(() => Object.assign(window, { sameLife: true }));
  await world.server.stop();
  await page.locator('[data-link=lost]').waitFor({ timeout: AT_ONCE_MS });
  await page.getByText('Puede que ya le hayan llamado: mire la pantalla de la sucursal.').last().waitFor();
  await until('its place is shown as old', () => page.getByText(/^Información de hace \d+\ss$/).isVisible());
  const first = await age(page);
  await until('the age grows', async () => (await age(page)) >= first + 3);
  await titled(page, `${mine!.numero} · sin conexión`);

  await world.server.start();
  await page.locator('[data-link=live]').waitFor();
  await page.getByText(/^Información de hace/).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => 'sameLife' in window)).toBe(true);
});

test('No network: it says so at once, and knows the news when it is back', async () => {
  const [first, mine] = await issue(world, 2);
  const page = await openWithClock(mine!.codigoReferencia);
  await page.locator('[data-link=live]').waitFor();
  await page.context().setOffline(true);
  await page.locator('[data-link=lost]').waitFor({ timeout: AT_ONCE_MS });
  await page.clock.runFor(13_000); // a socket that is dead for so long is not waited for
  await cancelOf(world, first);
  await page.context().setOffline(false);
  await page.locator('[data-link=live]').waitFor();
  await page.getByText('Nadie antes que usted en su fila', { exact: true }).waitFor();
});

test('Asleep in a pocket: what is old is not shown as new for a moment, and it takes one question to know', async () => {
  const [mine] = await issue(world, 1);
  const page = await world.open('/', PHONE);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const questions = () => asked.filter((url) => url.includes('/api/tickets/')).length;
  let asleep = false; // nothing is heard then, not even the heartbeat of the socket that is open
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => asleep || server.send(message));
    server.onMessage((message) => asleep || socket.send(message));
  });
  await page.goto(`${world.server.origin}/t/${mine.codigoReferencia}`);
  await page.locator('[data-link=live]').waitFor();
  expect(questions()).toBe(1);
  let answer: () => void = () => undefined;
  const held = new Promise<void>((done) => (answer = done));
  await page.route('**/api/tickets/*', (route) => held.then(() => route.continue()));
  asleep = true;
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 60_000;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.getByText(/^Información de hace 1\smin$/).waitFor();
  expect(await page.locator('[data-link=live]').count()).toBe(0);
  answer();
  await page.getByText(/^Información de hace 1\smin$/).waitFor({ state: 'detached' });
  expect(questions()).toBe(2);
});

test('Too many questions (429): it says so calmly and tries again by itself', async () => {
  const [mine] = await issue(world, 1);
  let refusing = true; // until it was seen: a second is soon over on a busy machine
  let refusals = 0;
  const page = await openWithoutSocket(world, mine, (page) =>
    page.route('**/api/tickets/*', (route) => {
      if (!refusing) return route.continue();
      refusals += 1;
      const json = { status: 429, error: 'DEMASIADAS_SOLICITUDES', retryAfter: 1 };
      return route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json });
    }),
  );
  await screen(page, 'busy').waitFor();
  await until('it has tried again', () => Promise.resolve(refusals >= 2));
  refusing = false;
  await reads(page, '[data-numero]', mine.numero);
});

test.each([
  ['an unknown code', NOBODYS],
  ['half a code', 'abc'],
])('Nothing there: %s gets a kind page and no questions', async (_name, codigoReferencia) => {
  const page = await openWithClock(codigoReferencia);
  await screen(page, 'missing').waitFor();
  await page.getByRole('heading', { name: 'No encontramos este turno' }).waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.clock.runFor(6_000); // a refused socket would be back by now
  await page.evaluate(() => fetch('/api/health').then(({ ok }) => ok)); // and whatever was asked before, heard
  expect(asked.map((url) => new URL(url).pathname)).toEqual(['/api/health']);
});
