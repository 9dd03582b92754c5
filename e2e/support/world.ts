import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

import { FLAGS } from './chromium.mjs';
import { startServer, type Server } from './server.mjs';

export const SIZES = {
  kiosk: { width: 1080, height: 1920 },
  lobby: { width: 1920, height: 1080 },
  desk: { width: 1366, height: 768 },
};

/** Without motion unless a test asks for it: there is no graphics card here, and every frame costs CPU. */
const USUAL = { locale: 'es-CL', timezoneId: 'America/Santiago', reducedMotion: 'reduce' } as const;

/** A server with a branch of its own, a browser, and the pages opened in it. */
export interface World {
  server: Server;
  browser: Browser;
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes every page; throws when one of them had an error that nobody caught. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Without memory for pixels nothing is painted: layout, styles, events and what is printed are what they are, and no test
 * looks at a picture. Without a graphics card painting is a third of what a test of the screens computes.
 */
const UNPAINTED = '--force-gpu-mem-available-mb=0';

interface BrowserOptions {
  /** For a test that measures what a screen costs. */
  painted?: boolean;
  flags?: string[];
}

export async function openBrowser({ painted = false, flags = [] }: BrowserOptions = {}): Promise<Browser> {
  const args = [...FLAGS, ...(painted ? [] : [UNPAINTED]), ...flags];
  return chromium.launch({ executablePath: process.env['TICKETERO_CHROMIUM'], args });
}

export async function openWorld(env: Record<string, string> = {}, options: BrowserOptions = {}): Promise<World> {
  const server = await startServer(env);
  const browser = await openBrowser(options);
  const errors: Error[] = [];
  return {
    server,
    browser,
    async open(path, options = {}) {
      const context = await browser.newContext({ ...USUAL, ...options });
      context.setDefaultTimeout(15_000);
      context.on('weberror', (event) => errors.push(event.error()));
      const page = await context.newPage();
      await page.goto(server.origin + path);
      return page;
    },
    async tidy() {
      await Promise.all(browser.contexts().map((context) => context.close()));
      const [first] = errors.splice(0);
      if (first) throw first;
    },
    async close() {
      await Promise.all([browser.close(), server.close()]);
    },
  };
}

export const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`);

/** Waits until it holds: for what no locator can wait for. */
export async function until(what: string, holds: () => Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`after ${ms} ms still not: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Waits for a text, so that a failure says what stood there instead. */
export async function reads(page: Page, selector: string, wanted: string, ms = 10_000): Promise<void> {
  let found: string | null = null;
  const look = async () => {
    found = await page
      .locator(selector)
      .first()
      .textContent({ timeout: 1_000 })
      .catch(() => null);
    return found?.trim() === wanted;
  };
  await until(`${selector} is ${wanted}`, look, ms).catch((error: Error) => {
    throw new Error(`${error.message}, but ${JSON.stringify(found)}`);
  });
}
