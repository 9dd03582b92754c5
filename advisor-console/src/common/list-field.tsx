import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import '../styles/list.css';

interface FieldProps {
  label: string;
  /** What it is called in the styles. */
  name: string;
  children: (id: string) => ReactNode;
}

/** A label and its field above a list, which takes the id. */
export function ListField({ label, name, children }: FieldProps) {
  const id = useId();
  return (
    <div className={`list-field list-field-${name}`}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

interface Days {
  from: string;
  to: string;
}

interface DaysProps {
  days: Days;
  today: string;
  onChange: (days: Days) => void;
}

/** From a day to a day, both included, not later than today. One that passes the other takes it along. */
export function DayFields({ days, today, onChange }: DaysProps) {
  const { t } = useTranslation();
  const field = (name: 'from' | 'to') => (
    <ListField label={t(`days.${name}`)} name={name}>
      {(id) => (
        <input
          id={id}
          type="date"
          max={today}
          value={days[name]}
          onChange={({ target: { value } }) => {
            if (value === '') return; // half a date is none yet
            const other = name === 'from' ? days.to : days.from;
            onChange({ from: value < other ? value : other, to: value < other ? other : value, [name]: value });
          }}
        />
      )}
    </ListField>
  );
  return (
    <>
      {field('from')}
      {field('to')}
    </>
  );
}
