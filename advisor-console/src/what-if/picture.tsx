import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { WhatIfExpected } from '@ticketero/contract';

import type { QueueChange } from './words';

/** Bars end here at most, % of the width: behind them stands the figure. */
const WIDEST = 78;
const BAR = 20;
const ROW = 2 * BAR + 6;

interface Measure {
  of: (queue: QueueChange['before']) => WhatIfExpected | null;
  /** What must not be passed. */
  target: ((queue: QueueChange['before']) => number) | null;
  words: (value: number) => string;
}

interface Props extends Measure {
  title: string;
  queues: QueueChange[];
}

/** One measure, queue by queue: hatched as it is, full as it would be; the thin line holds 80 of 100 courses. */
export function Picture({ title, queues, ...measure }: Props) {
  const ends = queues.flatMap(({ before, after }) => [
    ...[measure.of(before)?.high ?? 0, measure.of(after)?.high ?? 0],
    ...[measure.of(before)?.value ?? 0, measure.of(after)?.value ?? 0, measure.target?.(before) ?? 0],
  ]);
  const scale = WIDEST / Math.max(1, ...ends);
  return (
    <section className="what-if-picture">
      <h3>{title}</h3>
      {queues.map((queue) => (
        <div key={queue.queueType} className="what-if-row">
          <p className="what-if-name">{queue.name}</p>
          <Pair queue={queue} scale={scale} title={title} {...measure} />
        </div>
      ))}
    </section>
  );
}

interface PairProps extends Measure {
  queue: QueueChange;
  /** % of the width of one. */
  scale: number;
  title: string;
}

function Pair({ queue: { name, before, after }, scale, title, of, target, words }: PairProps) {
  const { t } = useTranslation();
  const hatch = useId();
  const [first, second] = [of(before), of(after)];
  if (!first || !second) return <p className="soft">{t('none')}</p>;
  const label = t('whatIf.bars', { title, queue: name, before: words(first.value), after: words(second.value) });
  const targetAt = target ? target(before) * scale : null;
  return (
    <svg className="what-if-bars" role="img" aria-label={label} height={ROW} width="100%">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" x2="0" y2="6" className="what-if-hatch" />
        </pattern>
      </defs>
      <Bar y={0} expected={first} scale={scale} fill={`url(#${hatch})`} name="before" />
      <Bar y={BAR + 6} expected={second} scale={scale} fill={null} name="after" />
      {targetAt !== null && (
        <line className="what-if-target" x1={`${String(targetAt)}%`} x2={`${String(targetAt)}%`} y1="0" y2={ROW} />
      )}
      <Value y={0} expected={first} scale={scale} name="before" text={words(first.value)} />
      <Value y={BAR + 6} expected={second} scale={scale} name="after" text={words(second.value)} />
    </svg>
  );
}

interface BarProps {
  y: number;
  expected: WhatIfExpected;
  scale: number;
  /** Null: as the style says. */
  fill: string | null;
  name: 'before' | 'after';
}

function Bar({ y, expected: { value, low, high }, scale, fill, name }: BarProps) {
  const at = (count: number) => `${String(count * scale)}%`;
  const middle = y + BAR / 2;
  return (
    <g className={`what-if-bar what-if-${name}`}>
      <rect x="0.5" y={y + 0.5} width={at(value)} height={BAR - 1} rx="3" {...(fill === null ? {} : { fill })} />
      <line className="what-if-range-ground" x1={at(low)} x2={at(high)} y1={middle} y2={middle} />
      <line className="what-if-range" x1={at(low)} x2={at(high)} y1={middle} y2={middle} />
    </g>
  );
}

interface ValueProps extends Omit<BarProps, 'fill'> {
  text: string;
}

function Value({ y, expected: { value, high }, scale, name, text }: ValueProps) {
  const x = `${String(Math.max(value, high) * scale)}%`;
  return (
    <text className={`what-if-value what-if-value-${name}`} x={x} dx="8" y={y + BAR / 2} dominantBaseline="central">
      {text}
    </text>
  );
}
