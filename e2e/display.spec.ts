import type { Page } from 'playwright-core';

import { caller, deskOf, kioskOf, signedIn } from './support/api.mjs';
import { faults } from './support/lobby';
import { tellState } from './support/states';
import { openWorld, reads, screen, SIZES, until, type World } from './support/world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const LOBBY = { viewport: SIZES.lobby };
const hero = '[data-hero-numero]';

async function openLobby(options = {}): Promise<Page> {
  const page = await world.open('/display/?demo', { ...LOBBY, ...options });
  await screen(page, 'board').waitFor();
  return page;
}

interface Announced {
  numero: string;
  module: string;
  at: number;
}

/** Writes down each announcement as it comes into the hero place. */
function watchHero(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: Announced[] = [];
    Object.assign(window, { announced: seen });
    let drawn: Element | null = null;
    const look = () => {
      const panel = document.querySelector('.hero[data-phase="announcing"]');
      if (panel === drawn) return;
      drawn = panel;
      if (!panel) return;
      const text = (selector: string) => panel.querySelector(selector)?.textContent ?? '';
      seen.push({ numero: text('[data-hero-numero]'), module: text('[data-hero-module]'), at: performance.now() });
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true });
    look();
  });
}

const announcedOn = (page: Page) => page.evaluate(() => (window as unknown as { announced: Announced[] }).announced);

test('Burst: four calls at the same moment get the hero place one by one, each long enough to be read', async () => {
  const { origin } = world.server;
  const kiosk = await kioskOf(origin);
  const desks = await Promise.all([
    deskOf(origin, 'carlos.rodriguez', 1),
    deskOf(origin, 'luis.perez', 2),
    deskOf(origin, 'maria.gonzalez', 3),
    deskOf(origin, 'ana.martinez', 5),
  ]);
  const page = await openLobby();
  const tall = await openLobby({ viewport: SIZES.kiosk });
  await watchHero(page);
  for (const queue of ['CAJA', 'CAJA', 'CAJA', 'EMPRESAS']) await kiosk.issue(queue);
  await Promise.all(desks.map((desk) => desk.ready()));
  const called = await Promise.all(desks.map((desk) => desk.current()));

  await until('four announcements', async () => (await announcedOn(page)).length >= 4, 60_000);
  // A screen that is just changing from one call to the next is looked at again.
  for (const one of [page, tall]) await until('nothing is cut', async () => (await faults(one)).length === 0);
  const seen = await announcedOn(page);
  const modules = ['1', '2', '3', '5'];
  expect(new Map(seen.map(({ numero, module }) => [numero, module]))).toEqual(
    new Map(called.map((numero, index) => [numero ?? '', modules[index]])),
  );
  const gaps = seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? 0));
  // Four seconds each; a busy machine draws one later and the next in time.
  for (const gap of gaps) expect(gap).toBeGreaterThan(3_400);
  expect(await page.locator('[data-called]').count()).toBe(3); // the fourth has the hero place
  for (const [index, numero] of called.entries()) {
    if (numero === (await page.locator(hero).textContent())) continue;
    expect(await page.locator(`[data-called="${numero}"]`).getAttribute('data-module')).toBe(modules[index]);
  }
});

test('Late screen: one that is switched on shows who is at which desk, and rings for nobody', async () => {
  const { origin } = world.server;
  const page = await openLobby();
  expect(await page.locator('.hero').getAttribute('data-phase')).toBe('resting');
  const board = await numbersOnBoard(origin);
  const shown = await page.locator(`${hero}, [data-called] .call__number`).allTextContents();
  expect(new Set(shown)).toEqual(new Set(board));
});

test('R4: while people are at the desks before the doors open, it says when they open, not that the day is over', async () => {
  const page = await world.open('/', LOBBY);
  const opening = { open: false, reason: 'FUERA_DE_HORARIO', opensAt: new Date().toISOString() } as const;
  await tellState(page, 'display', (state) => Object.assign(state.branch, opening));
  await page.goto(`${world.server.origin}/display/?demo`);
  await page.locator(hero).waitFor();
  expect(await page.locator('.closed-banner').innerText()).toMatch(/^Abrimos a las \d\d:\d\d\s+We open at \d\d:\d\d$/);
});

