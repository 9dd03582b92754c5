import type { Page } from 'playwright-core';

import { screen, SIZES, type World } from './world';

export const TOUCH = { viewport: SIZES.kiosk, hasTouch: true };

export async function openKiosk(world: World, options = {}): Promise<Page> {
  const page = await world.open('/kiosk/?demo', { ...TOUCH, ...options });
  await screen(page, 'queues').waitFor();
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

export async function tapKeys(page: Page, keys: string): Promise<void> {
  for (const key of keys) await button(page, key).tap();
}

export async function toPhone(page: Page, rut: string, queue = /^Caja/): Promise<void> {
  await button(page, queue).tap();
  await screen(page, 'id').waitFor();
  await tapKeys(page, rut);
  await button(page, 'Continuar').tap();
  await screen(page, 'phone').waitFor();
}

/** The whole way of a customer who gives no phone, by touch. Returns the number on the screen. */
export async function takeNumber(page: Page, rut: string, preferential = false): Promise<string> {
  await toPhone(page, rut);
  if (preferential) await page.getByRole('switch', { name: 'Necesito atención preferente' }).tap();
  await button(page, 'Continuar sin teléfono').tap();
  await screen(page, 'result').waitFor();
  return numberOn(page);
}

/** The largest thing on the card. */
export async function numberOn(page: Page): Promise<string> {
  const text = await page.locator('#ticket').innerText();
  return /\b[A-Z]\d{2,}\b/.exec(text)?.[0] ?? '';
}

export async function goHome(page: Page): Promise<void> {
  await button(page, 'Listo').tap();
  await screen(page, 'queues').waitFor();
}
