import type { PublicTicket } from '@ticketero/contract';
import { useEffect, useRef, useState } from 'react';

import { useText } from '../i18n/text';
import { cancel } from '../know/question';
import type { FollowedTicket } from '../know/use-ticket';
import type { Phrase } from '../phrases';
import { Button } from './button';
import styles from './cancel-turn.module.css';

interface CancelTurnProps {
  ticket: PublicTicket;
  followed: Pick<FollowedTicket, 'ask' | 'learned'>;
}

/** The way out. It asks once: a place in the queue is lost in a moment. */
export function CancelTurn({ ticket, followed }: CancelTurnProps) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        {t('cancel.open')}
      </Button>
      {asking && <Question ticket={ticket} followed={followed} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Cancels; what went wrong, in words, or null while there is nothing to say. */
function useCancel({ ticket, followed }: CancelTurnProps) {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Phrase | null>(null);

  const run = async () => {
    setWorking(true);
    setProblem(null);
    const word = await cancel(ticket.codigoReferencia);
    // The view follows the ticket: when it is cancelled, called or gone this question goes with the rest.
    if (word.type === 'changed') await followed.ask();
    else if (word.type !== 'failed' && word.type !== 'busy') followed.learned(word);
    setWorking(false);
    if (word.type === 'changed' || word.type === 'failed') setProblem({ key: `cancel.${word.type}`, values: {} });
    if (word.type === 'busy') setProblem({ key: 'cancel.busy', values: { seconds: word.seconds } });
  };
  return { working, problem, run };
}

function Question({ ticket, followed, onClose }: CancelTurnProps & { onClose: () => void }) {
  const { t } = useText();
  const { working, problem, run } = useCancel({ ticket, followed });
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closed first, so that the browser takes the focus back to the button.
    return () => opened?.close();
  }, []);

  const leave = () => {
    if (!working) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      role="alertdialog"
      aria-labelledby="cancel-heading"
      aria-describedby="cancel-hint"
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onClick={(event) => event.target === dialog.current && leave()}
    >
      <div className={styles.body}>
        <h2 id="cancel-heading">{t('cancel.heading', { numero: ticket.numero })}</h2>
        <p id="cancel-hint">{t('cancel.hint')}</p>
        <p role="alert" className={problem ? styles.problem : undefined}>
          {problem && t(problem.key, problem.values)}
        </p>
        <Button look="primary" waiting={working} onPress={leave}>
          {t('cancel.no')}
        </Button>
        <Button look="danger" waiting={working} onPress={() => void run()}>
          {t(working ? 'cancel.working' : 'cancel.yes')}
        </Button>
      </div>
    </dialog>
  );
}
