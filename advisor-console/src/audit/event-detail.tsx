import { useTranslation } from 'react-i18next';

import type { AuditRecord } from '@ticketero/contract';

import { auditLink } from '../common/audit-link';
import { exactTime } from '../common/time';
import { browserOf } from '../common/user-agent';
import { diffOf, type FieldChange } from './diff';
import { asObject } from './facts';
import { fieldName, fieldValue, type Reader } from './field-words';
import { storyLink, ticketOf } from './links';
import { whoWords } from './who';

interface Props {
  record: AuditRecord;
  reader: Reader;
}

/** All that is recorded of an event: what changed, who from where, when exactly, and the record as it is. */
export function EventDetail({ record, reader }: Props) {
  const { t } = useTranslation();
  const data = Object.entries(asObject(record.metadata) ?? {});
  return (
    <>
      <div className="event-columns">
        <div className="event-states">
          <Diff rows={diffOf(record)} reader={reader} />
          {data.length > 0 && (
            <section>
              <h3>{t('audit.data')}</h3>
              <dl className="facts-list">
                {data.map(([name, value]) => (
                  <div key={name}>
                    <dt>{fieldName(t, name)}</dt>
                    <dd>{fieldValue(reader, name, value)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
        <Origin record={record} reader={reader} />
      </div>
      <details className="event-raw">
        <summary>{t('audit.raw')}</summary>
        <pre tabIndex={0} aria-label={t('audit.raw')}>
          {JSON.stringify(record, null, 2)}
        </pre>
      </details>
    </>
  );
}

function Diff({ rows, reader }: { rows: FieldChange[]; reader: Reader }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <p className="soft">{t('audit.noStates')}</p>;
  return (
    <table className="diff">
      <caption>{t('audit.states')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('audit.fieldColumn')}</th>
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ field, before, after, change }) => (
          <tr key={field} data-change={change}>
            <th scope="row">
              {fieldName(reader.t, field)}
              {change === 'changed' && ' '}
              {change === 'changed' && <span className="diff-mark">{t('audit.changed')}</span>}
            </th>
            <td>{change === 'added' ? <Nothing /> : fieldValue(reader, field, before)}</td>
            <td>{change === 'removed' ? <Nothing /> : fieldValue(reader, field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Not the same as an empty value: this side of the event does not say. */
function Nothing() {
  const { t } = useTranslation();
  return <span className="diff-nothing">{t('audit.notRecorded')}</span>;
}

/** What the record itself is made of; anything else that the server sends is shown with it. */
const KNOWN = [
  'id',
  'timestamp',
  'eventType',
  'actor',
  'entityType',
  'entityId',
  'entityIdentifier',
  'previousState',
  'newState',
  'metadata',
  'ipAddress',
  'userAgent',
];

function Origin({ record, reader }: Props) {
  const { t } = useTranslation();
  const { language, timeZone, names } = reader;
  const { actor, ipAddress, userAgent, timestamp, entityType, entityId } = record;
  const browser = browserOf(userAgent ?? '');
  const who = whoWords(t, record, names);
  const others = Object.entries(record).filter(([name]) => !KNOWN.includes(name));
  const rows: [string, string | null, string | null][] = [
    ['who', who, who === actor ? null : actor],
    ['ip', ipAddress, null],
    [
      'userAgent',
      browser ? [browser.browser, browser.system].filter(Boolean).join(' · ') : userAgent,
      browser && userAgent,
    ],
    ['local', exactTime(timestamp, language, timeZone), timeZone],
    ['utc', timestamp, null],
    ['about', t(`auditEntity.one.${entityType}`, { defaultValue: entityType }), entityId],
    ['kind', t(`auditEvent.${record.eventType}`, { defaultValue: record.eventType }), record.eventType],
    ['id', String(record.id), null],
  ];
  return (
    <section className="event-origin">
      <h3>{t('audit.origin')}</h3>
      <dl className="facts-list">
        {rows.map(([name, value, exact]) => (
          <div key={name}>
            <dt>{t(`audit.origins.${name}`)}</dt>
            <dd>
              {value ?? t('none')}
              {exact !== null && <span className="exact">{exact}</span>}
            </dd>
          </div>
        ))}
        {others.map(([name, value]) => (
          <div key={name}>
            <dt>{fieldName(t, name)}</dt>
            <dd className="exact-value">{fieldValue(reader, name, value)}</dd>
          </div>
        ))}
      </dl>
      <Links record={record} timeZone={timeZone} />
    </section>
  );
}

function Links({ record, timeZone }: { record: AuditRecord; timeZone: string }) {
  const { t } = useTranslation();
  const { entityType, id } = record;
  const numero = ticketOf(record);
  const entity = t(`auditEntity.the.${entityType}`, { defaultValue: entityType });
  return (
    <p className="event-links">
      <a href={storyLink(record, timeZone)}>
        {numero === null ? t('audit.allOfEntity', { entity }) : t('audit.storyOf', { numero })}
      </a>
      <a href={auditLink({ id })}>{t('audit.linkToThis')}</a>
    </p>
  );
}
