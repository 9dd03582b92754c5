import { useTranslation } from 'react-i18next';

import type { DatabaseFigure, DatabaseTable, DatabaseVerdict, DatabaseView, UnusedIndex } from '@ticketero/contract';

import { shortDay, timeOfDay } from '../common/time';
import { usePolled } from '../common/use-polled';
import { amount } from './amount';
import { Heard } from './loaded';
import { State } from './state';

/** How the database is, each figure beside what it should be; for whoever runs the whole bank's installation. */
export function Database() {
  const polled = usePolled<DatabaseView>('/api/admin/database');
  return (
    <Heard polled={polled}>
      {(view) => (
        <>
          <Summary view={view} />
          <Figures view={view} />
          <Tables tables={view.tables} />
          <Unused indexes={view.unusedIndexes} since={view.statisticsSince} />
          <Statements statements={view.statements} />
        </>
      )}
    </Heard>
  );
}

const TONES = { OK: 'good', LOOK: 'warn', OFF: 'off', UNKNOWN: 'off' } as const;

function Verdict({ verdict }: { verdict: DatabaseVerdict }) {
  const { t } = useTranslation();
  return <State tone={TONES[verdict]}>{t(`config.database.verdict.${verdict}`)}</State>;
}

/** This machine's: a database is no branch's. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function Summary({ view: { at, version, figures } }: { view: DatabaseView }) {
  const { t, i18n } = useTranslation();
  const count = figures.filter(({ verdict }) => verdict === 'LOOK').length;
  return (
    <p className={count === 0 ? 'config-prose' : 'config-note'}>
      {count === 0 ? t('config.database.allWell') : t('config.database.toLookAt', { count })}{' '}
      {t('config.database.readAt', { version, at: timeOfDay(at, i18n.language, zone()) })}
    </p>
  );
}

function Figures({ view: { figures, statements } }: { view: DatabaseView }) {
  const { t, i18n } = useTranslation();
  const about = ({ name, verdict }: DatabaseFigure): string => {
    if (name === 'SLOW_STATEMENTS' && verdict === 'UNKNOWN')
      return t(`config.database.statementsAre.${statements.status}`);
    if (name === 'CACHE_HITS' && verdict === 'UNKNOWN') return t('config.database.tooFew');
    if (name === 'OLDEST_TRANSACTION' && verdict === 'UNKNOWN') return t('config.database.hidden');
    return verdict === 'LOOK' ? t(`config.database.todo.${name}`) : t(`config.database.should.${name}`);
  };
  return (
    <div className="list-card">
      <table className="config-table">
        <thead>
          <tr>
            <th scope="col">{t('config.database.what')}</th>
            <th scope="col" className="config-figure">
              {t('config.database.value')}
            </th>
            <th scope="col">{t('config.users.state')}</th>
            <th scope="col">{t('config.database.about')}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((one) => (
            <tr key={one.name} data-figure={one.name} data-verdict={one.verdict}>
              <th scope="row">{t(`config.database.figure.${one.name}`)}</th>
              <td className="config-figure" data-label={t('config.database.value')}>
                {one.value === null ? t('none') : amount(one.value, one.unit, i18n.language)}
              </td>
              <td>
                <Verdict verdict={one.verdict} />
              </td>
              <td className="config-prose">{about(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tables({ tables }: { tables: DatabaseTable[] }) {
  const { t, i18n } = useTranslation();
  const number = (label: string, text: string) => (
    <td className="config-figure" data-label={label}>
      {text}
    </td>
  );
  const bytes = (value: number) => amount(value, 'bytes', i18n.language);
  const count = (value: number) => amount(value, 'count', i18n.language);
  const columns = ['tableBytes', 'indexBytes', 'rows', 'deadRows'] as const;
  return (
    <div className="list-card">
      <table className="config-table">
        <caption className="config-caption">{t('config.database.tables')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('config.database.table')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="config-figure">
                {t(`config.database.column.${column}`)}
              </th>
            ))}
            <th scope="col">{t('config.database.vacuumed')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, partitions, tableBytes, indexBytes, rows, deadRows, lastVacuumAt, verdict }) => (
            <tr key={name}>
              <th scope="row" className="config-long">
                {name}
                {partitions > 1 && (
                  <span className="config-under">{t('config.database.partitions', { count: partitions })}</span>
                )}
              </th>
              {number(t('config.database.column.tableBytes'), bytes(tableBytes))}
              {number(t('config.database.column.indexBytes'), bytes(indexBytes))}
              {number(t('config.database.column.rows'), count(rows))}
              {number(t('config.database.column.deadRows'), count(deadRows))}
              <td data-label={t('config.database.vacuumed')}>
                {lastVacuumAt === null ? t('none') : shortDay(lastVacuumAt, i18n.language, zone())}{' '}
                {verdict === 'LOOK' && <Verdict verdict={verdict} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unused({ indexes, since }: { indexes: UnusedIndex[]; since: string | null }) {
  const { t, i18n } = useTranslation();
  const day = since === null ? null : shortDay(since, i18n.language, zone());
  return (
    <div className="config-card">
      <h3>{t('config.database.unused')}</h3>
      <p className="soft">
        {day === null ? t('config.database.unusedEver') : t('config.database.unusedSince', { day })}
      </p>
      {indexes.length === 0 ? (
        <p>{t('config.database.noneUnused')}</p>
      ) : (
        <ul className="config-list">
          {indexes.map(({ name, table, bytes }) => (
            <li key={name} className="config-long">
              {name} <span className="soft">{table}</span> {amount(bytes, 'bytes', i18n.language)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Statements({ statements: { status, slowest } }: Pick<DatabaseView, 'statements'>) {
  const { t, i18n } = useTranslation();
  return (
    <div className="config-card">
      <h3>{t('config.database.slow')}</h3>
      <p className="soft">{t(`config.database.statementsAre.${status}`)}</p>
      {slowest.length > 0 && (
        <ul className="config-list">
          {slowest.map(({ text, calls, meanMs, verdict }, index) => (
            <li key={index}>
              <code className="config-long">{text}</code>
              <span className="config-under">
                {t('config.database.took', {
                  mean: amount(meanMs / 1_000, 'seconds', i18n.language),
                  calls: amount(calls, 'count', i18n.language),
                })}{' '}
                {verdict === 'LOOK' && <Verdict verdict={verdict} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
