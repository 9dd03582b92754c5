import type { CDPSession, Page } from 'playwright-core';

import { kioskOf } from './support/api.mjs';
import { openWorld, SIZES, type World } from './support/world';

/**
 * The screens stand on cheap computers: on a processor of a quarter of the speed the first screen of each client can be
 * used within 2 s.
 *
 * How long that takes on a machine that does other things too says nothing. So the same page does a fixed piece of work
 * just before and after, slowed down the same way, and the bound is how often that work fits into the 2 s where the machine does
 * nothing else: it takes WORK_MS there, at 4×. A machine that is twice as slow or as busy takes twice as long for both.
 */
const SLOWER = 4;
const LIMIT_MS = 2_000;
/** Of a machine with 2 cores of a 2.5 GHz server, at 4×: the least of many, when nothing else runs. */
const WORK_MS = 600;
const LIMIT = LIMIT_MS / WORK_MS;
/** A garbage collection, or a neighbour's turn, is no property of the page: the best of so many counts, the first where it keeps the bound. */
const TRIES = 2;

let world: World;
let reference: string;

beforeAll(async () => {
  world = await openWorld({}, { painted: true });
  reference = (await (await kioskOf(world.server.origin)).issue('EMPRESAS')).codigoReferencia;
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

/** Elements made, laid out and thrown away, and some arithmetic: what a page does to get onto the screen. */
function work(): number {
  const begin = performance.now();
  let sum = 0;
  for (let round = 0; round < 16; round += 1) {
    const list = document.createElement('ul');
    for (let i = 0; i < 400; i += 1) {
      const item = document.createElement('li');
      item.textContent = `${i} ${JSON.stringify({ round, i })}`;
      list.append(item);
    }
    document.body.append(list);
    sum += list.offsetHeight;
    list.remove();
    for (let i = 0; i < 400_000; i += 1) sum = (sum * 31 + i) % 1_000_003;
  }
  return sum < 0 ? 0 : performance.now() - begin;
}

/** Writes down when the first screen stands and the page can answer again, since it was asked for. */
function watch(selector: string): void {
  const look = () => {
    if (!document.querySelector(selector)) return requestAnimationFrame(look);
    return requestAnimationFrame(() => setTimeout(() => Object.assign(window, { interactive: performance.now() })));
  };
  requestAnimationFrame(look);
}

async function slowed(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return cdp;
}

async function firstScreen(path: string, selector: string, options = {}): Promise<{ page: number; work: number }> {
  const page = await world.open('/api/health', options);
  await slowed(page);
  const before = await page.evaluate(work);
  await page.addInitScript(watch, selector);
  await page.goto(world.server.origin + path);
  const interactive = await page.waitForFunction(() => (window as unknown as { interactive?: number }).interactive);
  const taken = { page: (await interactive.jsonValue()) ?? NaN, work: (before + (await page.evaluate(work))) / 2 };
  await page.context().close();
  return taken;
}

test.each([
  ['kiosk', () => '/kiosk/?demo', '[data-screen="queues"] button', { viewport: SIZES.kiosk }],
  ['display', () => '/display/?demo', '[data-screen="board"]', { viewport: SIZES.lobby }],
  ['console', () => '/console/', '[data-screen="sign-in"] button[type="submit"]', { viewport: SIZES.desk }],
  [
    'ticket page',
    () => `/t/${reference}`,
    '[data-screen="waiting"], [data-screen="next"], [data-screen="called"]',
    { viewport: { width: 390, height: 844 } },
  ],
])(
  'Slow CPU: the first screen of %s can be used within 2 s at a quarter of the speed',
  async (app, path, selector, options) => {
    let best = await firstScreen(path(), selector, options);
    for (let tries = 1; tries < TRIES && best.page / best.work >= LIMIT; tries += 1) {
      const again = await firstScreen(path(), selector, options);
      if (again.page / again.work < best.page / best.work) best = again;
    }
    const ratio = best.page / best.work;
    process.stdout.write(
      `first screen of ${app} at ${SLOWER}×: ${Math.round(best.page)} ms, ${ratio.toFixed(1)} of ${LIMIT.toFixed(1)} times the work (${Math.round(best.work)} ms)\n`,
    );
    expect(ratio).toBeLessThan(LIMIT);
  },
);
