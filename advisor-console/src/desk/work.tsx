import { useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';
import { queueColour } from '@ticketero/ui';

import { actionsOf, askedOf, UNDO_KEY, type ActionId, type AskedId, type DeskPhase } from './actions';
import { ActionBar } from './action-bar';
import { AskedDialog } from './asked-dialog';
import { DeskLine } from './desk-line';
import { AvailableScreen, ClosingScreen } from './idle-screens';
import { MoreBar } from './more-bar';
import { OfflineScreen } from './offline-screen';
import { PauseMenu } from './pause-menu';
import { TicketScreen } from './ticket-screen';
import type { Commands } from './use-commands';
import { undoSecondsLeft } from './undo';
import { useKeys, type KeyBinding } from './use-keys';

interface Props {
  desk: Desk;
  phase: DeskPhase;
  serverNow: () => number;
  /** Since the server was last heard. */
  silentMs: number;
  commands: Commands;
}

/** The left part: what is going on, and below, always in the same place, the one thing to do. */
export function Work({ desk, phase, serverNow, silentMs, commands }: Props) {
  const { current } = desk;
  const [asking, setAsking] = useState<{ id: AskedId; about: string } | null>(null);
  const ask = (id: AskedId) => {
    if (current && !commands.blocked(id)) setAsking({ id, about: current.codigoReferencia });
  };
  const actions = actionsOf(desk);
  useKeys(bindingsOf({ desk, serverNow, commands }, ask));
  const colour = { '--queue': current ? queueColour(current.queueType) : 'var(--line)' } as CSSProperties;

  if (phase === 'offline') {
    return (
      <section className="work work-offline" style={colour}>
        <OfflineScreen desk={desk} serverNow={serverNow} commands={commands} />
        <div className="more-bar">
          <DeskLine {...{ desk, serverNow, silentMs, commands }} />
        </div>
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
          <ClosingScreen desk={desk} />
        )}
      </div>
      <MoreBar asked={askedOf(desk)} onAsk={ask} {...{ desk, serverNow, silentMs, commands }} />
      <ActionBar actions={actions} desk={desk} serverNow={serverNow} commands={commands} />
      {/* What was asked about one number is never answered for another. */}
      {current && asking?.about === current.codigoReferencia && (
        <AskedDialog
          asking={asking.id}
          desk={desk}
          ticket={current}
          commands={commands}
          onClose={() => {
            setAsking(null);
          }}
        />
      )}
    </section>
  );
}

/** What each key does now. */
function bindingsOf(
  { desk, serverNow, commands }: Pick<Props, 'desk' | 'serverNow' | 'commands'>,
  ask: (id: AskedId) => void,
): KeyBinding[] {
  const run = (kind: ActionId | 'undo') => () => {
    commands.run({ kind });
  };
  const canUndo = undoSecondsLeft(desk, serverNow()) !== null;
  return [
    ...actionsOf(desk).map(({ id, key }) => ({ key, press: run(id) })),
    ...askedOf(desk).map(({ id, key }) => ({
      key,
      press: () => {
        ask(id);
      },
    })),
    ...(canUndo ? [{ key: UNDO_KEY, press: run('undo') }] : []),
  ];
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
