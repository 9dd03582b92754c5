import { useEffect, useState } from 'react';

const EVERY_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;
const RELOADED_FOR = 'ticketero.reloadedFor';
const FILES = /(?:src|href)="([^"]*\/assets\/[^"]+)"/g;

/** The built files that a page names, in one word: another build names others. Null for a page that names none. */
export function buildOf(html: string): string | null {
  const names = [...html.matchAll(FILES)].map(([, name = '']) => name.slice(name.lastIndexOf('/') + 1));
  return names.length === 0 ? null : [...new Set(names)].sort().join(' ');
}

/**
 * The build that the page shall load itself anew for; null: it is what the server has, as far as anybody can tell. Of its own
 * files a page may have loaded more since, so it is the same build while it has all that the server names. A reload that did
 * not help (`reloadedFor`) is not tried again for the same build.
 */
export function reloadFor(own: string | null, served: string | null, reloadedFor: string | null): string | null {
  if (own === null || served === null || served === reloadedFor) return null;
  const have = new Set(own.split(' '));
  return served.split(' ').every((name) => have.has(name)) ? null : served;
}

/** What the server would give now; null while nobody knows. */
async function servedAt(path: string): Promise<string | null> {
  try {
    const page = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return page.ok ? buildOf(await page.text()) : null;
  } catch {
    return null;
  }
}

/**
 * Loads the page anew when the server has another build of it (at `path`), as soon as it is `calm`. Asked when the link is
 * there (again), since a new version begins with a restart, and every five minutes.
 */
export function useNewVersion(path: string, linked: boolean, calm: boolean): void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (!linked) return;
    const ask = async () => {
      const served = await servedAt(path);
      setWanted(reloadFor(buildOf(document.documentElement.outerHTML), served, sessionStorage.getItem(RELOADED_FOR)));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => clearInterval(timer);
  }, [path, linked]);

  useEffect(() => {
    if (wanted === null || !calm || !linked) return;
    sessionStorage.setItem(RELOADED_FOR, wanted);
    location.reload();
  }, [wanted, calm, linked]);
}
