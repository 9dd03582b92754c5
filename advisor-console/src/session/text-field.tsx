import type { ComponentProps, ReactNode } from 'react';

interface FieldProps {
  id: string;
  label: ReactNode;
  /** What it means, where its name does not say all. */
  hint?: ReactNode;
  /** What is wrong with it, in words. */
  wrong: string | null;
  children: (described: { 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode;
}

/** A label, what stands in the field, what it means and what is wrong with it: at the field, and read out with it. */
export function Field({ id, label, hint, wrong, children }: FieldProps) {
  const described = [hint !== undefined && `${id}-hint`, wrong !== null && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ 'aria-invalid': wrong !== null, 'aria-describedby': described || undefined })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {wrong !== null && (
        <p id={`${id}-wrong`} className="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends ComponentProps<'input'>, Pick<FieldProps, 'label' | 'hint' | 'wrong'> {
  id: string;
  onText: (text: string) => void;
}

export function TextField({ label, hint, wrong, onText, ...input }: TextFieldProps) {
  return (
    <Field id={input.id} label={label} wrong={wrong} {...(hint === undefined ? {} : { hint })}>
      {(described) => (
        <input
          spellCheck={false}
          maxLength={100}
          {...input}
          {...described}
          onChange={(event) => {
            onText(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
