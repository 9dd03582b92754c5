import type { ReactNode } from 'react';

import type { Board } from '@ticketero/contract';

import type { Hero } from '../announce/use-announcer';

import { ClosedBanner, ClosedPanel } from './closed';
import { HeroPanel } from './hero-panel';
import { History } from './history';
import { Notices } from './notices';
import { WaitingStrip } from './waiting-strip';
import { Welcome } from './welcome';

/** Chooses between the calls, the welcome and the closed panel; the frame around them stays where it is. */
export function BoardContent(props: { board: Board; hero: Hero; serverNow: () => number }): ReactNode {
  const { board, hero } = props;
  const { branch } = board;
  const atDesks = board.called.some((call) => call.serving) || hero.announcement !== null;
  const somebodyWaits = board.waiting.some((queue) => queue.waiting > 0);

  if (!branch.open && !atDesks) {
    return (
      <>
        <ClosedPanel branch={branch} serverNow={props.serverNow} />
        <Notices notices={board.notices} />
        {somebodyWaits && <WaitingStrip queues={board.waiting} />}
      </>
    );
  }
  return (
    <>
      {!branch.open && <ClosedBanner branch={branch} serverNow={props.serverNow} />}
      <main className="calls" data-empty={hero.call === null}>
        {hero.call ? (
          <>
            <HeroPanel call={hero.call} announcement={hero.announcement} queues={board.waiting} />
            <History called={board.called} hero={hero.call} />
          </>
        ) : (
          <Welcome branchName={branch.name} />
        )}
      </main>
      <Notices notices={board.notices} />
      <WaitingStrip queues={board.waiting} />
    </>
  );
}
