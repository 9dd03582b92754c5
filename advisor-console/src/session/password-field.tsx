import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

interface Props extends ComponentProps<'input'> {
  label: string;
  onText: (text: string) => void;
  /** What is wrong with it, in words. */
  wrong?: string | null;
}

export function PasswordField({ label, onText, wrong = null, ...input }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const described = [input['aria-describedby'], wrong && `${input.id ?? ''}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={input.id}>{label}</label>
      <div className="field-with-button">
        <input
          autoComplete="current-password"
          {...input}
          aria-invalid={wrong !== null || input['aria-invalid']}
          aria-describedby={described || undefined}
          type={shown ? 'text' : 'password'}
          onChange={(event) => {
            onText(event.target.value);
          }}
        />
        <button
          type="button"
          className="field-button"
          aria-pressed={shown}
          aria-label={t('signIn.showPassword', { field: label.toLowerCase() })}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {t(shown ? 'signIn.hide' : 'signIn.show')}
        </button>
      </div>
      {wrong && (
        <p id={`${input.id ?? ''}-wrong`} className="field-wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}
