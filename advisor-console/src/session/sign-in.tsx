import { useTranslation } from 'react-i18next';

import { Card } from './card';
import type { SignedOutNotice } from './session';
import { SignInForm } from './sign-in-form';

const CALM: SignedOutNotice[] = ['left', 'left-everywhere'];

export function SignIn({ notice }: { notice: SignedOutNotice }) {
  const { t } = useTranslation();
  return (
    <Card screen="sign-in">
      <h1>{t('signIn.title')}</h1>
      <p className="soft">{t('signIn.subtitle')}</p>
      {notice && (
        <p className={CALM.includes(notice) ? 'inline-note' : 'inline-note inline-warn'} role="status">
          {t(`signIn.notice.${notice}`)}
        </p>
      )}
      <SignInForm />
    </Card>
  );
}
