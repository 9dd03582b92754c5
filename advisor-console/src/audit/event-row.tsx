import { useId, type KeyboardEvent, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { AuditRecord } from '@ticketero/contract';

import { ChevronIcon } from '../common/icons';
import { secondOfDay, timeOfDay } from '../common/time';
import { EventDetail } from './event-detail';
import type { Reader } from './field-words';
import { storyLink } from './links';
import { kindOf } from './story';
import { subjectWords, whoWords } from './who';
import { sentenceOf } from './words';

interface Props {
  record: AuditRecord;
  reader: Reader;
  open: boolean;
  onToggle: () => void;
  /** In a story the subject is known, and the pace is told: whole minutes since the event before. */
  story?: { since: number | null };
}

/** One event in words; a click anywhere opens all that is recorded of it, the button is for the keyboard. */
export function EventRow({ record, reader, open, onToggle, story }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const { language, timeZone, names } = reader;
  const { text, more } = sentenceOf(reader, record);
  const { timestamp } = record;
  const subject = subjectWords(t, record, names);
  return (
    <li className={`event event-${kindOf(record)}`} data-open={open || undefined} data-event-id={record.id}>
      <div
        className="event-row"
        onClick={(event) => {
          if (!isForSomethingElse(event)) onToggle();
        }}
      >
        <time className="event-time" dateTime={timestamp}>
          {story ? timeOfDay(timestamp, language, timeZone) : secondOfDay(timestamp, language, timeZone)}
        </time>
        {story && (
          <span className="event-since">{story.since !== null && t('audit.since', { minutes: story.since })}</span>
        )}
        <span className="event-mark" aria-hidden="true" />
        {!story && (
          <a className="event-subject audited" href={storyLink(record, timeZone)}>
            {subject}
          </a>
        )}
        <span className="event-words">
          {text}
          {more.map(({ name, value }) => (
            <span key={name} className="event-fact">
              {name}: {value}
            </span>
          ))}
        </span>
        <span className="event-who">{whoWords(t, record, names)}</span>
        <button
          type="button"
          className="icon-button event-open"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('audit.details', { what: story ? text : `${subject}, ${text}` })}
          onKeyDown={move}
        >
          <ChevronIcon />
        </button>
      </div>
      <div id={id} className="event-detail" hidden={!open}>
        {open && <EventDetail record={record} reader={reader} />}
      </div>
    </li>
  );
}

/** A link leads where it says, and who marks text wants to copy it. */
function isForSomethingElse({ target }: MouseEvent): boolean {
  return (target as HTMLElement).closest('a') !== null || getSelection()?.toString() !== '';
}

/** The arrows go from row to row, so that a day can be read without the Tab key. */
function move(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...document.querySelectorAll<HTMLElement>('.event-open')];
  const next = rows[rows.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
