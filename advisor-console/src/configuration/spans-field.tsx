import { useTranslation } from 'react-i18next';

import { SPANS_MAX, type Span } from '@ticketero/contract';

import { CloseIcon } from '../common/icons';
import { oneMore, tidyTime } from './spans';

interface Props {
  id: string;
  /** Of which day. */
  label: string;
  spans: Span[];
  wrong: string | null;
  onChange: (spans: Span[]) => void;
}

/** The hours of one day: as many spans as it has, or closed. */
export function SpansField({ id, label, spans, wrong, onChange }: Props) {
  const { t } = useTranslation();
  const set = (index: number, part: Partial<Span>) => {
    onChange(spans.map((span, at) => (at === index ? { ...span, ...part } : span)));
  };
  const time = (index: number, end: 'from' | 'to') => (
    <input
      className="config-time"
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      aria-label={t(`config.hours.${end}`, { day: label, count: index + 1 })}
      aria-invalid={wrong !== null}
      aria-describedby={wrong === null ? undefined : `${id}-wrong`}
      value={spans[index]?.[end] ?? ''}
      onChange={(event) => {
        set(index, { [end]: event.target.value });
      }}
      onBlur={(event) => {
        const tidy = tidyTime(event.target.value);
        if (tidy !== event.target.value) set(index, { [end]: tidy });
      }}
    />
  );
  return (
    <div className="config-day" role="group" aria-label={label}>
      <span className="config-day-name" aria-hidden="true">
        {label}
      </span>
      <div className="config-day-spans">
        {spans.length === 0 && <span className="soft">{t('config.hours.closed')}</span>}
        {spans.map((_, index) => (
          // Spans have no name but their place.
          <span key={index} className="config-span">
            {time(index, 'from')}
            <span aria-hidden="true">–</span>
            {time(index, 'to')}
            <button
              type="button"
              className="icon-button"
              aria-label={t('config.hours.remove', { day: label, count: index + 1 })}
              onClick={() => {
                onChange(spans.filter((_span, at) => at !== index));
              }}
            >
              <CloseIcon />
            </button>
          </span>
        ))}
        {spans.length < SPANS_MAX && (
          <button
            type="button"
            className="btn btn-plain btn-small"
            aria-label={t('config.hours.addTo', { day: label })}
            onClick={() => {
              onChange(oneMore(spans));
            }}
          >
            {t('config.hours.add')}
          </button>
        )}
      </div>
      {wrong !== null && (
        <p id={`${id}-wrong`} className="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
