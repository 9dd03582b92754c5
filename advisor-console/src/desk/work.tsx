import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';
import { queueColour } from '@ticketero/ui';

import { actionsOf, type DeskPhase } from './actions';
import { ActionBar } from './action-bar';
import { AvailableScreen, ClosingScreen } from './idle-screens';
import { OfflineScreen } from './offline-screen';
import { PauseMenu } from './pause-menu';
import { TicketScreen } from './ticket-screen';
import type { Commands } from './use-commands';
import { useKeys } from './use-keys';

interface Props {
  desk: Desk;
  phase: DeskPhase;
  serverNow: () => number;
  commands: Commands;
}

/** The left part: what is going on, and below, always in the same place, the one thing to do. */
export function Work({ desk, phase, serverNow, commands }: Props) {
  const actions = actionsOf(desk);
  useKeys(actions, (action) => {
    commands.run({ kind: action.id });
  });
  const { current } = desk;
  const colour = { '--queue': current ? queueColour(current.queueType) : 'var(--line)' } as CSSProperties;

  if (phase === 'offline') {
    return (
      <section className="work work-offline" style={colour}>
        <OfflineScreen desk={desk} serverNow={serverNow} commands={commands} />
      </section>
    );
  }
  return (
    <section className="work" style={colour}>
      <div className="work-top">
        <PhasePill phase={phase} />
        <PauseMenu desk={desk} commands={commands} />
      </div>
      <div className="work-body">
        {current ? (
          <TicketScreen desk={desk} ticket={current} serverNow={serverNow} />
        ) : phase === 'available' ? (
          <AvailableScreen desk={desk} />
        ) : (
          <ClosingScreen />
        )}
      </div>
      <ActionBar actions={actions} desk={desk} serverNow={serverNow} commands={commands} />
    </section>
  );
}

function PhasePill({ phase }: { phase: DeskPhase }) {
  const { t } = useTranslation();
  return (
    <span className={`phase phase-${phase}`}>
      <span className="phase-dot" aria-hidden="true" />
      {t(`phase.${phase}`)}
    </span>
  );
}
