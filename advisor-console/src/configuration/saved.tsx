import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AuditPage } from '@ticketero/contract';

import { auditLink, search } from '../common/audit-link';
import { secondOfDay } from '../common/time';
import { viewsOf } from '../common/views';
import { useSession } from '../session/use-session';
import { useScope } from './scope';

/** Where a change is written down. */
export interface About {
  entityType: 'USER' | 'ADVISOR' | 'DEVICE' | 'BRANCH' | 'SISTEMA';
  /** Absent: whatever of this type this person changed last. */
  entityId?: string;
  /** Code of the branch; null: of the whole bank. Absent: the branch that is open. */
  branch?: string | null;
}

export interface Saved {
  /** What was done: a key of the catalogue. */
  words: string;
  values: Record<string, string>;
  at: string;
  /** Its event in the audit log; null for who may not read it, or while it is not known. */
  event: { id: number; branch: string | null } | null;
}

const BANK = 'BANCO';

/** The last thing that was saved in this part, and where it is written down (R10). */
export function useSaved() {
  const { session } = useSession();
  const { user, branch } = useScope();
  const [saved, setSaved] = useState<Saved | null>(null);
  const turn = useRef(0);

  const tell = useCallback(
    (words: string, values: Record<string, string>, about: About | null) => {
      const mine = ++turn.current;
      setSaved({ words, values, at: new Date().toISOString(), event: null });
      if (about === null || !viewsOf(user).includes('audit')) return;
      const where = about.branch === null ? BANK : (about.branch ?? branch);
      const { entityType, entityId } = about;
      const query = search({ entityType, entityId, actor: user.email, order: 'desc', limit: 1, branchOffice: where });
      void session.api.call<AuditPage>('GET', `/api/admin/audit?${query}`).then(
        ({ records: [newest] }) => {
          if (mine !== turn.current || !newest) return;
          setSaved((last) => last && { ...last, event: { id: newest.id, branch: where === BANK ? BANK : null } });
        },
        () => undefined, // what was saved is saved: only the way to its event is missing
      );
    },
    [session, user, branch],
  );
  const forget = useCallback(() => {
    turn.current += 1;
    setSaved(null);
  }, []);
  return { saved, tell, forget };
}

export type Tell = ReturnType<typeof useSaved>['tell'];

/** Always in the page: a live region that is added together with its text is often not read out. */
export function SavedNote({ saved }: { saved: Saved | null }) {
  const { t, i18n } = useTranslation();
  return (
    <div role="status" className="config-saved-region">
      {saved && (
        <p className="config-saved">
          <span>
            {t(saved.words, saved.values)}{' '}
            <span className="config-saved-at">
              {secondOfDay(saved.at, i18n.language, Intl.DateTimeFormat().resolvedOptions().timeZone)}
            </span>
          </span>
          {saved.event && (
            <a href={auditLink({ id: saved.event.id, branch: saved.event.branch })}>{t('config.saved.event')}</a>
          )}
        </p>
      )}
    </div>
  );
}
