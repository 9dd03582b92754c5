import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { CloseIcon } from './icons';
import { saidIn, type Said } from './said';

export interface NoticeText {
  tone: 'bad' | 'info';
  /** A key of the catalogue, or words that came from the server. */
  key?: string;
  values?: Record<string, string>;
  /** A second sentence of the catalogue. */
  then?: { key: string; values: Record<string, string> };
  said?: Said;
}

/** Null takes the last message away. */
type Say = (notice: NoticeText | null) => void;

const NoticeContext = createContext<Say>(() => undefined);

const SHOWN_MS = 9_000;

export const useSay = (): Say => use(NoticeContext);

/** One message at a time: the newest is the one that matters to somebody who has just pressed a key. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<(NoticeText & { id: number }) | null>(null);
  const say = useCallback<Say>((next) => {
    setNotice((last) => next && { ...next, id: (last?.id ?? 0) + 1 });
  }, []);

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => {
      setNotice(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [notice]);

  const shown = useMemo(
    () => (
      <NoticeRegion
        notice={notice}
        onClose={() => {
          setNotice(null);
        }}
      />
    ),
    [notice],
  );
  return (
    <NoticeContext value={say}>
      {children}
      {shown}
    </NoticeContext>
  );
}

interface RegionProps {
  notice: (NoticeText & { id: number }) | null;
  onClose: () => void;
}

// The two live regions are always in the page: one that is added together with its text is often not read out.
function NoticeRegion({ notice, onClose }: RegionProps) {
  const { t, i18n } = useTranslation();
  const words = notice && (
    <div className={`notice notice-${notice.tone}`} key={notice.id}>
      <p>
        {notice.key && t(notice.key, notice.values)}
        {notice.said && saidIn(i18n.language, notice.said)}
        {notice.then && ` ${t(notice.then.key, notice.then.values)}`}
      </p>
      <button type="button" className="icon-button" aria-label={t('notice.close')} onClick={onClose}>
        <CloseIcon />
      </button>
    </div>
  );
  return (
    <div className="notices">
      <div role="alert">{notice?.tone === 'bad' && words}</div>
      <div role="status">{notice?.tone === 'info' && words}</div>
    </div>
  );
}
