import type { PublicTicket } from '@ticketero/contract';
import { setTitle } from '@ticketero/ui';
import { useEffect } from 'react';

import { useBell } from './call/use-bell';
import { useCall } from './call/use-call';
import { useWakeLock } from './call/use-wake-lock';
import { TextContext, useTextFor, type Text } from './i18n/text';
import { useTicket, type FollowedTicket } from './know/use-ticket';
import { Announcer } from './parts/announcer';
import { isFinal, phaseOf } from './phase';
import { titlePhrase } from './phrases';
import { FinalScreen, ServingScreen } from './screens/after-screens';
import { CalledScreen } from './screens/called-screen';
import { LoadingScreen, MissingScreen } from './screens/note-screen';
import { WaitingScreen } from './screens/waiting-screen';
import { useTurnChange } from './use-turn-change';

/** While the page finds out, for so long what it shows may stand as it is: a heartbeat apart. */
const FRESH_SECONDS = 6;

const isFresh = ({ freshness, seconds }: FollowedTicket): boolean =>
  freshness === 'live' || (freshness === 'checking' && seconds < FRESH_SECONDS);

/** One customer's turn, from the number to the end. */
export function TicketPage({ code }: { code: string }) {
  const followed = useTicket(code);
  const { ticket, missing, freshness, busy } = followed;
  const text = useTextFor(ticket?.language ?? null);
  useTitle(followed, text);
  return (
    <TextContext.Provider value={text}>
      {missing ? (
        <MissingScreen />
      ) : ticket ? (
        <Turn ticket={ticket} followed={followed} />
      ) : (
        <LoadingScreen lost={freshness === 'lost'} busy={busy} />
      )}
    </TextContext.Provider>
  );
}

function Turn({ ticket, followed }: { ticket: PublicTicket; followed: FollowedTicket }) {
  const { bell, state: bellState } = useBell();
  const phase = phaseOf(ticket);
  const { freshness, seconds } = followed;
  const fresh = isFresh(followed);
  const change = useTurnChange(ticket);
  useCall(ticket, bell, bellState);
  useWakeLock(!isFinal(phase) && phase !== 'serving');

  function screen() {
    switch (phase) {
      case 'waiting':
      case 'next':
        return <WaitingScreen {...{ ticket, phase, change, fresh, followed, bell, bellState }} />;
      case 'called':
        return <CalledScreen {...{ ticket, freshness, seconds, bell, bellState }} />;
      case 'serving':
        return <ServingScreen {...{ ticket, freshness, seconds }} />;
      default:
        return <FinalScreen ticket={ticket} ending={phase} />;
    }
  }

  return (
    <>
      {screen()}
      <Announcer ticket={ticket} change={change} fresh={fresh} />
    </>
  );
}

function useTitle({ ticket, missing, freshness }: FollowedTicket, { t }: Text): void {
  const phrase = ticket ? titlePhrase(ticket, freshness) : { key: 'title.start', values: {} };
  const title = missing ? t('title.missing') : t(phrase.key, phrase.values);
  useEffect(() => {
    setTitle(title);
  }, [title]);
}
