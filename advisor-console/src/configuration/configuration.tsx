import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';
import { addTexts, setTitle } from '@ticketero/ui';

import { TopBar } from '../common/top-bar';
import { useHashQuery } from '../common/use-hash';
import en from '../i18n/en.configuration.json';
import es from '../i18n/es.configuration.json';
import '../styles/configuration.css';
import '../styles/configuration-form.css';
import { Advisors } from './advisors';
import { BranchPick, useBranchPick } from './branch-pick';
import { Branches } from './branches';
import { Database } from './database';
import { Devices } from './devices';
import { General } from './general';
import { Hours } from './hours';
import { NotHeard } from './loaded';
import { placeLink, readPlace, sectionsOf, type Place, type Section } from './place';
import { Queues } from './queues';
import { Roles } from './roles';
import { Alerts, Rules } from './rules';
import { Telegram } from './telegram';
import { Texts } from './texts';
import { SavedNote, useSaved, type Tell } from './saved';
import { ScopeContext } from './scope';
import { UnsavedGuard, useMayLeave } from './unsaved';
import { Users } from './users';

addTexts({ es, en });

/** How the bank and its branches are set up, in one place: a list of its parts, and the open one beside it. */
export function Configuration({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  useEffect(() => {
    setTitle(t('config.pageTitle'));
  }, [t]);
  return (
    <UnsavedGuard>
      <Frame user={user} />
    </UnsavedGuard>
  );
}

function Frame({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const mayLeave = useMayLeave();
  const text = useHashQuery();
  const offered = useMemo(() => sectionsOf(user), [user]);
  const place = readPlace(text, offered);
  const pick = useBranchPick(user);
  const scope = useMemo(() => ({ user, branch: pick.branch }), [user, pick.branch]);
  return (
    <div className="frame">
      <TopBar user={user} mayLeave={mayLeave} />
      <main className="configuration" data-screen="configuration">
        <h1 className="sr-only">{t('config.title')}</h1>
        <div className="config-side">
          <BranchPick pick={pick} />
          <Sections offered={offered} open={place?.section ?? null} />
        </div>
        {place !== null &&
          (pick.known ? (
            <ScopeContext value={scope}>
              {/* The key: nothing of one branch or part stays in the forms of another. */}
              <Part key={`${pick.branch ?? ''} ${place.section}`} place={place} />
            </ScopeContext>
          ) : (
            // Not before: what is typed in a form is not to be lost when it turns out of which branch it is.
            <section className="config-part">
              <NotHeard polled={pick.polled} />
            </section>
          ))}
      </main>
    </div>
  );
}

/** A list at the side; where there is no room for one, a select. */
function Sections({ offered, open }: { offered: Section[]; open: Section | null }) {
  const { t } = useTranslation();
  const mayLeave = useMayLeave();
  return (
    <>
      <nav className="config-sections" aria-label={t('config.sections')}>
        <ul>
          {offered.map((name) => (
            <li key={name}>
              <a href={placeLink(name)} aria-current={name === open ? 'page' : undefined}>
                {t(`config.section.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <label className="config-sections-select">
        <span>{t('config.sections')}</span>
        <select
          value={open ?? ''}
          onChange={(event) => {
            const wanted = event.target.value as Section;
            void mayLeave().then((leave) => {
              if (leave) location.href = placeLink(wanted);
            });
          }}
        >
          {offered.map((name) => (
            <option key={name} value={name}>
              {t(`config.section.${name}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

export interface PartProps {
  /** Which one of the list is open. */
  item: string | null;
  /** What was saved is said above, and stays until the next. */
  tell: Tell;
}

const PARTS: Record<Section, (props: PartProps) => ReactNode> = {
  branches: Branches,
  database: Database,
  general: General,
  queues: Queues,
  hours: Hours,
  rules: Rules,
  alerts: Alerts,
  texts: Texts,
  advisors: Advisors,
  users: Users,
  roles: Roles,
  devices: Devices,
  telegram: Telegram,
};

function Part({ place: { section, item } }: { place: Place }) {
  const { t } = useTranslation();
  const { saved, tell, forget } = useSaved();
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(item);
  useEffect(() => {
    if (shown.current === item) return;
    shown.current = item;
    forget();
    heading.current?.focus(); // what was pressed is gone with its list
  }, [item, forget]);
  const Open = PARTS[section];
  return (
    <section
      className="config-part"
      aria-labelledby="config-part"
      data-section={section}
      tabIndex={section === 'database' ? 0 : undefined} // nothing in it takes the focus, and keys have to scroll it
    >
      <div className="config-head">
        <h2 id="config-part" ref={heading} tabIndex={-1}>
          {t(`config.section.${section}`)}
        </h2>
        <p className="soft">{t(`config.about.${section}`)}</p>
      </div>
      <SavedNote saved={saved} />
      <Open key={item} item={item} tell={tell} />
    </section>
  );
}
