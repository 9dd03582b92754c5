import { useTranslation } from 'react-i18next';

import { queueStyle } from '@ticketero/ui';

import { dayOf, dayWords } from '../common/time';
import { fieldValue, type Reader } from './field-words';
import type { TicketStory } from './story';

interface Props {
  story: TicketStory;
  reader: Reader;
}

/** The ticket in a few words, above its story. */
export function StoryHead({ story, reader }: Props) {
  const { t } = useTranslation();
  const { numero, queueType, status, preferential, waitedMinutes, servedMinutes, calls, moduleNumber, advisorId } =
    story;
  const day = dayWords(dayOf(Date.parse(story.from), reader.timeZone), reader.language);
  const minutes = (value: number) => t('shortMinutes', { minutes: value });
  const facts: [string, string | null][] = [
    ['waited', waitedMinutes === null ? null : minutes(waitedMinutes)],
    ['served', servedMinutes === null ? null : minutes(servedMinutes)],
    ['calls', calls === 0 ? null : String(calls)],
    ['module', moduleNumber === null ? null : String(moduleNumber)],
    ['advisor', advisorId === null ? null : (reader.names.advisor(advisorId) ?? String(advisorId))],
  ];
  return (
    <header className="story-head">
      <div className="story-title">
        <h3>{numero}</h3>
        {queueType !== null && (
          <span className="queue-tag" style={queueStyle(queueType)}>
            {reader.names.queue(queueType)}
          </span>
        )}
        {preferential && <span className="story-preferential">{t('ticket.preferential')}</span>}
        {status !== null && (
          <span className={`story-status story-${status}`}>{fieldValue(reader, 'status', status)}</span>
        )}
        <p className="soft">{day}</p>
      </div>
      <dl className="story-facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{t(`audit.fact.${name}`)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </header>
  );
}
