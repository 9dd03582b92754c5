import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { DeskTicket, FinishOutcome } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { Ways } from '../common/ways';

interface Props {
  numero: string;
  /** The one in hand, which ends first. */
  current: Pick<DeskTicket, 'numero' | 'startedAt'> | null;
  /** Why nothing can be sent now; null: it can. */
  unable: string | null;
  /** `finish`: how the one in hand ends, if there is one. */
  onPick: (finish: FinishOutcome | null) => void;
  onClose: () => void;
}

/** In the order of the digits that choose them. */
const ENDS: FinishOutcome[] = ['NO_ATENDIDO', 'COMPLETADO'];

/**
 * Out of order is possible where the branch allows it (R7), and never by a slip of the hand. Whoever was called and has not
 * been greeted may not have come: the advisor says which it is.
 */
export function PickDialog({ numero, current, unable, onPick, onClose }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<FinishOutcome | null>(null);
  const asks = current !== null && current.startedAt === null;
  const finish = asks ? chosen : current && 'COMPLETADO';
  const open = asks && chosen === null ? t('pick.choose', { current: current.numero }) : null;

  function byDigit(event: KeyboardEvent<HTMLElement>): void {
    const end = ENDS[Number(event.key) - 1];
    if (!end) return;
    setChosen(end);
    event.currentTarget.querySelector<HTMLElement>(`[value="${end}"]`)?.focus();
  }

  return (
    <Dialog
      title={t('pick.title', { numero })}
      submit={t('pick.submit', { numero })}
      outcome={open ?? t(`pick.outcome.${finish ?? 'none'}`, { numero, current: current?.numero ?? '' })}
      missing={unable ?? open}
      onSubmit={() => {
        onPick(finish);
      }}
      onClose={onClose}
    >
      {asks && (
        <Ways
          name="end"
          legend={t('pick.question', { current: current.numero })}
          ways={ENDS.map((id, index) => ({ id, label: t(`pick.end.${id}`), digit: String(index + 1) }))}
          chosen={chosen}
          onChoose={setChosen}
          onKeyDown={byDigit}
        />
      )}
    </Dialog>
  );
}