/** The numbers on the board, by a display's own token. */
async function numbersOnBoard(origin: string): Promise<string[]> {
  const { body } = await caller(origin)('POST', '/api/demo/devices', { kind: 'DISPLAY' });
  const board = await caller(origin, body.deviceToken)('GET', '/api/board');
  return board.body.state.called.map((call: { numero: string }) => call.numero);
}

test('R13: neither the board nor anything it receives names a customer', async () => {
  const page = await world.open('/', LOBBY);
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  await page.goto(`${world.server.origin}/display/?demo`);
  await screen(page, 'board').waitFor();
  const kiosk = await kioskOf(world.server.origin);
  const { numero } = await kiosk.issue('GERENCIA', { nationalId: '19.876.543-2', telefono: '+56955667788' });
  await until('the board has changed', async () => frames.some((frame) => frame.includes('board:changed')));
  expect(numero).toBe('G01');
  const all = frames.join('\n') + (await page.content());
  expect(all.replace(/[.\s-]/g, '')).not.toMatch(/19876543|955667788|nationalId|telefono/i);
});

describe('pairing', () => {
  test('By code: a wrong code is refused in words, the right one opens the board and survives a reload', async () => {
    const admin = await signedIn(world.server.origin, 'admin');
    const device = { kind: 'DISPLAY', name: 'Pantalla de la entrada', branchOffice: 'CENTRO' };
    const { id, pairingCode } = await admin('POST', '/api/admin/devices', device);
    const page = await world.open('/display/', LOBBY);
    await screen(page, 'pairing').waitFor();
    await page.keyboard.type(pairingCode === '000000' ? '000001' : '000000');
    await page.getByText('El código no sirve: está mal escrito, ya se usó o venció.').waitFor();
    for (const digit of pairingCode) await page.getByRole('button', { name: digit, exact: true }).click();
    await screen(page, 'board').waitFor();
    await page.reload();
    await screen(page, 'board').waitFor();

    // Not while it stands there: within a second or two it would find out by itself, and say so only once.
    await page.goto('about:blank');
    await admin('DELETE', `/api/admin/devices/${id}`);
    await page.goto(`${world.server.origin}/display/`);
    await screen(page, 'pairing').waitFor();
    await page.getByText('Esta pantalla fue desvinculada. Ingrese un código nuevo.').waitFor();
  });
});

describe('the server goes away', () => {
  test('Stale: after 12 s the screen says so and how old its data is, and mends itself when the server is back', async () => {
    const page = await world.open('/', LOBBY);
    // The age counts from the last word, which a busy server may have said long before it is stopped.
    let lastWordAt = NaN;
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).startsWith('42/display,')) lastWordAt = Date.now();
      }),
    );
    await page.goto(`${world.server.origin}/display/?demo`);
    await screen(page, 'board').waitFor();
    await page.evaluate(() => Object.assign(window, { sameLife: true }));
    const before = await page.locator(hero).textContent();
    await world.server.stop();
    await screen(page, 'stale').waitFor();
    expect(Date.now() - lastWordAt).toBeGreaterThan(6_000);
    const age = async () => Number(/(\d+) s/.exec(await page.locator('.stale [data-age]').innerText())?.[1]);
    const first = await age();
    expect(first).toBeGreaterThanOrEqual(12);
    await until('the age grows', async () => (await age()) > first);
    expect(await page.locator('.lobby__page').getAttribute('aria-hidden')).toBe('true');

    await world.server.start();
    await screen(page, 'board').waitFor();
    await reads(page, hero, before ?? '');
    expect(await page.evaluate(() => 'sameLife' in window)).toBe(true);
  });
});
