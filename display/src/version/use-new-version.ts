import { useEffect, useState } from 'react';

import { fetchBrand } from '../brand/use-brand';

import { buildOf, reloadFor, type Version } from './served';

const EVERY_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;
const RELOADED_FOR = 'ticketero.display.reloadedFor';

/** What this page was built as; read before anything adds to the document. */
const ownBuild = buildOf(document.documentElement.outerHTML);

async function served(): Promise<Version> {
  const page = fetch('/display/', { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
    .then(async (response) => (response.ok ? buildOf(await response.text()) : null))
    .catch(() => null);
  const brand = await fetchBrand();
  return { build: await page, brand: brand?.version ?? null };
}

/**
 * Loads the page anew when the server has another build of it or another look of the bank, as soon as it is `calm`: not
 * while somebody is called. Asked when the link is there (again), since a new version begins with a restart, and every
 * five minutes.
 */
export function useNewVersion(now: { brand: string | null; linked: boolean; calm: boolean }): void {
  const { brand, linked, calm } = now;
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!linked) return;
    const ask = async () => {
      setWanted(reloadFor({ build: ownBuild, brand }, await served(), sessionStorage.getItem(RELOADED_FOR)));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, [linked, brand]);

  useEffect(() => {
    if (wanted === null || !calm || !linked) return;
    sessionStorage.setItem(RELOADED_FOR, wanted);
    location.reload();
  }, [wanted, calm, linked]);
}
