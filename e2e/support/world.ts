import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Request,
} from 'playwright-core';

import { FLAGS } from './chromium.mjs';
import { startServer, type Server } from './server.mjs';

/** A busy machine is no failure: only what never comes takes so long. What must come sooner says so itself. */
const PATIENCE_MS = 30_000;

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
  const commands = new Set<Request>();
  return {
    server,
    browser,
    async open(path, options = {}) {
      const context = await browser.newContext({ ...USUAL, ...options });
      context.setDefaultTimeout(PATIENCE_MS);
      context.on('weberror', (event) => errors.push(event.error()));
      context.on('request', (request) => request.method() !== 'GET' && commands.add(request));
      context.on('requestfinished', (request) => commands.delete(request));
      context.on('requestfailed', (request) => commands.delete(request));
      const page = await context.newPage();
      await page.goto(server.origin + path);
      return page;
    },
    async tidy() {
      await answered(commands);
      const contexts = browser.contexts();
      await Promise.all(contexts.map((context) => context.setOffline(true)));
      const [first] = errors;
      await Promise.all(contexts.map(closeCalmly));
      errors.length = 0; // what came since is of the closing
      if (first) throw first;
    },
    async close() {
      await Promise.all([browser.close(), server.close()]);
    },
  };
}

/**
 * What a page has sent before it is closed is carried out by the server all the same, in the midst of the next test: its
 * answer is waited for. Not for ever: a test may end while it still holds one back, and then nothing was sent.
 */
async function answered(commands: Set<Request>): Promise<void> {
  await until('every command has its answer', () => Promise.resolve(commands.size === 0), 2_000).catch(() => undefined);
  commands.clear();
}

/**
 * Who feigns an answer may just be fetching the true one: that there is no page any more is no failure. What a test held back is
 * let go by this, and gets nowhere from a page that is offline.
 */
async function closeCalmly(context: BrowserContext): Promise<void> {
  await Promise.all(context.pages().map((page) => page.unrouteAll({ behavior: 'ignoreErrors' })));
  await context.close();
}

export const screen = (page: Page, name: string) => page.locator(`[data-screen="${name}"]`);

/** Waits until it holds: for what no locator can wait for. */
export async function until(what: string, holds: () => Promise<boolean>, ms = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`after ${ms} ms still not: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The page's clock stands: only `page.clock.fastForward` moves it, however long the machine takes for what is in between. */
export async function standStill(page: Page): Promise<void> {
  await page.clock.install();
  await stopClock(page);
}

/** It cannot be stopped in the past: so long the question what time it is may take, and the clock goes on by as much. */
const GOES_ON_MS = 5_000;

/** The same where the clock is installed. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + GOES_ON_MS);
}

/** Whatever this page asked before has its answer, or has been handed to who feigns it: requests keep their order. */
export const answeredSoFar = (page: Page): Promise<boolean> =>
  page.evaluate(() => fetch('/api/health').then(({ ok }) => ok));

/** Waits for a text, so that a failure says what stood there instead. */
export async function reads(page: Page, selector: string, wanted: string, ms = PATIENCE_MS): Promise<void> {
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
