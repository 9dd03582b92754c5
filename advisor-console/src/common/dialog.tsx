import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import '../styles/dialog.css';

interface Props {
  title: string;
  /** What the button that sends says. */
  submit: string;
  /** False: what is chosen so far cannot be sent. */
  ready: boolean;
  tone?: 'plain' | 'bad';
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/**
 * The browser's own modal dialog: Escape closes, the focus stays inside and goes back to where it was, what lies behind
 * cannot be reached. Enter sends.
 */
export function Dialog({ title, submit, ready, tone = 'plain', onSubmit, onClose, children }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useClosing(dialog, onClose);

  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose(); // beside it
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onSubmit();
        }}
      >
        <h2 id={id}>{title}</h2>
        {children}
        <div className="dialog-buttons">
          <button type="button" className="btn btn-plain" onClick={onClose}>
            {t('dialog.back')}
            <kbd className="cap" aria-hidden="true">
              Esc
            </kbd>
          </button>
          <button type="submit" className={`btn btn-${tone === 'bad' ? 'bad' : 'primary'}`} aria-disabled={!ready}>
            {submit}
            <kbd className="cap" aria-hidden="true">
              ⏎
            </kbd>
          </button>
        </div>
      </form>
    </dialog>
  );
}

function useClosing(dialog: { current: HTMLDialogElement | null }, onClose: () => void): void {
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });

  // Before the element is gone: closing is what gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    shown.showModal();
    (shown.querySelector<HTMLElement>('[data-first]') ?? shown.querySelector<HTMLElement>('[type=submit]'))?.focus();
    const cancelled = (event: Event) => {
      event.preventDefault();
      latest.current();
    };
    // A second Escape is not asked about: the browser closes.
    const closed = () => {
      if (!shown.open) latest.current();
    };
    shown.addEventListener('cancel', cancelled);
    shown.addEventListener('close', closed);
    return () => {
      shown.removeEventListener('cancel', cancelled);
      shown.removeEventListener('close', closed);
      shown.close();
    };
  }, [dialog]);
}
