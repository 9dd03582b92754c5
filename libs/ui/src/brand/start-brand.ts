import type { Brand, BrandedApp } from '@ticketero/contract';
import type { i18n } from 'i18next';

import { startLook } from '../theme';
import { brandProperties } from './colours';
import { currentBrand, setBrand } from './store';
import { mergeTexts } from './texts';
import { showTitle } from './title';

/** Nobody waits longer for the first picture: a look that comes later is put on then. */
const PATIENCE_MS = 300;
const POLL_MS = 5 * 60_000;
const RETRY_MS = 5_000;

/**
 * Puts the bank's own look on this screen, and the theme that fits (theme.ts). Resolves when the first picture may be drawn:
 * the look is there, or not there in time. From then on it is asked for every five minutes, and another one is put on. Never
 * rejects: without a server the screen has the family's own look.
 */
export function startBrand(app: BrandedApp, i18n: i18n): Promise<void> {
  startLook(app === 'display' ? currentBrand().display.theme : 'light');
  let failures = 0;
  const follow = async (): Promise<void> => {
    const known = await load(app, i18n);
    failures = known ? 0 : failures + 1;
    setTimeout(() => void follow(), known ? POLL_MS : Math.min(POLL_MS, RETRY_MS * 2 ** (failures - 1)));
  };
  return Promise.race([follow(), new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

async function load(app: BrandedApp, i18n: i18n): Promise<boolean> {
  try {
    const answer = await fetch('/brand/brand.json', { cache: 'no-cache' });
    if (!answer.ok) return false;
    const brand = (await answer.json()) as Brand;
    if (brand.version !== currentBrand().version) putOn(brand, app, i18n);
    return true;
  } catch {
    return false; // no network, or no answer of ours
  }
}

function putOn(brand: Brand, app: BrandedApp, i18n: i18n): void {
  const { style } = document.documentElement;
  for (const name of brandProperties(currentBrand()).keys()) style.removeProperty(name);
  for (const [name, value] of brandProperties(brand)) style.setProperty(name, value);
  setBrand(brand);
  mergeTexts(i18n, brand.texts, app);
  showTitle();
  if (app === 'display') startLook(brand.display.theme);
}
