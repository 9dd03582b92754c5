import { useCallback, type CSSProperties, type ReactNode } from 'react';

import type { Board } from '@ticketero/contract';
import { openingChangesAt, useLink, useNewVersion } from '@ticketero/realtime-client';
import { ErrorBoundary, useBrand } from '@ticketero/ui';

import { useAnnouncer } from '../announce/use-announcer';
import { ConnectingScreen } from '../link/connecting-screen';
import { LifeHint } from '../link/life-hint';
import { lifeOf, type Life } from '../link/proof-of-life';
import { StaleNotice } from '../link/stale-notice';
import { useSilence } from '../link/use-silence';
import { useQuiet } from '../media/use-quiet';
import { Broken } from '../parts/broken';
import { useBurnInShift } from '../parts/use-burn-in-shift';
import { SoundPanel } from '../sound/sound-panel';
import { useSoundPanel } from '../sound/use-sound-panel';
import { useSound, type Sound } from '../sound/use-sound';
import { useSoundReport } from '../sound/use-sound-report';

import { BoardContent } from './board-content';
import { Header } from './header';
import { LiveRegion } from './live-region';
import { SoundHint } from './sound-hint';

/** A paired screen: keeps the link, and what it says about itself, above whatever the board shows. */
export function LobbyScreen(props: {
  token: string;
  branchName: string;
  onRefused: () => Promise<boolean>;
}): ReactNode {
  const { token, onRefused } = props;
  const brand = useBrand();
  const auth = useCallback(() => ({ token }), [token]);
  const view = useLink(token, { namespace: 'display', auth, onRefused, changesAt: openingChangesAt });
  const silentMs = useSilence(view.link, view.silentMs);
  const board = view.state;
  const hero = useAnnouncer(board?.called ?? null, view.serverNow);
  const sound = useSound(hero, board?.waiting ?? null, brand.version);
  const quiet = useQuiet(hero.announcement !== null);
  const panel = useSoundPanel();
  const shift = useBurnInShift(board !== null && !board.branch.open);
  useSoundReport(token, sound.state);
  useNewVersion('/display/', view.link === 'live', quiet && !panel.open);

  if (!board) {
    return <ConnectingScreen screen="connecting" title="link.connecting" branchName={props.branchName} />;
  }
  const life = lifeOf(view.link, silentMs);
  const stale = life === 'stale';

  return (
    <div
      className="lobby"
      data-screen={screenName(board, stale)}
      data-link={view.link}
      style={{ '--shift-x': `${shift.x}px`, '--shift-y': `${shift.y}px` } as CSSProperties}
    >
      <div className="lobby__page" inert={stale} aria-hidden={stale}>
        <ErrorBoundary fallback={<Broken />}>
          <Header branch={board.branch} serverNow={view.serverNow} onClockHeld={panel.show}>
            <Hint life={life} silentMs={silentMs} sound={sound} />
          </Header>
          <BoardContent
            board={board}
            brand={brand}
            hero={hero}
            quiet={quiet}
            serverNow={view.serverNow}
            volume={sound.state === 'ON' ? sound.settings.volume / 100 : 0}
          />
        </ErrorBoundary>
      </div>
      {stale && <StaleNotice silentMs={silentMs} />}
      {panel.open && !stale && <SoundPanel sound={sound} onClose={panel.close} />}
      <LiveRegion hero={hero} />
    </div>
  );
}

function screenName(board: Board, stale: boolean): string {
  if (stale) return 'stale';
  return board.branch.open ? 'board' : 'closed';
}

/** One at a time: the header has room for one, and the age of the data matters more. */
function Hint(props: { life: Life; silentMs: number; sound: Sound }): ReactNode {
  if (props.life !== 'live') return <LifeHint life={props.life} silentMs={props.silentMs} />;
  return <SoundHint state={props.sound.state} />;
}
