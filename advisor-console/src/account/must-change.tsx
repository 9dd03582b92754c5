import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';
import { setTitle } from '@ticketero/ui';

import '../i18n/account';
import { Card } from '../session/card';
import { useSession } from '../session/use-session';
import '../styles/account.css';
import { ChangePasswordForm } from './change-password-form';

/** Somebody else knows this password: nothing else can be done before it is changed. */
export function MustChange({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const { session } = useSession();
  useEffect(() => {
    setTitle(t('mustChange.pageTitle'));
  }, [t]);
  return (
    <Card
      screen="must-change"
      tools={
        <button type="button" className="top-button" onClick={() => void session.signOut()}>
          {t('session.signOut')}
        </button>
      }
    >
      <h1>{t('mustChange.title', { name: user.name })}</h1>
      <p className="soft">{t('mustChange.text')}</p>
      {/* With the change the user is another, and this screen gives way. */}
      <ChangePasswordForm user={user} onDone={() => undefined} />
    </Card>
  );
}
