import type { ReactNode } from 'react';

/** How something of a list is, in a word or two. */
export function State({ tone, children }: { tone: 'good' | 'warn' | 'bad' | 'off'; children: ReactNode }) {
  return <span className={`config-state config-state-${tone}`}>{children}</span>;
}
