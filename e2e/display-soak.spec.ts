import type { CDPSession, Page } from 'playwright-core';

import { BETWEEN_CALLS_MS, startCallsServer } from './support/calls-server';
import { openBrowser } from './support/world';

/**
 * The lobby screen runs for weeks. `npm run soak` makes it a day and a night of calls without a pause (20,000), as fast
 * as they can be drawn; every test run a tenth of that, which takes seconds: what each call left behind, an element or a
 * hundred bytes, would be seen.
 */
const CALLS = Number(process.env['SOAK_CALLS'] ?? 2_000);
const WARM = Math.min(2_000, CALLS / 2);
const BATCH = 250;
/** A slow machine draws twenty-odd a second, and a busy one few: only what is never drawn takes so long. */
const BATCH_MS = 240_000;
jest.setTimeout(Math.max(900_000, CALLS * 45));
/** Every call is laid out and painted; that there is little to paint saves a minute and changes nothing that is held. */
const SMALL = { width: 480, height: 270 };
/** What the engine keeps by itself (compiled code, caches) comes and goes by less than this. */
const HEAP_GROWTH_MAX = 1.05;
const NODES_GROWTH_MAX = 1.02;

/**
 * The page's own clock: each state that comes in is one call's time later, so that a call has had the hero place for as
 * long as it should when the next one comes, and nothing seems silent. Counts what stands in the hero place.
 */
function atFullSpeed(betweenMs: number): void {
  const realNow = { date: Date.now(), page: performance.now() };
  let ahead = 0;
  Date.now = () => realNow.date + ahead;
  performance.now = () => realNow.page + ahead;
  const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage') as { set: (on: unknown) => void };
  Object.defineProperty(WebSocket.prototype, 'onmessage', {
    set(this: WebSocket, on: (event: MessageEvent) => void) {
      set.call(this, (event: MessageEvent) => {
        if (String(event.data).includes('board:changed')) ahead += betweenMs;
        on.call(this, event);
      });
    },
  });
  const seen = { calls: 0, last: '' };
  Object.assign(window, { seen });
  new MutationObserver(() => {
    const hero = document.querySelector('.hero[data-phase="announcing"]');
    if (!hero || hero === (seen as { hero?: Element }).hero) return; // each announcement is drawn anew
    Object.assign(seen, { hero, calls: seen.calls + 1, last: hero.querySelector('[data-hero-numero]')?.textContent });
  }).observe(document, { subtree: true, childList: true });
}

interface Held {
  heap: number;
  nodes: number;
  listeners: number;
}

/** What the page holds on to when everything that can go is gone: two looks in a row, a frame apart, find the same. */
async function held(page: Page, cdp: CDPSession): Promise<Held> {
  let last = await look(cdp);
  for (let tries = 0; tries < 20; tries += 1) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    const now = await look(cdp);
    if (now.nodes === last.nodes && now.listeners === last.listeners) return now;
    last = now;
  }
  return last;
}

async function look(cdp: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

const drawn = (page: Page) => page.evaluate(() => (window as unknown as { seen: { calls: number } }).seen.calls);

test(`${CALLS} calls on the lobby screen: each is drawn, and nothing of them stays behind`, async () => {
  const server = await startCallsServer();
  const browser = await openBrowser({ painted: true });
  try {
    const page = await browser.newPage({ viewport: SMALL, reducedMotion: 'reduce' });
    await page.addInitScript(atFullSpeed, BETWEEN_CALLS_MS);
    await page.addInitScript(() => {
      const device = { deviceToken: 'soak', branchName: 'Sucursal Centro' };
      localStorage.setItem('ticketero.device.DISPLAY', JSON.stringify(device));
    });
    await page.goto(`${server.origin}/display/`);
    await page.locator('[data-screen="board"]').waitFor();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    await cdp.send('HeapProfiler.enable');

    const callUpTo = async (wanted: number) => {
      for (let called = await drawn(page); called < wanted; called += BATCH) {
        server.call(BATCH);
        const upTo = called + BATCH;
        await page.waitForFunction(
          (count) => (window as unknown as { seen: { calls: number } }).seen.calls >= count,
          upTo,
          { timeout: BATCH_MS },
        );
      }
    };
    await callUpTo(WARM);
    const early = await held(page, cdp);
    await callUpTo(CALLS);
    const late = await held(page, cdp);
    process.stdout.write(`soak: ${JSON.stringify({ early, late })}\n`);

    expect(await drawn(page)).toBe(CALLS);
    expect(late.heap / early.heap).toBeLessThan(HEAP_GROWTH_MAX);
    expect(late.nodes / early.nodes).toBeLessThan(NODES_GROWTH_MAX);
    expect(late.listeners).toBe(early.listeners);
  } finally {
    await browser.close();
    await server.close();
  }
});
