import type { KeyboardEvent, ReactNode } from 'react';

interface Way<Id> {
  id: Id;
  label: string;
  /** The key that chooses it, shown beside it. */
  digit?: string;
  /** What else this way needs. */
  more?: ReactNode;
}

interface Props<Id> {
  name: string;
  /** The question. */
  legend: string;
  /** The title above asks it already. */
  legendHidden?: boolean;
  ways: Way<Id>[];
  chosen: Id | null;
  onChoose: (id: Id) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A few ways to go, one of which is chosen by arrows, press or digit. */
export function Ways<Id extends string>({
  name,
  legend,
  legendHidden = false,
  ways,
  chosen,
  onChoose,
  onKeyDown,
}: Props<Id>) {
  return (
    <fieldset className="ways" onKeyDown={onKeyDown}>
      <legend className={legendHidden ? 'sr-only' : undefined}>{legend}</legend>
      {ways.map(({ id, label, digit, more }, index) => (
        <div key={id} className="way" data-chosen={chosen === id || undefined}>
          <label className="way-head">
            <input
              type="radio"
              name={name}
              value={id}
              checked={chosen === id}
              data-first={index === 0 ? '' : undefined}
              onChange={() => {
                onChoose(id);
              }}
            />
            <span>{label}</span>
            {digit && (
              <kbd className="cap" aria-hidden="true">
                {digit}
              </kbd>
            )}
          </label>
          {more}
        </div>
      ))}
    </fieldset>
  );
}
