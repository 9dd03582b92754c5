import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { AUDIT_ENTITY_TYPES, AUDIT_EVENT_TYPES, type AdvisorView } from '@ticketero/contract';

import { ChevronIcon, SearchIcon } from '../common/icons';
import { addDays } from '../common/time';
import { useTyped } from '../common/use-typed';
import { actorOf, actorsOf } from './actors';
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

/** A label and its field, which takes the id. */
function Field({ label, name, children }: { label: string; name: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={`audit-field audit-field-${name}`}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

const NUMERO_LENGTH = 10;
const ACTOR_LENGTH = 100;

function TicketField({ query, onChange }: FieldProps) {
  const { t } = useTranslation();
  const tidy = (text: string) => text.trim().toUpperCase();
  const { typed, setTyped } = useTyped(query.ticket, tidy, (ticket) => {
    onChange({ ticket });
  });
  return (
    <Field label={t('audit.ticket')} name="ticket">
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
    </Field>
  );
}

function AdvisorField({ query, advisors, onChange }: FieldProps & Pick<Props, 'advisors'>) {
  const { t } = useTranslation();
  return (
    <Field label={t('audit.advisor')} name="advisor">
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
    </Field>
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
    <Field label={t('audit.actor')} name="actor">
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
    </Field>
  );
}

function EventField({ query, onChange }: FieldProps) {
  const { t, i18n } = useTranslation();
  const events = AUDIT_EVENT_TYPES.map((type) => ({ type, name: t(`auditEvent.${type}`) }));
  events.sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  return (
    <Field label={t('audit.event')} name="event">
      {(id) => (
        <select
          id={id}
          value={query.event ?? ''}
          onChange={({ target }) => {
            onChange({ event: AUDIT_EVENT_TYPES.find((type) => type === target.value) ?? null });
          }}
        >
          <option value="">{t('audit.anyEvent')}</option>
          {events.map(({ type, name }) => (
            <option key={type} value={type}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function EntityField({ query, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Field label={t('audit.entity')} name="entity">
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
    </Field>
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
  const field = (name: 'from' | 'to') => (
    <Field label={t(`audit.${name}`)} name={name}>
      {(id) => (
        <input
          id={id}
          type="date"
          max={today}
          value={query[name]}
          onChange={({ target: { value } }) => {
            if (value === '') return; // half a date is none yet
            const other = name === 'from' ? query.to : query.from;
            onChange({ from: value < other ? value : other, to: value < other ? other : value, [name]: value });
          }}
        />
      )}
    </Field>
  );
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
      {field('from')}
      {field('to')}
    </>
  );
}
