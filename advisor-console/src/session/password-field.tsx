import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

interface Props extends ComponentProps<'input'> {
  onText: (text: string) => void;
}

export function PasswordField({ onText, ...input }: Props) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="field">
      <label htmlFor={input.id}>{t('signIn.password')}</label>
      <div className="field-with-button">
        <input
          {...input}
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          onChange={(event) => {
            onText(event.target.value);
          }}
        />
        <button
          type="button"
          className="field-button"
          aria-pressed={shown}
          aria-label={t('signIn.showPassword')}
          onClick={() => {
            setShown(!shown);
          }}
        >
          {t(shown ? 'signIn.hide' : 'signIn.show')}
        </button>
      </div>
    </div>
  );
}
