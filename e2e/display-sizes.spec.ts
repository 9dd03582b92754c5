import type { Board, CalledTicket } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { faults } from './support/lobby';
import { tellState } from './support/states';
import { openWorld, screen, SIZES, until, type World } from './support/world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const SHAPES = [
  ['wide', SIZES.lobby],
  ['tall', SIZES.kiosk],
  ['of a small television', { width: 1366, height: 768 }],
] as const;

const NOTICE =
  'Hoy cerramos a las 13:00 horas por inventario. Los clientes con número serán atendidos antes del cierre; para los ' +
  'demás trámites visite la sucursal de la Plaza de Armas.';

/** A busy board whose newest call was made just now. */
function busy(board: Board, numeros: readonly string[]): void {
  const now = Date.now();
  board.called = numeros.map((numero, i): CalledTicket => {
    const at = new Date(now - 1_000 - i * 60_000).toISOString();
    const queueType = board.waiting.find((queue) => queue.prefix === numero[0])?.queueType ?? 'CAJA';
    return { numero, moduleNumber: 14 - i, queueType, calledAt: at, lastCalledAt: at, recallCount: 0, serving: i < 4 };
  });
  for (const queue of board.waiting) queue.waiting = 128;
  board.notices = [{ id: 'branch', text: { es: NOTICE } }];
}

async function openBusy(numeros: readonly string[], options: Parameters<World['open']>[1]): Promise<Page> {
  const page = await world.open('/', options);
  await tellState(page, 'display', (board) => busy(board, numeros));
  await page.goto(`${world.server.origin}/display/?demo`);
  await screen(page, 'board').waitFor();
  await page.locator('.hero[data-phase="announcing"]').waitFor();
  return page;
}

/** How much of its place the number fills: the larger of width and height. */
const filled = (page: Page) =>
  page.locator('.hero__fitted').evaluate((text: HTMLElement) => {
    const place = text.parentElement!;
    const capitals = parseFloat(getComputedStyle(text).fontSize) * 0.727;
    return Math.max(text.offsetWidth / place.clientWidth, capitals / place.clientHeight);
  });

describe.each(SHAPES)('a screen that is %s', (_, viewport) => {
  test.each(['C05', 'C105', 'P1005', 'W100'])(
    'shows %s as large as its place allows, and nothing is cut',
    async (numero) => {
      const page = await openBusy([numero, 'P1004', 'C104', 'E02', 'G01', 'C103', 'W999'], { viewport });
      await until('the number fills its place', async () => (await filled(page)) > 0.8);
      expect(await filled(page)).toBeLessThanOrEqual(1);
      await until('nothing is cut', async () => (await faults(page)).length === 0).catch(async () =>
        expect(await faults(page)).toEqual([]),
      );
      expect(await page.locator('[data-called]').count()).toBe(5);
    },
  );
});

test('a screen that is turned keeps its number as large as its place allows', async () => {
  const page = await openBusy(['C05', 'C04'], { viewport: SIZES.lobby });
  for (const viewport of [SIZES.kiosk, SIZES.lobby, SIZES.kiosk]) {
    await page.setViewportSize(viewport);
    await until('the number fills its place', async () => (await filled(page)) > 0.8);
    expect(await filled(page)).toBeLessThanOrEqual(1);
  }
});

test.each(SHAPES)(
  'Reduced motion: on a screen that is %s a call is as bright and stands still',
  async (_, viewport) => {
    const page = await openBusy(['C05', 'C04'], { viewport, reducedMotion: 'reduce' });
    const hero = page.locator('.hero');
    expect(await hero.evaluate((panel) => getComputedStyle(panel).outlineStyle)).toBe('solid');
    // The line at the foot neither: it is broken into lines, and all of it is there.
    const foot = page.locator('.ticker__frame');
    expect(await foot.innerText()).toBe(NOTICE);
    await page.evaluate(() => document.fonts.ready);
    const running = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    await until('nothing moves', async () => (await running()) === 0);
    expect(await foot.getAttribute('data-form')).toMatch(/two|three/);
    expect(await faults(page)).toEqual([]);
  },
);
