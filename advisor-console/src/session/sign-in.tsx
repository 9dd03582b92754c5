import { useTranslation } from 'react-i18next';

import { TicketIcon } from '../common/icons';
import { LanguageToggle } from '../common/language-toggle';
import type { SignedOutNotice } from './session';
import { SignInForm } from './sign-in-form';

export function SignIn({ notice }: { notice: SignedOutNotice }) {
  const { t } = useTranslation();
  return (
    <div className="sign-in" data-screen="sign-in">
      <header className="sign-in-head">
        <span className="top-brand">
          <TicketIcon />
          <span>{t('app.name')}</span>
        </span>
        <LanguageToggle />
      </header>
      <main className="sign-in-card">
        <h1>{t('signIn.title')}</h1>
        <p className="soft">{t('signIn.subtitle')}</p>
        {notice && (
          <p className={notice === 'left' ? 'inline-note' : 'inline-note inline-warn'} role="status">
            {t(`signIn.notice.${notice}`)}
          </p>
        )}
        <SignInForm />
      </main>
    </div>
  );
}
