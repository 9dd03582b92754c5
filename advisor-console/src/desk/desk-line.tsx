import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { AlertIcon } from '../common/icons';
import { UndoButton } from './undo-button';
import type { Commands } from './use-commands';

interface Props {
  desk: Desk;
  serverNow: () => number;
  /** Since the server was last heard. */
  silentMs: number;
  commands: Commands;
}

/** Beside the keys: why they do nothing now, else what can be taken back. Always in the same place, so nothing moves. */
export function DeskLine({ desk, serverNow, silentMs, commands }: Props) {
  const { t } = useTranslation();
  const { lost, unanswered } = commands;
  return (
    <div className="desk-line">
      <div role="alert">
        {(lost || unanswered) && (
          <p className="cut">
            <AlertIcon />
            <span>
              <strong>{t(lost ? 'link.staleTitle' : 'link.unanswered')}</strong>{' '}
              {t(lost ? 'link.lostText' : 'link.unansweredText')}
              {/* A number that changes each second is not for reading out. */}
              {lost && <span aria-hidden="true"> {t('link.staleAge', { seconds: Math.floor(silentMs / 1_000) })}</span>}
            </span>
          </p>
        )}
      </div>
      {!lost && !unanswered && <UndoButton desk={desk} serverNow={serverNow} commands={commands} />}
    </div>
  );
}
