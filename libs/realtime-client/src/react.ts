import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';

import type { Namespace, NamespaceStates } from '@ticketero/contract';

import { openLink, type Link, type LinkOptions, type LinkView } from './link';

const CONNECTING = { link: 'connecting', state: null, revision: -1, silentMs: 0 } as const;
const RELOADED_AT = 'ticketero.reloadedAt';
const RELOAD_AT_MOST_EVERY_MS = 30_000;

/**
 * Opens a link while `options` is not null, and closes it with the component. `key` names the connection: another key
 * opens another (a different token or ticket). A page whose protocol the server no longer speaks reloads itself.
 */
export function useLink<N extends Namespace>(
  key: string,
  options: LinkOptions<N> | null,
): LinkView<NamespaceStates[N]> & { serverNow: () => number } {
  const [link, setLink] = useState<Link<NamespaceStates[N]> | null>(null);
  const wanted = options !== null;

  useEffect(() => {
    if (!options) return;
    const opened = openLink(options);
    setLink(opened);
    return () => {
      setLink(null);
      opened.close();
    };
    // The key stands for the options: they are read anew by the link itself when it reconnects.
  }, [key, wanted]);

  const view = useSyncExternalStore(
    (listener) => link?.subscribe(listener) ?? (() => {}),
    () => link?.view() ?? (CONNECTING as LinkView<NamespaceStates[N]>),
  );

  useEffect(() => {
    if (view.link !== 'incompatible') return;
    const before = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    const wait = Math.max(0, before + RELOAD_AT_MOST_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      sessionStorage.setItem(RELOADED_AT, String(Date.now()));
      location.reload();
    }, wait);
    return () => clearTimeout(timer);
  }, [view.link]);

  // Another function once the server was heard: until then it told this machine's time, which can be far off.
  const heard = view.state !== null;
  const serverNow = useMemo(() => (link ? () => link.serverNow() : Date.now), [link, heard]);
  return { ...view, serverNow };
}
