import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { ReturnRequest } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { Ways } from '../common/ways';
import {
  countOf,
  FIRST_CHOICE,
  MOST,
  PRESETS,
  RETURN_WAYS,
  returnRequest,
  wayOfDigits,
  type CountedWay,
  type ReturnChoice,
} from './return-choice';

interface Props {
  numero: string;
  /** Why nothing can be sent now; null: it can. */
  unable: string | null;
  onReturn: (request: ReturnRequest) => void;
  onClose: () => void;
}

/** The customer goes back to wait (R4): arrows choose the way, digits the figure, Enter sends. */
export function ReturnDialog({ numero, unable, onReturn, onClose }: Props) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const figures = useRef<Partial<Record<CountedWay, HTMLInputElement | null>>>({});
  const request = returnRequest(choice);

  function digits(event: KeyboardEvent): void {
    if (!/^\d$/.test(event.key) || (event.target as HTMLElement).matches('[type=number]')) return;
    const way = wayOfDigits(choice.way);
    setChoice({ ...choice, way });
    figures.current[way]?.select(); // what is typed replaces the figure
    figures.current[way]?.focus();
  }

  return (
    <Dialog
      title={t('return.title', { numero })}
      submit={t('return.submit', { numero })}
      outcome={outcome()}
      missing={unable ?? (request === null ? outcome() : null)}
      onClose={onClose}
      onSubmit={() => {
        if (request) onReturn(request);
      }}
    >
      <Ways
        name="way"
        legend={t('return.legend')}
        legendHidden
        chosen={choice.way}
        onKeyDown={digits}
        onChoose={(way) => {
          setChoice({ ...choice, way });
        }}
        ways={RETURN_WAYS.map((way) => ({
          id: way,
          label: t(`return.way.${way}`),
          more: way !== 'keeps' && (
            <Figures
              way={way}
              choice={choice}
              field={(element) => {
                figures.current[way] = element;
              }}
              onChange={(typed) => {
                setChoice({ ...choice, way, [way]: typed });
              }}
            />
          ),
        }))}
      />
    </Dialog>
  );

  function outcome(): string {
    if (choice.way === 'keeps') return t('return.outcome.keeps', { numero });
    const count = countOf(choice, choice.way);
    if (count === null) return t('return.outOfRange', { most: MOST[choice.way] });
    return t(`return.outcome.${choice.way}`, { numero, count });
  }
}

interface FiguresProps {
  way: CountedWay;
  choice: ReturnChoice;
  field: (element: HTMLInputElement | null) => void;
  onChange: (typed: string) => void;
}

function Figures({ way, choice, field, onChange }: FiguresProps) {
  const { t } = useTranslation();
  const chosen = choice.way === way ? countOf(choice, way) : null;
  return (
    <div className="figures-row">
      {PRESETS[way].map((count) => (
        <button
          key={count}
          type="button"
          className="preset"
          aria-pressed={chosen === count}
          aria-label={t(`return.preset.${way}`, { count })}
          onClick={() => {
            onChange(String(count));
          }}
        >
          {t(`return.choice.${way}`, { count })}
        </button>
      ))}
      <label className="figure-field">
        <span className="sr-only">{t(`return.figure.${way}`)}</span>
        <input
          ref={field}
          type="number"
          inputMode="numeric"
          min={1}
          max={MOST[way]}
          value={choice[way]}
          tabIndex={choice.way === way ? 0 : -1}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        <span aria-hidden="true">{t(`return.unit.${way}`)}</span>
      </label>
    </div>
  );
}
