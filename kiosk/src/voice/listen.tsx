import type { PublicTicket } from '@ticketero/contract';
import { queueName } from '@ticketero/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { useComfort } from '../comfort/comfort';
import { Button } from '../parts/button';
import { recordedTicket, spokenTicket } from './spoken-ticket';
import { hush, useVoice } from './use-voice';

/** Reads the number and its place out: by a touch, and by itself for who turned the voice on. */
export function Listen({ ticket }: { ticket: PublicTicket }) {
  const { t, i18n } = useTranslation();
  const { speak } = useVoice();
  const { voice } = useComfort();
  const name = queueName({ queueType: ticket.queueType, displayName: ticket.queueName }, i18n.language);
  const say = () => speak?.({ text: spokenTicket({ ...ticket, queueName: name }, t), words: recordedTicket(ticket) });
  const latest = useRef(say);
  useEffect(() => {
    latest.current = say;
  });

  const can = speak !== null;
  useEffect(() => {
    if (voice && can) latest.current();
    // Again when it is called; not at every step of the queue.
  }, [voice, can, ticket.status === 'ATENDIENDO']);
  useEffect(() => hush, []);

  if (!can) return null;
  return (
    <Button look="secondary" icon="speaker" onPress={say}>
      {t('common.listen')}
    </Button>
  );
}
