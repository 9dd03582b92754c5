import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';
import { BankMark } from '@ticketero/ui';

import { leaveDesk } from '../session/leave';
import { useSession } from '../session/use-session';
import { ChevronIcon, PersonIcon, TicketIcon } from './icons';
import { LanguageToggle } from './language-toggle';
import { LinkChip, type LinkHealth } from './link-chip';
import { MenuButton } from './menu-button';
import { useSay } from './notices';
import { PreferencesMenu } from './preferences-menu';
import { useHash } from './use-hash';
import { inBar, viewAt, viewsOf } from './views';

interface Props {
  user: SignedInUser;
  health?: LinkHealth;
  /** Of the branch that somebody of the whole bank looks at. */
  branchName?: string | undefined;
  /** What stands beside the branch, such as the module. */
  place?: ReactNode;
  /** Asked before somebody signs out: whether they would rather stay. */
  mayLeave?: () => Promise<boolean>;
  /** More preferences than the look. */
  children?: ReactNode;
}

const always = () => Promise.resolve(true);

export function TopBar({ user, health, branchName, place, mayLeave = always, children }: Props) {
  const { t } = useTranslation();
  return (
    <header className="top">
      <span className="top-brand">
        <BankMark onDark>
          <TicketIcon />
        </BankMark>
        <span className="top-branch">{user.branchName ?? branchName ?? t('views.wholeBank')}</span>
      </span>
      {place}
      <Views user={user} />
      <div className="top-tools">
        {health && <LinkChip {...health} />}
        <LanguageToggle />
        <PreferencesMenu>{children}</PreferencesMenu>
        <Person user={user} mayLeave={mayLeave} />
      </div>
    </header>
  );
}

function Views({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const open = useHash();
  const views = viewsOf(user);
  if (views.length < 2) return null;
  const current = open === 'account' ? null : inBar(viewAt(views, open));
  return (
    <nav className="top-views" aria-label={t('views.label')}>
      {views.map((name) => (
        <a key={name} href={`#/${name}`} aria-current={name === current ? 'page' : undefined}>
          {t(`views.${name}`)}
        </a>
      ))}
      {/* On a telephone the same in one line. */}
      <MenuButton
        className="top-button top-views-open"
        label={
          <>
            <span>{current ? t(`views.${current}`) : t('views.label')}</span>
            <ChevronIcon />
          </>
        }
        name={current ? t('views.at', { view: t(`views.${current}`) }) : t('views.label')}
        heading={t('views.label')}
        items={views.map((id) => ({ id, label: t(`views.${id}`), current: id === current }))}
        onPick={(id) => {
          location.hash = `#/${id}`;
        }}
      />
    </nav>
  );
}

function Person({ user, mayLeave }: Required<Pick<Props, 'user' | 'mayLeave'>>) {
  const { t } = useTranslation();
  const { session } = useSession();
  const say = useSay();
  const [leaving, setLeaving] = useState(false);

  async function leave(): Promise<void> {
    if (leaving || !(await mayLeave())) return;
    setLeaving(true);
    const outcome = user.advisorId === null ? 'left' : await leaveDesk(session.api);
    if (outcome === 'has-ticket') say({ tone: 'info', key: 'session.finishFirst' });
    else await session.signOut();
    setLeaving(false);
  }

  return (
    <span className="top-person">
      <a
        className="top-name"
        href="#/account"
        aria-label={t('account.of', { name: user.name })}
        title={user.name}
        aria-current={useHash() === 'account' ? 'page' : undefined}
      >
        <PersonIcon />
        <span>{user.name}</span>
      </a>
      <button type="button" className="top-button" aria-busy={leaving} onClick={() => void leave()}>
        {t('session.signOut')}
      </button>
    </span>
  );
}
