import { useMemo, type ReactNode } from 'react';

import type { Board, Brand } from '@ticketero/contract';

import type { Hero } from '../announce/use-announcer';
import { MediaPanel } from '../media/media-panel';
import { usePlaylist } from '../media/use-playlist';

import { ClosedBanner, ClosedPanel } from './closed';
import { HeroPanel } from './hero-panel';
import { History } from './history';
import { Ticker } from './ticker';
import { tickerLines } from './ticker-lines';
import { WaitingStrip } from './waiting-strip';
import { Welcome } from './welcome';

interface Content {
  board: Board;
  brand: Brand;
  hero: Hero;
  /** Nobody was called for a while: the hero's place may show the bank's pictures. */
  quiet: boolean;
  serverNow: () => number;
  /** Of a video's sound, from 0 to 1. */
  volume: number;
}

/** Chooses between the calls, the welcome and the closed panel; the frame around them stays where it is. */
export function BoardContent(props: Content): ReactNode {
  const { board, hero, brand } = props;
  const { branch } = board;
  const atDesks = board.called.some((call) => call.serving) || hero.announcement !== null;
  const somebodyWaits = board.waiting.some((queue) => queue.waiting > 0);
  const lines = useMemo(() => tickerLines(board.notices, brand.display.ticker), [JSON.stringify(board.notices), brand]);

  if (!branch.open && !atDesks) {
    return (
      <>
        <ClosedPanel branch={branch} serverNow={props.serverNow} />
        {somebodyWaits && <WaitingStrip queues={board.waiting} />}
        <Ticker lines={lines} />
      </>
    );
  }
  return (
    <>
      {!branch.open && <ClosedBanner branch={branch} serverNow={props.serverNow} />}
      <Calls {...props} />
      <WaitingStrip queues={board.waiting} />
      <Ticker lines={lines} />
    </>
  );
}

/** The hero's place belongs to the calls; when it is quiet, the bank's pictures have it, and the number joins the others. */
function Calls({ board, brand, hero, quiet, volume }: Content): ReactNode {
  const playing = usePlaylist(brand.display.media);
  const pictures = quiet && playing.medium !== null;
  const { call } = hero;
  return (
    <main className="calls" data-empty={call === null && !pictures}>
      {!pictures && call && <HeroPanel call={call} announcement={hero.announcement} queues={board.waiting} />}
      <MediaPanel playing={playing} active={pictures} volume={volume} />
      {call && <History called={board.called} hero={pictures ? null : call} />}
      {!call && <Welcome branchName={board.branch.name} beside={pictures} />}
    </main>
  );
}
