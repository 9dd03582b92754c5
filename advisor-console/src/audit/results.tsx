import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AuditRecord } from '@ticketero/contract';

import { dayOf, dayWords } from '../common/time';
import { EventRow } from './event-row';
import type { Reader } from './field-words';
import { minutesSince, storiesOf, ticketStory } from './story';
import { StoryHead } from './story-head';

interface Props {
  records: AuditRecord[];
  reader: Reader;
  /** Opened from the start: the one event that was asked for. */
  openId: number | null;
}

/** Newest first, with a heading for each day where the filter does not say which (`oneDay`: it does). */
export function EventList({ records, reader, openId, oneDay }: Props & { oneDay: boolean }) {
  const { t } = useTranslation();
  const days = byDay(records, reader.timeZone);
  const { isOpen, toggle } = useOpened(openId);
  return days.map(([day, events]) => (
    <section key={day} className="event-day" aria-label={dayWords(day, reader.language)}>
      {!(oneDay && openId === null) && <h3>{dayWords(day, reader.language)}</h3>}
      <ol className="events" aria-label={t('audit.list')}>
        {events.map((record) => (
          <EventRow
            key={record.id}
            record={record}
            reader={reader}
            open={isOpen(record.id)}
            onToggle={toggle(record.id)}
          />
        ))}
      </ol>
    </section>
  ));
}

/** Oldest first: what happened to one ticket (or to one of the same number on each day), or to one of anything else. */
export function Stories({ records, reader, openId, ticket }: Props & { ticket: boolean }) {
  const { t } = useTranslation();
  const { isOpen, toggle } = useOpened(openId);
  const stories = ticket ? storiesOf(records) : [records];
  return stories.map((events) => {
    const told = ticket ? ticketStory(events) : null;
    return (
      <article key={events[0]?.id} className="story">
        {told && <StoryHead story={told} reader={reader} />}
        <ol className="events story-line" aria-label={t('audit.story')}>
          {events.map((record, i) => (
            <EventRow
              key={record.id}
              record={record}
              reader={reader}
              open={isOpen(record.id)}
              onToggle={toggle(record.id)}
              story={{ since: minutesSince(events[i - 1], record) }}
            />
          ))}
        </ol>
      </article>
    );
  });
}

function useOpened(openId: number | null) {
  // Whoever opens or closes one by hand has the last word about it.
  const [byHand, setByHand] = useState<ReadonlyMap<number, boolean>>(new Map());
  const isOpen = (id: number) => byHand.get(id) ?? id === openId;
  const toggle = (id: number) => () => {
    setByHand((now) => new Map(now).set(id, !(now.get(id) ?? id === openId)));
  };
  return { isOpen, toggle };
}

function byDay(records: AuditRecord[], timeZone: string): [string, AuditRecord[]][] {
  const days = new Map<string, AuditRecord[]>();
  for (const record of records) {
    const day = dayOf(Date.parse(record.timestamp), timeZone);
    days.set(day, [...(days.get(day) ?? []), record]);
  }
  return [...days];
}
