import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket } from '@ticketero/ui';
import { useEffect, useState } from 'react';

import { useText } from '../i18n/text';
import { isWaiting, phaseOf } from '../phase';
import { againPhrase, boundPhrase } from '../phrases';
import type { TurnChange } from '../turn-change';

/** Several people can leave the queue at once: one sentence for all. */
const SETTLE_MS = 2_000;

interface AnnouncerProps {
  ticket: PublicTicket;
  change: TurnChange | null;
  fresh: boolean;
}

/** For who cannot see the page: each change of the place, and a wait that grows, when settled; the call at once. */
export function Announcer({ ticket, change, fresh }: AnnouncerProps) {
  const place = usePlace(ticket, change, fresh);
  const raised = useRaised(ticket, fresh);
  const call = useCallText(ticket);
  return (
    <div className="sr-only">
      <p role="status">{place}</p>
      <p role="status">{raised}</p>
      <p role="alert">{call}</p>
    </div>
  );
}

function usePlace(ticket: PublicTicket, change: TurnChange | null, fresh: boolean): string {
  const { t, language } = useText();
  const phase = phaseOf(ticket);
  const place = isWaiting(phase) ? `${phase} ${ticket.ticketsAhead} ${change ?? ''} ${ticket.queueType}` : phase;
  return useSettled(place, fresh, placeText);

  function placeText(): string {
    const count = ticket.ticketsAhead;
    const why = change
      ? `${t(`change.${change}.heading`, { queue: queueOfTicket(ticket, language) })}. ${t(`change.${change}.hint`)} `
      : '';
    const ahead = count === 0 ? t('ticket.first') : `${count} ${t('ticket.ahead', { count })}`;
    if (phase === 'waiting') return `${why}${ahead}.`;
    if (phase === 'next') return `${why}${t('next.heading')}. ${t('next.hint')} ${ahead}.`;
    if (phase === 'serving') return t('serving.heading');
    return phase === 'called' ? '' : t(`final.${phase}.heading`);
  }
}

/** R8: the bound that was told has been moved later. */
function useRaised(ticket: PublicTicket, fresh: boolean): string {
  const { t } = useText();
  const phrase = ticket.expectedByRaised && boundPhrase(ticket);
  const raised = phrase ? t(phrase.key, phrase.values) : '';
  return useSettled(raised, fresh, () => raised);
}

/** What is said of the state of things once it has settled; nothing as soon as that state is no longer the one shown. */
function useSettled(state: string, fresh: boolean, textOf: () => string): string {
  const [told, setTold] = useState({ state, text: '' }); // what stands on the page at first is read with the page
  const news = fresh && state !== told.state;
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setTold({ state, text: textOf() }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [state, news]);
  return told.state === state ? told.text : '';
}

function useCallText(ticket: PublicTicket): string {
  const { t } = useText();
  if (phaseOf(ticket) !== 'called') return '';
  const { numero, assignedModuleNumber: module, assignedAdvisor: advisor } = ticket;
  const again = againPhrase(ticket.recallCount);
  return t('call.spoken', {
    again: again ? `${t(again.key, again.values)}.` : '',
    numero,
    place: module === null ? t('call.ask') : t('call.place', { module }),
    advisor: advisor ? `${t('call.advisor', { name: advisor.name })}.` : '',
  }).trim();
}
