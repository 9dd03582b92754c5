import {
  createContext,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';

import { Dialog } from '../common/dialog';

interface Guard {
  note: (id: string, unsaved: boolean) => void;
  /** False: there is unsaved work, and somebody would rather stay. */
  mayLeave: () => Promise<boolean>;
}

const GuardContext = createContext<Guard | null>(null);

function useGuard(): Guard {
  const guard = use(GuardContext);
  if (!guard) throw new Error('nothing guards the forms of this part');
  return guard;
}

export const useMayLeave = (): Guard['mayLeave'] => useGuard().mayLeave;

/** A form says whether it holds something that would be lost. */
export function useUnsaved(unsaved: boolean): void {
  const { note } = useGuard();
  const id = useId();
  useEffect(() => {
    note(id, unsaved);
    return () => {
      note(id, false);
    };
  }, [note, id, unsaved]);
}

/** Around the forms of a part: nothing that was typed in them is lost without being asked. */
export function UnsavedGuard({ children }: { children: ReactNode }) {
  const unsaved = useRef(new Set<string>());
  const [asked, setAsked] = useState<{ answer: (leave: boolean) => void } | null>(null);

  const ask = useCallback((answer: (leave: boolean) => void) => {
    setAsked({
      answer: (leave) => {
        setAsked(null);
        if (leave) unsaved.current.clear();
        answer(leave);
      },
    });
  }, []);
  const guard = useMemo<Guard>(
    () => ({
      note: (id, is) => {
        if (is) unsaved.current.add(id);
        else unsaved.current.delete(id);
      },
      mayLeave: () => (unsaved.current.size === 0 ? Promise.resolve(true) : new Promise(ask)),
    }),
    [ask],
  );
  useLeaving(unsaved, ask);
  return (
    <GuardContext value={guard}>
      {children}
      {asked && <Ask onAnswer={asked.answer} />}
    </GuardContext>
  );
}

function Ask({ onAnswer }: { onAnswer: (leave: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('config.unsaved.title')}
      outcome={t('config.unsaved.outcome')}
      submit={t('config.unsaved.leave')}
      missing={null}
      tone="bad"
      onSubmit={() => {
        onAnswer(true);
      }}
      onClose={() => {
        onAnswer(false);
      }}
    />
  );
}

/** By a link, by the way back, or with the whole page. */
function useLeaving(unsaved: RefObject<Set<string>>, ask: (answer: (leave: boolean) => void) => void): void {
  useEffect(() => {
    let here = location.href;
    const dirty = () => unsaved.current.size > 0;
    const goTo = (address: string) => {
      ask((leave) => {
        if (leave) location.href = address;
      });
    };
    const pressed = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
      if (!link || !dirty() || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation();
      goTo(link.href);
    };
    const moved = () => {
      if (!dirty()) {
        here = location.href;
        return;
      }
      const there = location.href;
      // Before anybody reads the new address: the event that tells of it comes later.
      history.pushState(null, '', here);
      goTo(there);
    };
    const closed = (event: BeforeUnloadEvent) => {
      if (dirty()) event.preventDefault();
    };
    document.addEventListener('click', pressed, true);
    window.addEventListener('popstate', moved);
    window.addEventListener('beforeunload', closed);
    return () => {
      document.removeEventListener('click', pressed, true);
      window.removeEventListener('popstate', moved);
      window.removeEventListener('beforeunload', closed);
    };
  }, [unsaved, ask]);
}
