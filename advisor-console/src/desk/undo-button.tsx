import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { UndoIcon } from '../common/icons';
import { useNow } from '../common/use-now';
import { UNDO_KEY } from './actions';
import { doneKey, undoSecondsLeft } from './undo';
import type { Commands } from './use-commands';

interface Props {
  desk: Desk;
  serverNow: () => number;
  commands: Commands;
}

/** The last command, for as long as it can be taken back (R4). */
export function UndoButton({ desk, serverNow, commands }: Props) {
  const { t } = useTranslation();
  const { undo } = desk;
  const seconds = undoSecondsLeft(desk, useNow(serverNow));
  if (undo === null || seconds === null) return null;
  const done = t(doneKey({ undo, advisor: desk.advisor }), { numero: undo.numero ?? '' });
  const blocked = commands.blocked('undo');
  return (
    <div className="undo">
      <span className="undo-what">{done}</span>
      <button
        type="button"
        className="btn btn-plain btn-small"
        aria-keyshortcuts={UNDO_KEY}
        aria-label={t('undo.name', { done })}
        aria-busy={commands.pending === 'undo'}
        aria-disabled={blocked}
        onClick={() => {
          if (!blocked) commands.run({ kind: 'undo' });
        }}
      >
        <UndoIcon />
        {t('undo.button')}
        <kbd className="cap" aria-hidden="true">
          Ctrl Z
        </kbd>
        <span className="undo-left" aria-hidden="true">
          {t('undo.left', { seconds })}
        </span>
      </button>
    </div>
  );
}
