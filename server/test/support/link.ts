import type { BranchOpening, LinkState, Namespace, NamespaceStates } from '@ticketero/contract';

export interface LinkView<S> {
  link: LinkState;
  state: S | null;
  revision: number;
  silentMs: number;
}

export interface Link<S> {
  view(): LinkView<S>;
  subscribe(listener: () => void): () => void;
  serverNow(): number;
  close(): void;
}

interface LinkOptions<N extends Namespace> {
  namespace: N;
  auth: () => Record<string, string>;
  origin: string;
  onRefused?: () => Promise<boolean>;
  events?: Record<string, (payload: never) => void>;
  changesAt?: (state: NamespaceStates[N]) => number | null;
}

interface RealtimeClient {
  openingChangesAt(state: { branch: BranchOpening }): number | null;
  openLink<N extends Namespace>(options: LinkOptions<N>): Link<NamespaceStates[N]>;
}

/** The client of all screens. It is compiled for browsers, by another program than the server's: hence its shape here. */
export const { openLink, openingChangesAt } = jest.requireActual<RealtimeClient>('@ticketero/realtime-client');

/** A busy machine is no failure: what is awaited comes by an event, and this is how long nothing may come at all. */
const WAIT_MS = 30_000;

/** Resolves as soon as the view fits. */
export function untilView<S>(link: Link<S>, fits: (view: LinkView<S>) => boolean): Promise<void> {
  return new Promise((found, failed) => {
    const look = (): void => {
      if (!fits(link.view())) return;
      clearTimeout(limit);
      stop();
      found();
    };
    const stop = link.subscribe(look);
    const limit = setTimeout(() => {
      stop();
      failed(new Error(`never so; at last ${link.view().link} at ${link.view().revision}`));
    }, WAIT_MS);
    look();
  });
}
