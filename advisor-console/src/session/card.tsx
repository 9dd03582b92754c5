import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { BankMark, useBrand } from '@ticketero/ui';

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
  const brand = useBrand();
  return (
    <div className="sign-in" data-screen={screen}>
      <header className="sign-in-head">
        <span className="top-brand">
          {/* A bank's logo says whose it is, and stands alone. */}
          <BankMark onDark>
            <TicketIcon />
            <span>{brand.name ?? t('app.name')}</span>
          </BankMark>
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
