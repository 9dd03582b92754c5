import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { BankMark } from '@ticketero/ui';

import { TicketIcon } from '../common/icons';
import { LanguageToggle } from '../common/language-toggle';

interface Props {
  screen: string;
  /** Beside the language. */
  tools?: ReactNode;
  children: ReactNode;
}

/** One card alone on the screen: what has to be done before anything else can be seen. */
export function Card({ screen, tools, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="sign-in" data-screen={screen}>
      <header className="sign-in-head">
        <span className="top-brand">
          <BankMark onDark>
            <TicketIcon />
          </BankMark>
          <span>{t('app.name')}</span>
        </span>
        <span className="sign-in-tools">
          <LanguageToggle />
          {tools}
        </span>
      </header>
      <main className="sign-in-card">{children}</main>
    </div>
  );
}
