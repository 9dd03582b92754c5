import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { keepNoticed, keptNoticed, type Alerting } from '../common/preferences';
import { attentionOf, type Attention } from './attention';
import { chime, readyChime } from './chime';
import { showNotice } from './desktop-notice';

/** While people wait and nothing happens, it is said again. */
const AGAIN_MS = 60_000;
/** The tab that is looked at goes first: what it has noticed is not said by another. */
const OTHER_TABS_MS = 300;

const isAway = (): boolean => document.hidden || !document.hasFocus();

/**
 * Calls an advisor back who looks elsewhere (LESSONS.md, 23): by sound, and on the desktop while the console is not looked
 * at; as this person chose. `busy`: who has just pressed a key is looking.
 */
export function useAttention(desk: Desk | null, alerting: Alerting, busy: boolean): void {
  const { t } = useTranslation();
  const attention = desk && attentionOf(desk);
  const now = useRef({ attention, alerting, busy });
  useEffect(() => {
    now.current = { attention, alerting, busy };
  });
  const takeAway = useRef<() => void>(() => undefined);
  const known = useRef(false);
  const ready = desk !== null;
  const key = attention?.key ?? null;

  const words = useCallback(
    (about: Attention): [string, string] =>
      about.kind === 'called'
        ? [t('attention.called', { numero: about.numero }), t('attention.calledText', { ...about })]
        : [t('attention.waiting', { count: about.count }), t('attention.waitingText')],
    [t],
  );
  const say = useCallback(() => {
    const { attention: about, alerting: wanted } = now.current;
    if (about === null) return;
    if (wanted.sound) chime();
    if (wanted.notice && isAway()) takeAway.current = showNotice(...words(about));
  }, [words]);

  useEffect(() => {
    if (!ready) return;
    // What stood there when the page was opened is on the screen of somebody who has just opened it.
    const seen = !known.current || now.current.busy;
    known.current = true;
    if (key === null) return;
    if (seen) keepNoticed(key);
    const first = seen
      ? undefined
      : setTimeout(
          () => {
            if (keptNoticed() === key) return;
            keepNoticed(key);
            say();
          },
          isAway() ? OTHER_TABS_MS : 0,
        );
    const again = setInterval(() => {
      if (now.current.attention?.kind === 'waiting') say();
    }, AGAIN_MS);
    return () => {
      clearTimeout(first);
      clearInterval(again);
      takeAway.current();
    };
  }, [ready, key, say]);

  useEffect(() => {
    const back = () => {
      if (!isAway()) takeAway.current();
    };
    const gesture = () => void readyChime();
    document.addEventListener('visibilitychange', back);
    window.addEventListener('focus', back);
    window.addEventListener('pointerdown', gesture);
    window.addEventListener('keydown', gesture);
    return () => {
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('focus', back);
      window.removeEventListener('pointerdown', gesture);
      window.removeEventListener('keydown', gesture);
    };
  }, []);
}
