import type { Page } from 'playwright-core';

import { openConsole, signIn } from './console';
import { screen, type World } from './world';

/** The administrator of the demo, in a part of the settings. */
export async function openSettings(world: World, place: string, options = {}): Promise<Page> {
  const page = await openConsole(world, options);
  await signIn(page, 'admin');
  await screen(page, 'supervisor').waitFor();
  await goTo(page, world, place);
  return page;
}

export async function goTo(page: Page, world: World, place: string): Promise<void> {
  await page.goto(`${world.server.origin}/console/#/configuration?${place}`);
  await page.locator(`[data-section="${new URLSearchParams(place).get('section')}"]`).waitFor();
}

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Saves the one form that has changes, and waits until it says so. */
export async function save(page: Page): Promise<void> {
  await page.locator('.config-foot[data-changed] [type=submit]').click();
  await page.locator('.config-saved').waitFor();
  await page.locator('.config-foot[data-changed]').waitFor({ state: 'detached' });
}
