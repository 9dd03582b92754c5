import type { Page } from 'playwright-core';

import { caller, certain, kioskOf } from './api.mjs';
import type { World } from './world';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };
export const SMALL = { viewport: { width: 320, height: 568 }, hasTouch: true };
/** Well formed, and no ticket's. */
export const NOBODYS = '00000000-0000-4000-8000-000000000000';

export interface Issued {
  numero: string;
  codigoReferencia: string;
}

/** So many numbers of a queue that nobody serves yet. */
export async function issue(world: World, count: number, queue = 'EMPRESAS'): Promise<[Issued, ...Issued[]]> {
  const kiosk = await kioskOf(world.server.origin);
  const tickets: [Issued, ...Issued[]] = [await kiosk.issue(queue)];
  while (tickets.length < count) tickets.push(await kiosk.issue(queue));
  return tickets;
}

/** Whoever has the reference: nobody signs in for this. */
export const customer = (world: World) => certain(caller(world.server.origin));

export const cancelOf = (world: World, { codigoReferencia }: Issued) =>
  customer(world)('DELETE', `/api/tickets/${codigoReferencia}`);

type Reference = Pick<Issued, 'codigoReferencia'>;

export async function openPage(world: World, { codigoReferencia }: Reference, options = {}): Promise<Page> {
  return world.open(`/t/${codigoReferencia}`, { ...PHONE, ...options });
}

/** Open, and told by the socket. */
export async function openLive(world: World, ticket: Issued, options = {}): Promise<Page> {
  const page = await openPage(world, ticket, options);
  await page.locator('[data-link=live]').waitFor();
  return page;
}

/** Open where no socket gets through: it connects, and nothing ever comes. `prepare` comes before the page. */
export async function openWithoutSocket(
  world: World,
  { codigoReferencia }: Reference,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
): Promise<Page> {
  const page = await world.open('/', PHONE);
  await page.routeWebSocket(/socket\.io/, () => undefined);
  await prepare(page);
  await page.goto(`${world.server.origin}/t/${codigoReferencia}`);
  return page;
}

/** The title is put on a moment after what stands below it. */
export async function titled(page: Page, words: string): Promise<void> {
  await page.waitForFunction((wanted) => document.title === wanted, words).catch(() => undefined);
  expect(await page.title()).toBe(words);
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
