import type { ReactNode } from 'react';

import { Field } from '../session/text-field';

export { TextField } from '../session/text-field';

interface Choice {
  value: string;
  label: string;
}

interface SelectProps {
  id: string;
  label: string;
  hint?: string;
  wrong: string | null;
  value: string;
  choices: Choice[];
  disabled?: boolean;
  onChoose: (value: string) => void;
}

export function SelectField({ id, label, hint, wrong, value, choices, disabled, onChoose }: SelectProps) {
  return (
    <Field id={id} label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(described) => (
        <select
          id={id}
          value={value}
          disabled={disabled}
          {...described}
          onChange={(event) => {
            onChoose(event.target.value);
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProps {
  id: string;
  label: ReactNode;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onCheck: (checked: boolean) => void;
}

export function CheckField({ id, label, hint, checked, disabled, onCheck }: CheckProps) {
  return (
    <div className="config-check">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          onCheck(event.target.checked);
        }}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface CheckListProps {
  id: string;
  legend: string;
  hint?: string;
  wrong: string | null;
  choices: Choice[];
  chosen: readonly string[];
  disabled?: boolean;
  onChange: (chosen: string[]) => void;
}

/** Some of several; what is chosen keeps the order of the choices. */
export function CheckListField(props: CheckListProps) {
  const { id, legend, hint, wrong, choices, chosen, disabled = false, onChange } = props;
  const toggle = (value: string, on: boolean) => {
    onChange(choices.map((choice) => choice.value).filter((one) => (one === value ? on : chosen.includes(one))));
  };
  const described = [hint !== undefined && `${id}-hint`, wrong !== null && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <fieldset className="config-checks" aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <div className="config-checks-list">
        {choices.map(({ value, label }, index) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              disabled={disabled}
              aria-invalid={index === 0 && wrong !== null ? true : undefined}
              onChange={(event) => {
                toggle(value, event.target.checked);
              }}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      {wrong !== null && (
        <p id={`${id}-wrong`} className="field-wrong">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

interface NumberProps {
  id: string;
  label: string;
  hint?: string;
  unit?: string;
  wrong: string | null;
  /** As it was typed; empty: none. */
  value: string;
  decimal?: boolean;
  disabled?: boolean;
  onText: (text: string) => void;
}

/** A figure with its unit behind it. Typed as text: what is no figure is said, and not swallowed. */
export function NumberField({ id, label, hint, unit, wrong, value, decimal, disabled, onText }: NumberProps) {
  return (
    <Field id={id} label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(described) => (
        <span className="config-number">
          <input
            id={id}
            inputMode={decimal ? 'decimal' : 'numeric'}
            autoComplete="off"
            maxLength={8}
            value={value}
            disabled={disabled}
            {...described}
            onChange={(event) => {
              onText(event.target.value);
            }}
          />
          {unit !== undefined && <span>{unit}</span>}
        </span>
      )}
    </Field>
  );
}
