import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';

import { getTexts } from '../i18n/texts';

import { HOLD_MS, lineMs, type TickerLine } from './ticker-lines';

/**
 * What the branch and the bank want to say to everybody, a line at a time. A line that fits stands still; a longer one moves
 * until its end is read. Where motion is not wanted it is broken into two lines instead.
 */
export function Ticker(props: { lines: readonly TickerLine[] }): ReactNode {
  const { lines } = props;
  const [turn, setTurn] = useState(0);
  const line = lines[turn % Math.max(1, lines.length)];
  if (!line) return null;
  return (
    <aside className="ticker" aria-label={getTexts().es('notice.region')} data-ticker={line.kind}>
      {line.kind === 'notice' && (
        <svg className="ticker__icon" viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="12" cy="12" r="9.5" />
          <path d="M12 11v6M12 7v.5" />
        </svg>
      )}
      <Line key={`${turn}-${line.key}`} line={line} onRead={() => setTurn((before) => before + 1)} />
    </aside>
  );
}

function Line({ line, onRead }: { line: TickerLine; onRead: () => void }): ReactNode {
  const frame = useRef<HTMLParagraphElement>(null);
  const [travel, setTravel] = useState(0);
  useLayoutEffect(() => {
    if (frame.current) setTravel(Math.max(0, frame.current.scrollWidth - frame.current.clientWidth));
  }, []);

  const ms = lineMs(line.text, travel / innerWidth);
  useEffect(() => {
    const timer = setTimeout(onRead, ms);
    return () => clearTimeout(timer);
  }, [ms]);

  const motion = {
    '--travel': `${-travel}px`,
    '--hold': `${HOLD_MS}ms`,
    '--moving': `${ms - 2 * HOLD_MS}ms`,
  } as CSSProperties;
  return (
    <p ref={frame} className="ticker__frame" lang={line.language}>
      <span className="ticker__text" data-moves={travel > 0} data-long={line.text.length > 90} style={motion}>
        {line.text}
      </span>
    </p>
  );
}
