import { useTranslation } from 'react-i18next';

import { HOLIDAYS_MAX, type Holiday } from '@ticketero/contract';

import { dayOf } from '../common/time';
import { CheckField, TextField } from './fields';
import { holidayTrouble } from './spans';
import { SpansField } from './spans-field';

interface Props {
  holidays: Holiday[];
  /** Somebody has tried to send it: what is wrong is said. */
  tried: boolean;
  refused: string | null;
  onChange: (holidays: Holiday[]) => void;
}

/** Days with hours of their own: closed, or other hours than their weekday's. */
export function Holidays({ holidays, tried, refused, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="config-week">
      <legend>{t('config.hours.holidays')}</legend>
      <p className="field-hint">{t('config.hours.holidaysAbout')}</p>
      {refused !== null && <p className="field-wrong">{refused}</p>}
      {holidays.map((holiday, index) => (
        <Day
          key={index}
          index={index}
          holiday={holiday}
          trouble={tried ? holidayTrouble(holidays, index) : null}
          onChange={(part) => {
            onChange(holidays.map((one, at) => (at === index ? { ...one, ...part } : one)));
          }}
          onRemove={() => {
            onChange(holidays.filter((_, at) => at !== index));
          }}
        />
      ))}
      {holidays.length < HOLIDAYS_MAX && (
        <button
          type="button"
          className="btn btn-plain btn-small config-week-copy"
          onClick={() => {
            onChange([...holidays, { date: '', name: '', spans: [] }]);
          }}
        >
          {t('config.hours.addDay')}
        </button>
      )}
    </fieldset>
  );
}

interface DayProps {
  index: number;
  holiday: Holiday;
  trouble: ReturnType<typeof holidayTrouble>;
  onChange: (part: Partial<Holiday>) => void;
  onRemove: () => void;
}

function Day({ index, holiday: { date, name, spans }, trouble, onChange, onRemove }: DayProps) {
  const { t } = useTranslation();
  const wrong = trouble && t(`config.hours.wrong.${trouble}`);
  const label = name.trim() || t('config.hours.dayNumber', { count: index + 1 });
  const atDate = trouble === 'date' || trouble === 'twice';
  return (
    <div className="config-holiday" role="group" aria-label={label}>
      <TextField
        id={`holiday-${String(index)}-date`}
        type="date"
        label={t('config.hours.date')}
        min={dayOf(Date.now(), 'UTC')}
        wrong={atDate ? wrong : null}
        value={date}
        onText={(typed) => {
          onChange({ date: typed });
        }}
      />
      <TextField
        id={`holiday-${String(index)}-name`}
        label={t('config.hours.dayName')}
        maxLength={60}
        autoComplete="off"
        wrong={trouble === 'name' ? wrong : null}
        value={name}
        onText={(typed) => {
          onChange({ name: typed });
        }}
      />
      <div className="config-holiday-hours">
        <CheckField
          id={`holiday-${String(index)}-closed`}
          label={t('config.hours.closedDay')}
          checked={spans.length === 0}
          onCheck={(closed) => {
            onChange({ spans: closed ? [] : [{ from: '09:00', to: '14:00' }] });
          }}
        />
        {spans.length > 0 && (
          <SpansField
            id={`holiday-${String(index)}`}
            label={label}
            spans={spans}
            wrong={atDate || trouble === 'name' ? null : wrong}
            onChange={(next) => {
              onChange({ spans: next });
            }}
          />
        )}
      </div>
      <button
        type="button"
        className="btn btn-plain btn-small"
        aria-label={t('config.hours.removeDay', { day: label })}
        onClick={onRemove}
      >
        {t('config.hours.removeOne')}
      </button>
    </div>
  );
}
