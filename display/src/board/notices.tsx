import { useEffect, useState, type ReactNode } from 'react';

import type { Board } from '@ticketero/contract';

import { getTexts } from '../i18n/texts';

/** Long enough to read two lines in two languages. */
const EACH_MS = 12_000;

/** What the branch wants to say to everybody; several take turns. */
export function Notices(props: { notices: Board['notices'] }): ReactNode {
  const { notices } = props;
  const [turn, setTurn] = useState(0);
  const several = notices.length > 1;
  useEffect(() => {
    if (!several) return;
    const timer = setInterval(() => setTurn((before) => before + 1), EACH_MS);
    return () => clearInterval(timer);
  }, [several]);

  const notice = notices[turn % Math.max(1, notices.length)];
  if (!notice) return null;
  const { es, en } = notice.text;
  const first = es ?? en ?? Object.values(notice.text)[0];
  return (
    <aside className="notice" aria-label={getTexts().es('notice.region')} data-notice={notice.id}>
      <svg className="notice__icon" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9.5" />
        <path d="M12 11v6M12 7v.5" />
      </svg>
      <p className="notice__es">{first}</p>
      {es !== undefined && en !== undefined && (
        <p className="notice__en" lang="en">
          {en}
        </p>
      )}
    </aside>
  );
}
