import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Dialog } from '../common/dialog';
import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';

interface Props<Answer> {
  /** What the button says. */
  label: string;
  icon?: ReactNode;
  /** Asked once where it hurts; absent: done at once. */
  ask?: { title: string; outcome: string };
  tone?: 'plain' | 'bad';
  run: () => Promise<Answer>;
  /** Asks for the truth again, whatever came of it. */
  refresh?: () => Promise<unknown>;
  onDone: (answer: Answer) => void;
}

/** Something that is done at once, beside what a form saves. */
export function Act<Answer>({ label, icon, ask, tone = 'plain', run, refresh, onDone }: Props<Answer>) {
  const { t } = useTranslation();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  async function carryOut(): Promise<void> {
    if (busy) return;
    setBusy(true);
    say(null);
    try {
      onDone(await run());
    } catch (error) {
      say(failureNotice(error));
    }
    setBusy(false);
    await refresh?.();
  }

  return (
    <>
      <button
        type="button"
        className={`btn btn-plain${tone === 'bad' ? ' config-bad' : ''}`}
        aria-busy={busy}
        onClick={() => {
          if (ask) setAsking(true);
          else void carryOut();
        }}
      >
        {busy ? <span className="spinner" aria-hidden="true" /> : icon}
        {label}
      </button>
      {ask && asking && (
        <Dialog
          title={ask.title}
          outcome={ask.outcome}
          submit={label}
          missing={null}
          tone={tone}
          onSubmit={() => {
            setAsking(false);
            void carryOut();
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      )}
      {busy && <span className="sr-only">{t('config.working')}</span>}
    </>
  );
}
