import { useTranslation } from 'react-i18next';

import { saidIn } from '../common/said';
import { RetryIn } from './retry-in';
import type { Submit } from './use-submit';

/** What the server had against a form as a whole; what it has against a field stands at the field. */
export function FormFailureWords({ failure, closedFor }: Pick<Submit, 'failure' | 'closedFor'>) {
  const { t, i18n } = useTranslation();
  return (
    <div role="alert" className="sign-in-failure">
      {failure?.kind === 'fields' && <p>{t('form.lookAbove')}</p>}
      {failure?.kind === 'words' && <p>{saidIn(i18n.language, failure.said)}</p>}
      {failure?.kind === 'silent' && <p>{t('signIn.failure.noAnswer')}</p>}
      {failure?.kind === 'tooMany' && (
        <p>
          {t(closedFor > 0 ? 'signIn.failure.tooMany' : 'signIn.failure.tryAgain')}{' '}
          {closedFor > 0 && <RetryIn seconds={closedFor} />}
        </p>
      )}
    </div>
  );
}

interface ButtonProps {
  label: string;
  pending: boolean;
  closed: boolean;
  wide?: boolean;
}

export function SubmitButton({ label, pending, closed, wide = true }: ButtonProps) {
  return (
    <button
      type="submit"
      className={wide ? 'btn btn-primary btn-wide' : 'btn btn-primary'}
      aria-busy={pending}
      aria-disabled={pending || closed}
    >
      <span>{label}</span>
      {pending && <span className="spinner" aria-hidden="true" />}
    </button>
  );
}
