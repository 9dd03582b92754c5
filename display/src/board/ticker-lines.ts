import type { Board, Brand } from '@ticketero/contract';

export interface TickerLine {
  key: string;
  kind: 'notice' | 'ticker';
  language: string;
  text: string;
}

/** First those that everybody in the hall reads. */
const FIRST = ['es', 'en'];

/** All that passes at the foot: the branch's notices, then the bank's lines, each in all its languages in turn. */
export function tickerLines(notices: Board['notices'], ticker: Brand['display']['ticker']): TickerLine[] {
  const linesOf = (kind: TickerLine['kind'], id: string, texts: Record<string, string>) =>
    Object.entries(texts)
      .filter(([, text]) => text.trim() !== '')
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([language, text]) => ({ key: `${kind}-${id}-${language}`, kind, language, text: text.trim() }));
  return [
    ...notices.flatMap((notice) => linesOf('notice', notice.id, notice.text)),
    ...ticker.flatMap((texts, i) => linesOf('ticker', String(i), texts)),
  ];
}

function rank(language: string): number {
  const place = FIRST.indexOf(language);
  return place < 0 ? FIRST.length : place;
}

/** A line stands still before it moves and after it has: its beginning and its end are read too. */
export const HOLD_MS = 3_000;
const LEAST_MS = 9_000;
/** Slow readers, from afar: fourteen signs a second. */
const SIGN_MS = 70;
/** A line that moves faster is not read (hundredths of the screen's width in a second). */
const PERCENT_A_SECOND = 5;

/** How long a line has the place. `travel` is how far it must move to be read whole, in screen widths. */
export function lineMs(text: string, travel: number): number {
  const moving = (Math.max(0, travel) * 100 * 1_000) / PERCENT_A_SECOND;
  return Math.max(LEAST_MS, 2 * HOLD_MS + moving, HOLD_MS + text.length * SIGN_MS);
}
