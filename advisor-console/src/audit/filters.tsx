import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { AUDIT_ENTITY_TYPES, type AdvisorView } from '@ticketero/contract';

import { ChevronIcon, SearchIcon } from '../common/icons';
import { DayFields, ListField } from '../common/list-field';
import { addDays } from '../common/time';
import { useTyped } from '../common/use-typed';
import { actorOf, actorsOf } from './actors';
import { choosing, eventChoiceOf, eventChoices } from './event-choices';
import type { AuditQuery } from './query';

interface Props {
  query: AuditQuery;
  today: string;
  advisors: AdvisorView[];
  onChange: (change: Partial<AuditQuery>) => void;
}

export function AuditFilters({ query, today, advisors, onChange }: Props) {
  const { t } = useTranslation();
  const [more, setMore] = useState(false);
  // A new choice is about the list again, not about the one event or entity that was looked at.
  const change = (part: Partial<AuditQuery>) => {
    onChange({ id: null, entityId: '', branch: '', ...part });
  };
  return (
    <form
      className="audit-filters"
      role="search"
      aria-label={t('audit.filter')}
      data-more={more || undefined}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <TicketField query={query} onChange={change} />
      <Days query={query} today={today} onChange={change} />
      {/* On a narrow screen the rest waits behind a button. */}
      <button
        type="button"
        className="btn btn-plain btn-small audit-more"
        aria-expanded={more}
        onClick={() => {
          setMore(!more);
        }}
      >
        {t('audit.moreFilters')}
        <ChevronIcon />
      </button>
      <AdvisorField query={query} advisors={advisors} onChange={change} />
      <ActorField query={query} advisors={advisors} onChange={change} />
      <EventField query={query} onChange={change} />
      <EntityField query={query} onChange={change} />
    </form>
  );
}

type FieldProps = Pick<Props, 'query' | 'onChange'>;

const NUMERO_LENGTH = 10;
const ACTOR_LENGTH = 100;

function TicketField({ query, onChange }: FieldProps) {
  const { t } = useTranslation();
  const tidy = (text: string) => text.trim().toUpperCase();
  const { typed, setTyped } = useTyped(query.ticket, tidy, (ticket) => {
    onChange({ ticket });
  });
  return (
    <ListField label={t('audit.ticket')} name="ticket">
      {(id) => (
        <span className="search">
          <SearchIcon />
          <input
            id={id}
            type="search"
            maxLength={NUMERO_LENGTH}
            autoComplete="off"
            spellCheck={false}
            placeholder="C05"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </span>
      )}
    </ListField>
  );
}

function AdvisorField({ query, advisors, onChange }: FieldProps & Pick<Props, 'advisors'>) {
  const { t } = useTranslation();
  return (
    <ListField label={t('audit.advisor')} name="advisor">
      {(id) => (
        <select
          id={id}
          value={query.advisor ?? ''}
          onChange={({ target }) => {
            onChange({ advisor: target.value === '' ? null : Number(target.value) });
          }}
        >
          <option value="">{t('audit.anyAdvisor')}</option>
          {/* From a link, before the list has come, or of somebody who has left. */}
          {query.advisor !== null && !advisors.some((advisor) => advisor.id === query.advisor) && (
            <option value={query.advisor}>{query.advisor}</option>
          )}
          {advisors.map((advisor) => (
            <option key={advisor.id} value={advisor.id}>
              {advisor.name}
            </option>
          ))}
        </select>
      )}
    </ListField>
  );
}

function ActorField({ query, advisors, onChange }: FieldProps & Pick<Props, 'advisors'>) {
  const { t } = useTranslation();
  const { typed, setTyped } = useTyped(
    query.actor,
    (text) => actorOf(text, advisors, t),
    (actor) => {
      onChange({ actor });
    },
  );
  return (
    <ListField label={t('audit.actor')} name="actor">
      {(id) => (
        <>
          <input
            id={id}
            list="audit-actors"
            maxLength={ACTOR_LENGTH}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={t('audit.anybody')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
          <datalist id="audit-actors">
            {actorsOf(advisors, t).map(({ actor, name }) => (
              <option key={actor} value={actor}>
                {name}
              </option>
            ))}
          </datalist>
        </>
      )}
    </ListField>
  );
}

function EventField({ query, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  const choices = eventChoices(t, i18n.language);
  return (
    <ListField label={t('audit.event')} name="event">
      {(id) => (
        <select
          id={id}
          value={eventChoiceOf(query)}
          onChange={({ target }) => {
            onChange(
              choosing(
                choices.find((choice) => choice.id === target.value),
                query,
              ),
            );
          }}
        >
          <option value="">{t('audit.anyEvent')}</option>
          {choices.map(({ id: choice, name }) => (
            <option key={choice} value={choice}>
              {name}
            </option>
          ))}
        </select>
      )}
    </ListField>
  );
}

function EntityField({ query, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <ListField label={t('audit.entity')} name="entity">
      {(id) => (
        <select
          id={id}
          value={query.entity ?? ''}
          onChange={({ target }) => {
            onChange({ entity: AUDIT_ENTITY_TYPES.find((type) => type === target.value) ?? null });
          }}
        >
          <option value="">{t('audit.anyEntity')}</option>
          {AUDIT_ENTITY_TYPES.map((type) => (
            <option key={type} value={type}>
              {t(`auditEntity.many.${type}`)}
            </option>
          ))}
        </select>
      )}
    </ListField>
  );
}

const WEEK = 7;

function Days({ query, today, onChange }: FieldProps & Pick<Props, 'today'>) {
  const { t } = useTranslation();
  const choices = [
    { name: 'today', from: today, to: today },
    { name: 'yesterday', from: addDays(today, -1), to: addDays(today, -1) },
    { name: 'week', from: addDays(today, 1 - WEEK), to: today },
  ] as const;
  return (
    <>
      <div role="group" aria-label={t('audit.days')} className="segments audit-days">
        {choices.map(({ name, from, to }) => (
          <button
            key={name}
            type="button"
            aria-pressed={query.from === from && query.to === to}
            onClick={() => {
              onChange({ from, to });
            }}
          >
            {t(`audit.${name}`)}
          </button>
        ))}
      </div>
      <DayFields days={query} today={today} onChange={onChange} />
    </>
  );
}
