import type { PublicTicket } from '@ticketero/contract';
import { queueOfTicket } from '@ticketero/ui';
import { useEffect, useState } from 'react';

import { useText } from '../i18n/text';
import { isWaiting, phaseOf } from '../phase';
import {
  againPhrase,
  aheadPhrase,
  boundPhrase,
  changePhrase,
  closedAs,
  outcomeOf,
  isSoon,
  isUnserved,
} from '../phrases';
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
  const ahead = aheadPhrase(ticket);
  const state = [
    phase,
    ahead.key,
    ticket.ticketsAhead,
    change,
    ticket.queueType,
    ticket.onDuty,
    ticket.branchClosed?.reason,
  ];
  const place = isWaiting(phase) ? state.join(' ') : phase;
  return useSettled(place, fresh, placeText);

  function placeText(): string {
    if (phase === 'serving') return t('serving.heading');
    if (phase === 'called') return '';
    if (!isWaiting(phase)) return t(`final.${outcomeOf(ticket)}.heading`);
    const { branchClosed: closed } = ticket;
    const how = closed && closedAs(closed.reason);
    const changed = changePhrase(change, ticket, queueOfTicket(ticket, language));
    const count = ahead.key === 'ticket.ahead' ? `${ticket.ticketsAhead} ` : '';
    return [
      how && `${t(`closed.${how}.heading`)}. ${t(`closed.${how}.hint`)}`,
      changed && `${t(`${changed.key}.heading`, changed.values)}. ${t(`${changed.key}.hint`)}`,
      isSoon(ticket) && `${t('next.heading')}. ${t('next.hint')}`,
      `${count}${t(ahead.key, ahead.values)}.`,
      ticket.reservedFor && t('ticket.reservedHint'),
      isUnserved(ticket) && `${t('ticket.nobody.heading')}. ${t('ticket.nobody.hint')}`,
    ]
      .filter(Boolean)
      .join(' ');
  }
}

/** R8: the bound that was told has been moved later. */
function useRaised(ticket: PublicTicket, fresh: boolean): string {
  const { t } = useText();
  const phrase = ticket.expectedByRaised && boundPhrase(ticket);
  const raised = phrase && ticket.onDuty ? t(phrase.key, phrase.values) : '';
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
