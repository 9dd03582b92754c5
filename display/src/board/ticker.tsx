import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';

import { getTexts } from '../i18n/texts';

import { HOLD_MS, lineMs, type TickerLine } from './ticker-lines';

/**
 * What the branch and the bank want to say to everybody, a line at a time. What fits stands still, in one line or in two;
 * what is longer moves until its end is read, or stands in smaller letters where motion is not wanted.
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

/** Takes the largest form in which the whole line is seen at once. Returns how far it must move, in pixels, if none is. */
function fit(frame: HTMLElement): number {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  for (const form of still ? ['one', 'two', 'three'] : ['one', 'two', 'moves']) {
    frame.dataset['form'] = form;
    if (form !== 'moves' && frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight)
      return 0;
  }
  return still ? 0 : Math.max(0, frame.scrollWidth - frame.clientWidth);
}

function Line({ line, onRead }: { line: TickerLine; onRead: () => void }): ReactNode {
  const frame = useRef<HTMLParagraphElement>(null);
  const [travel, setTravel] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setTravel(fit(element));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
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
      <span className="ticker__text" style={motion}>
        {line.text}
      </span>
    </p>
  );
}
