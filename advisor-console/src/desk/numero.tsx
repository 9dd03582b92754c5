import { useTranslation } from 'react-i18next';

import type { WaitingTicket } from '@ticketero/contract';

import { HeartIcon } from '../common/icons';

/** Null where nobody is called out of order. */
export type OnPick = ((ticket: WaitingTicket) => void) | null;

/** A number that waits: where picking is allowed, a button that asks whether to call it now (R7). */
export function Numero({ ticket, onPick }: { ticket: WaitingTicket; onPick: OnPick }) {
  const { t } = useTranslation();
  const { numero, preferential } = ticket;
  const mark = preferential && (
    <>
      <HeartIcon />
      <span className="sr-only"> {t('ticket.preferential')}</span>
    </>
  );
  if (onPick === null) {
    return (
      <span className="number">
        {numero}
        {mark}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="number"
      aria-haspopup="dialog"
      title={t('pick.hint', { numero })}
      onClick={() => {
        onPick(ticket);
      }}
    >
      {numero}
      {mark}
    </button>
  );
}
