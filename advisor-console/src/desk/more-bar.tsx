import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { ReturnIcon, TransferIcon } from '../common/icons';
import type { AskedId, DeskAction } from './actions';
import { DeskLine } from './desk-line';
import type { Commands } from './use-commands';

interface Props {
  asked: DeskAction<AskedId>[];
  onAsk: (id: AskedId) => void;
  desk: Desk;
  serverNow: () => number;
  silentMs: number;
  commands: Commands;
}

const ICONS = { return: ReturnIcon, transfer: TransferIcon };

/** What is needed less often than the actions: passing the ticket on, and taking back. Always there, so nothing moves. */
export function MoreBar({ asked, onAsk, commands, ...line }: Props) {
  const { t } = useTranslation();
  return (
    <div className="more-bar" role="group" aria-label={t('more.group')}>
      {asked.map(({ id, key }) => {
        const Icon = ICONS[id];
        return (
          <button
            key={id}
            type="button"
            className="btn btn-quiet btn-small"
            aria-keyshortcuts={key}
            aria-haspopup="dialog"
            aria-busy={commands.pending === id}
            aria-disabled={commands.blocked(id)}
            onClick={() => {
              onAsk(id);
            }}
          >
            <Icon />
            {t(`more.${id}`)}
            <kbd className="cap" aria-hidden="true">
              {key}
            </kbd>
          </button>
        );
      })}
      <DeskLine {...line} commands={commands} />
    </div>
  );
}
