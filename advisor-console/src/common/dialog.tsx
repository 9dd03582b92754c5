import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import '../styles/dialog.css';

interface Props {
  title: string;
  /** What the button that sends says. */
  submit: string;
  /** What will happen, before it does. */
  outcome: string;
  /** What has to be chosen or typed before it can be sent; null: it can. */
  missing: string | null;
  tone?: 'plain' | 'bad';
  onSubmit: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * The browser's own modal dialog: Escape closes, the focus stays inside and goes back to where it was, what lies behind
 * cannot be reached. Enter sends, or says what is missing: in the dialog's own words, not the browser's.
 */
export function Dialog({ title, submit, outcome, missing, tone = 'plain', onSubmit, onClose, children }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [refused, setRefused] = useState(0);
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
        noValidate
        onKeyDown={sendByEnter}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === null) onSubmit();
          else setRefused(refused + 1);
        }}
      >
        <h2 id={id}>{title}</h2>
        {children}
        <Outcome outcome={outcome} missing={missing} refused={refused} />
        <div className="dialog-buttons">
          <button type="button" className="btn btn-plain" onClick={onClose}>
            {t('dialog.back')}
            <kbd className="cap" aria-hidden="true">
              Esc
            </kbd>
          </button>
          <button
            type="submit"
            className={`btn btn-${tone === 'bad' ? 'bad' : 'primary'}`}
            aria-disabled={missing !== null}
          >
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

/** What was chosen with a button is sent by the next Enter, and not chosen again. */
function sendByEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const { target } = event;
  if (event.key !== 'Enter' || !(target instanceof HTMLButtonElement) || target.closest('.dialog-buttons')) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

/** The key: asked in vain once more, it is said once more. */
function Outcome({ outcome, missing, refused }: { outcome: string; missing: string | null; refused: number }) {
  if (missing === null || refused === 0) {
    return (
      <p className="outcome" role="status">
        {outcome}
      </p>
    );
  }
  return (
    <p key={refused} className="outcome" data-missing="" role="alert">
      {missing}
    </p>
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
