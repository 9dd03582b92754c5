import type { BrowserContextOptions, Page } from 'playwright-core';

import { PASSWORD } from './api.mjs';
import { screen, SIZES, type World } from './world';

export async function openConsole(world: World, options = {}): Promise<Page> {
  const page = await world.open('/console/', { viewport: SIZES.desk, ...options });
  await screen(page, 'sign-in').waitFor();
  return page;
}

export async function signIn(page: Page, user: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Correo').fill(`${user}@banco.com`);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
}

/** Signed in, at their module, ready. */
export async function openDesk(world: World, user: string, moduleNumber: number): Promise<Page> {
  const page = await openConsole(world);
  await signIn(page, user);
  await screen(page, 'desk-offline').waitFor();
  await ready(page, moduleNumber);
  return page;
}

export async function ready(page: Page, moduleNumber: number): Promise<void> {
  await page.getByRole('button', { name: `Módulo ${moduleNumber}` }).click();
  await page.getByRole('button', { name: 'Empezar a atender' }).click();
}

/**
 * A key that is pressed while the last command is under way is dropped, also when what came of it is on the screen already: the
 * state may come before the answer. A person waits for the key's button too, wherever on the desk it stands.
 */
export async function press(page: Page, key: string): Promise<void> {
  await page.locator(`[aria-keyshortcuts="${key}" i][aria-disabled=false]`).waitFor();
  await page.keyboard.press(key);
}

export const phase = (page: Page, name: string) => page.locator(`[data-phase="${name}"]`);

/** The commands that this page sends to its desk from now on. */
export function requestsOf(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (request.method() !== 'GET' && path.startsWith('/api/advisor')) requests.push(path.replace('/api/advisor/', ''));
  });
  return requests;
}

/** Opens a view of the bar by its name: a link, or an entry of the menu where there is no room for links. */
export async function openView(page: Page, name: string): Promise<void> {
  const menu = page.locator('.top-views-open');
  const link = page.locator('.top-views').getByRole('link', { name, exact: true });
  await link.or(menu).filter({ visible: true }).first().waitFor();
  if (await menu.isVisible()) {
    await menu.click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  } else await link.click();
}

/** Opens one of the supervisor's views. `hash`: what stands after its name, as in a link that somebody was sent. */
export const viewOpener =
  (view: 'audit' | 'reports') =>
  async (
    world: World,
    hash = '',
    options: BrowserContextOptions = {},
    before?: (page: Page) => Promise<unknown>,
  ): Promise<Page> => {
    const page = await openConsole(world, options);
    await before?.(page);
    await page.goto(`${world.server.origin}/console/#/${view}${hash}`);
    await signIn(page, 'supervisor');
    await screen(page, view).waitFor();
    return page;
  };
