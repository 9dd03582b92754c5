import { useCallback, type CSSProperties, type ReactNode } from 'react';

import { openingChangesAt, useLink } from '@ticketero/realtime-client';
import { ErrorBoundary } from '@ticketero/ui';

import { useAnnouncer } from '../announce/use-announcer';
import { useChime } from '../announce/use-chime';
import { ConnectingScreen } from '../link/connecting-screen';
import { LifeHint } from '../link/life-hint';
import { lifeOf } from '../link/proof-of-life';
import { StaleNotice } from '../link/stale-notice';
import { useSilence } from '../link/use-silence';
import { Broken } from '../parts/broken';
import { useBurnInShift } from '../parts/use-burn-in-shift';

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
  const auth = useCallback(() => ({ token }), [token]);
  const view = useLink(token, { namespace: 'display', auth, onRefused, changesAt: openingChangesAt });
  const silentMs = useSilence(view.link, view.silentMs);
  const hero = useAnnouncer(view.state?.called ?? null, view.serverNow);
  const soundBlocked = useChime(hero.announcement);
  const shift = useBurnInShift();

  const board = view.state;
  if (!board) {
    return <ConnectingScreen screen="connecting" title="link.connecting" branchName={props.branchName} />;
  }
  const life = lifeOf(view.link, silentMs);
  const stale = life === 'stale';

  return (
    <div
      className="lobby"
      data-screen={stale ? 'stale' : board.branch.open ? 'board' : 'closed'}
      data-link={view.link}
      style={{ '--shift-x': `${shift.x}px`, '--shift-y': `${shift.y}px` } as CSSProperties}
    >
      <div className="lobby__page" inert={stale} aria-hidden={stale}>
        <ErrorBoundary fallback={<Broken />}>
          <Header branch={board.branch} serverNow={view.serverNow}>
            <LifeHint life={life} silentMs={silentMs} />
            {/* One at a time: the header has room for one, and the age of the data matters more. */}
            {soundBlocked && life === 'live' && <SoundHint />}
          </Header>
          <BoardContent board={board} hero={hero} serverNow={view.serverNow} />
        </ErrorBoundary>
      </div>
      {stale && <StaleNotice silentMs={silentMs} />}
      <LiveRegion hero={hero} />
    </div>
  );
}
