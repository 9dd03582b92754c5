import { useTranslation } from 'react-i18next';

import type { Desk, DeskTicket } from '@ticketero/contract';

import type { AskedId } from './actions';
import { ReturnDialog } from './return-dialog';
import { TransferDialog } from '../common/transfer-dialog';
import type { Commands } from './use-commands';

interface Props {
  asking: AskedId;
  desk: Desk;
  ticket: DeskTicket;
  commands: Commands;
  onClose: () => void;
}

/** How the ticket in hand is passed on. It closes before the command runs: what comes of it is said on the desk. */
export function AskedDialog({ asking, desk, ticket, commands, onClose }: Props) {
  const { t } = useTranslation();
  const unable = commands.lost ? t('link.nothingSent') : null;
  if (asking === 'return') {
    return (
      <ReturnDialog
        numero={ticket.numero}
        unable={unable}
        onClose={onClose}
        onReturn={(request) => {
          onClose();
          commands.run({ kind: 'return', request });
        }}
      />
    );
  }
  return (
    <TransferDialog
      ticket={ticket}
      to={desk.transferTo}
      unattended={desk.unattended.map(({ queueType }) => queueType)}
      unable={unable}
      timeZone={desk.timeZone}
      onClose={onClose}
      onTransfer={(request) => {
        onClose();
        commands.run({ kind: 'transfer', request });
      }}
    />
  );
}
