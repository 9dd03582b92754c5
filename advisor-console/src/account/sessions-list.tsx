import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { SessionView } from '@ticketero/contract';

import { agoWords, dayAndTime } from '../common/time';
import { useNow } from '../common/use-now';
import { browserOf } from '../common/user-agent';
import { useSession } from '../session/use-session';
import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import type { Sessions } from './use-sessions';

interface Props {
  heard: Sessions;
  /** Before everything ends: an advisor's desk goes OFFLINE. */
  beforeLeaving: () => Promise<void>;
}

export function SessionsList({ heard, beforeLeaving }: Props) {
  const { t } = useTranslation();
  const { sessions, failed } = heard;
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="account-card" aria-labelledby="account-sessions">
      <h2 id="account-sessions" ref={heading} tabIndex={-1}>
        {t('sessions.title')}
      </h2>
      <p className="soft">{t('sessions.text')}</p>
      <Everywhere beforeLeaving={beforeLeaving} />
      <div role="status">
        {failed && <p className="list-stale">{t(sessions === null ? 'sessions.failed' : 'sessions.stale')}</p>}
      </div>
      <ul className="sessions">
        {(sessions ?? []).map((one) => (
          <SessionItem
            key={one.id}
            session={one}
            busy={heard.pending === one.id}
            onEnd={() => {
              heading.current?.focus(); // the button goes with its session
              void heard.end(one);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  session: SessionView;
  busy: boolean;
  onEnd: () => void;
}

function SessionItem({ session, busy, onEnd }: ItemProps) {
  const { t, i18n } = useTranslation();
  const { current, startedAt, lastUsedAt, ipAddress, userAgent } = session;
  const where = useWhere(userAgent);
  const now = useNow(Date.now);
  return (
    <li className="session" data-current={current || undefined}>
      <div>
        <p className="session-where">
          <strong>{where}</strong>
          {current && <span className="session-current">{t('sessions.current')}</span>}
        </p>
        <p className="soft">
          {t('sessions.since', { time: dayAndTime(startedAt, i18n.language) })}
          {' · '}
          {t('sessions.used', { ago: agoWords(lastUsedAt, now, i18n.language) })}
          {ipAddress !== null && ` · ${ipAddress}`}
        </p>
      </div>
      {!current && (
        <button
          type="button"
          className="btn btn-plain btn-small"
          aria-label={t('sessions.endOne', { where })}
          aria-busy={busy}
          onClick={onEnd}
        >
          {busy && <span className="spinner" aria-hidden="true" />}
          {t('sessions.end')}
        </button>
      )}
    </li>
  );
}

function useWhere(userAgent: string | null): string {
  const { t } = useTranslation();
  const known = browserOf(userAgent ?? '');
  if (known === null) return userAgent ?? t('sessions.unknown');
  return known.system === null ? known.browser : t('sessions.where', { ...known });
}

/** Asked twice: it ends this one as well. */
function Everywhere({ beforeLeaving }: { beforeLeaving: () => Promise<void> }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);

  async function leave(): Promise<void> {
    if (leaving) return;
    setLeaving(true);
    await beforeLeaving();
    try {
      await session.signOutEverywhere();
    } catch (error) {
      say(failureNotice(error));
      setLeaving(false);
    }
  }

  if (!asking) {
    return (
      <button
        type="button"
        className="btn btn-plain sessions-all"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('sessions.everywhere')}
      </button>
    );
  }
  return (
    <div className="sessions-sure" role="group" aria-labelledby="sessions-sure">
      <p id="sessions-sure">{t('sessions.sure')}</p>
      <button type="button" className="btn btn-primary" autoFocus aria-busy={leaving} onClick={() => void leave()}>
        {t('sessions.yes')}
      </button>
      <button
        type="button"
        className="btn btn-plain"
        onClick={() => {
          setAsking(false);
        }}
      >
        {t('sessions.no')}
      </button>
    </div>
  );
}
