import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk, DeskTicket } from '@ticketero/contract';

import { useNow } from '../common/use-now';
import type { DeskAction } from './actions';
import { ActionButton } from './action-button';
import { noteRecall, recallState } from './recall';
import type { Commands } from './use-commands';

interface Props {
  actions: DeskAction[];
  desk: Desk;
  serverNow: () => number;
  commands: Commands;
}

export function ActionBar({ actions, desk, serverNow, commands }: Props) {
  const { t } = useTranslation();
  const [primary, ...others] = actions;
  const button = (action: DeskAction, rank: 'primary' | 'plain') => ({
    rank,
    label: t(`action.${action.id}`),
    shortcut: action.key,
    pending: commands.pending === action.id,
    blocked: commands.blocked(action.id),
    onPress: () => {
      commands.run({ kind: action.id });
    },
  });

  return (
    <div className="action-bar" role="group" aria-label={t('action.group')}>
      {/* The same element whatever it does now: the focus of who works with Enter stays on it. */}
      {primary && <ActionButton key="primary" {...button(primary, 'primary')} />}
      {others.length > 0 && (
        <div className="action-others">
          {others.map((action) =>
            action.id === 'recall' && desk.current ? (
              <RecallButton
                key="recall"
                {...button(action, 'plain')}
                ticket={desk.current}
                settings={desk.settings}
                serverNow={serverNow}
              />
            ) : (
              <ActionButton key={action.id} {...button(action, 'plain')} />
            ),
          )}
        </div>
      )}
    </div>
  );
}

interface RecallProps extends ComponentProps<typeof ActionButton> {
  ticket: DeskTicket;
  settings: Desk['settings'];
  serverNow: () => number;
}

function RecallButton({ ticket, settings, serverNow, ...button }: RecallProps) {
  const { t } = useTranslation();
  const now = useNow(serverNow);
  const [kept, setKept] = useState(() => noteRecall(null, ticket, serverNow()));
  const note = noteRecall(kept, ticket, serverNow());
  if (note !== kept) setKept(note);

  const { count, max, waitSeconds, allowed } = recallState(note, settings, now);
  const detail =
    waitSeconds > 0 ? t('action.recallIn', { count: waitSeconds }) : t('action.recallCount', { count, max });
  return <ActionButton {...button} detail={detail} off={!allowed} />;
}
