import { useEffect, useRef, useState } from 'react';

import { useSession } from '../session/use-session';
import { download, DownloadRefused, save } from './download';
import type { Said } from './said';

export type DownloadState =
  | { phase: 'idle' }
  | { phase: 'running'; bytes: number }
  | { phase: 'done'; bytes: number }
  | { phase: 'silent' }
  /** `said` null: the server has no words of its own. */
  | { phase: 'refused'; said: Said | null };

/** Drawn anew ten times a second at most, however many pieces come. */
const SHOW_EVERY_MS = 100;

export interface Downloading {
  state: DownloadState;
  /** Fetches what stands at a path; nothing while another is under way. `fileName`: where the server gives none. */
  start: (path: string, fileName: string) => void;
  cancel: () => void;
  dismiss: () => void;
}

/** A file from the server into the person's downloads, one at a time, told as it comes. */
export function useDownload(): Downloading {
  const { session } = useSession();
  const [state, setState] = useState<DownloadState>({ phase: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(path: string, fileName: string): Promise<void> {
    const mine = new AbortController();
    running.current = mine;
    setState({ phase: 'running', bytes: 0 });
    let shownAt = 0;
    const onBytes = (bytes: number) => {
      if (Date.now() - shownAt < SHOW_EVERY_MS) return;
      shownAt = Date.now();
      setState({ phase: 'running', bytes });
    };
    const { signal } = mine;
    try {
      const file = await download(path, { token: session.token, renew: session.renew, signal, onBytes });
      save(file, fileName);
      setState({ phase: 'done', bytes: file.blob.size });
    } catch (error) {
      if (signal.aborted) setState({ phase: 'idle' });
      else if (error instanceof DownloadRefused) {
        setState({ phase: 'refused', said: error.said });
      } else setState({ phase: 'silent' });
    } finally {
      running.current = null;
    }
  }

  return {
    state,
    start: (path, fileName) => {
      if (running.current === null) void run(path, fileName);
    },
    cancel: () => running.current?.abort(),
    dismiss: () => {
      if (running.current === null) setState({ phase: 'idle' });
    },
  };
}
