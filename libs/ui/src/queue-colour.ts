import type { CSSProperties } from 'react';

const NAMED = new Set(['caja', 'personal-banker', 'empresas', 'gerencia']);
/** One for each of the four, where colours are of no use; a queue that the bank added has the plain one. */
const LINES: Record<string, string> = { 'personal-banker': 'double', empresas: 'dashed', gerencia: 'dotted' };

/** A queue type as a part of a custom property's name. */
export const queueToken = (queueType: string): string => queueType.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/**
 * The CSS colour of a queue, the bank's own where it set one; a queue that the bank added without a colour gets the neutral
 * one. Text of `--on-fill` on it reads well.
 */
export function queueColour(queueType: string): string {
  const name = queueToken(queueType);
  if (NAMED.has(name)) return `var(--queue-${name})`;
  // The contrast theme has its own; it cannot know this queue's.
  return `var(--contrast-queue, var(--bank-queue-${name}, var(--queue-other)))`;
}

/** For what shows a queue: `--queue` is its colour, and `--queue-line` the line around a `.queue-mark` inside. */
export function queueStyle(queueType: string): CSSProperties {
  const line = LINES[queueToken(queueType)] ?? 'solid';
  return { '--queue': queueColour(queueType), '--queue-line': line } as CSSProperties;
}
