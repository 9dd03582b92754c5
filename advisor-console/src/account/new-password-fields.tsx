import { useTranslation } from 'react-i18next';

import { PasswordField } from '../session/password-field';
import { keptRules, PASSWORD_MIN, type Owner, type PasswordRule } from './rules';

interface Props {
  id: string;
  owner: Owner;
  next: string;
  repeat: string;
  onNext: (text: string) => void;
  onRepeat: (text: string) => void;
  /** Somebody tried to send it: what is missing is marked from then on. */
  tried: boolean;
  /** What the server says of the new one. */
  wrong: string | null;
}

const RULES: PasswordRule[] = ['length', 'notYou'];

/** The new password twice, and what is asked of it: ticked off while it is typed. */
export function NewPasswordFields({ id, owner, next, repeat, onNext, onRepeat, tried, wrong }: Props) {
  const { t } = useTranslation();
  const kept = keptRules(next, owner);
  const missing = RULES.find((rule) => !kept[rule]);
  const differs = repeat !== next && (tried || (repeat !== '' && !next.startsWith(repeat)));
  const missingWords = tried && missing ? t(`password.missing.${missing}`, { count: PASSWORD_MIN }) : null;
  return (
    <>
      <div className="new-password">
        <PasswordField
          id={`${id}-next`}
          label={t('password.next')}
          autoComplete="new-password"
          aria-describedby={`${id}-rules`}
          value={next}
          onText={onNext}
          wrong={wrong ?? missingWords}
        />
        <ul id={`${id}-rules`} className="password-rules" aria-label={t('password.rules')}>
          {RULES.map((rule) => (
            <li key={rule} data-kept={kept[rule] || undefined}>
              {t(`password.rule.${rule}`, { count: PASSWORD_MIN })}
              <span className="sr-only"> {t(kept[rule] ? 'password.kept' : 'password.notKept')}</span>
            </li>
          ))}
          <li data-hint>{t('password.rule.notCommon')}</li>
        </ul>
      </div>
      <PasswordField
        id={`${id}-repeat`}
        label={t('password.repeat')}
        autoComplete="new-password"
        value={repeat}
        onText={onRepeat}
        wrong={differs ? t('password.differs') : null}
      />
    </>
  );
}
