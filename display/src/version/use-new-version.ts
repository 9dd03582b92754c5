import { useEffect, useState } from 'react';

import { buildOf, reloadFor } from './served';

const EVERY_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;
const RELOADED_FOR = 'ticketero.display.reloadedFor';

/** What this page was built as; read before anything adds to the document. */
const own = buildOf(document.documentElement.outerHTML);

/** What the server would give now; null while nobody knows. */
async function served(): Promise<string | null> {
  try {
    const page = await fetch('/display/', { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return page.ok ? buildOf(await page.text()) : null;
  } catch {
    return null;
  }
}

/**
 * Loads the page anew when the server has another build of it, as soon as it is `calm`: not while somebody is called. Asked
 * when the link is there (again), since a new version begins with a restart, and every five minutes.
 */
export function useNewVersion(linked: boolean, calm: boolean): void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!linked) return;
    const ask = async () => setWanted(reloadFor(own, await served(), sessionStorage.getItem(RELOADED_FOR)));
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, [linked]);

  useEffect(() => {
    if (wanted === null || !calm || !linked) return;
    sessionStorage.setItem(RELOADED_FOR, wanted);
    location.reload();
  }, [wanted, calm, linked]);
}
