import { useTranslation } from 'react-i18next';

import type { AlertEpisode, Dashboard } from '@ticketero/contract';

import { TableHead } from '../common/list-parts';
import { minutesBetween, shortDay, timeOfDay } from '../common/time';
import { useFocusKept } from '../common/use-focus-kept';
import { AcknowledgeButton } from './acknowledge-button';
import { alertWords } from './alert-words';
import { useAbout } from './use-about';
import { useAcknowledge } from './use-acknowledge';

const COLUMNS = ['raised', 'type', 'message', 'severity', 'lasted', 'taken'] as const;

interface Props {
  records: AlertEpisode[];
  queues: Dashboard['queuesSummary'];
  timeZone: string;
  /** More than one day is shown. */
  days: boolean;
  refresh: () => Promise<void>;
}

export function HistoryTable({ records, queues, timeZone, days, refresh }: Props) {
  const { t } = useTranslation();
  const aboutOf = useAbout(queues);
  const { allowed, pending, acknowledge } = useAcknowledge(refresh);
  return (
    <table className="alerts-table" aria-labelledby="alerts-list">
      <TableHead columns={COLUMNS} cells="episode" title={(name) => t(`alertColumn.${name}`)} />
      <tbody>
        {records.map((episode) => (
          <Row
            key={episode.id}
            episode={episode}
            {...aboutOf(episode)}
            timeZone={timeZone}
            days={days}
            busy={pending === episode.id}
            {...(allowed && {
              onAcknowledge: () => {
                acknowledge(episode);
              },
            })}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<Props, 'timeZone' | 'days'> {
  episode: AlertEpisode;
  queue: string | null;
  about: string | null;
  busy: boolean;
  onAcknowledge?: () => void;
}

function Row({ episode, queue, about, timeZone, days, busy, onAcknowledge }: RowProps) {
  const { t, i18n } = useTranslation();
  const { type, severity, raisedAt, clearedAt, acknowledgedBy, acknowledgedAt, message } = episode;
  const words = alertWords(episode, queue, t);
  // What is over needs nobody any more.
  const waits = acknowledgedAt === null && clearedAt === null;
  const { heading, pressed } = useFocusKept<HTMLTableCellElement>(waits);
  const clock = (iso: string) => timeOfDay(iso, i18n.language, timeZone);
  const lasted = (minutes: number) => (minutes < 1 ? t('alerts.brief') : t('shortMinutes', { minutes }));
  const kind = t(`alertType.${type}`);
  const cell = (name: (typeof COLUMNS)[number], nothing = false) => ({
    className: `episode-${name}`,
    'data-label': t(`alertColumn.${name}`),
    'data-nothing': nothing || undefined,
  });
  return (
    <tr>
      <td {...cell('raised')}>
        <time dateTime={raisedAt}>
          {days && `${shortDay(raisedAt, i18n.language, timeZone)}, `}
          {clock(raisedAt)}
        </time>
      </td>
      <th scope="row" ref={heading} tabIndex={-1} {...cell('type')}>
        {kind}
        {about !== null && <span className="episode-about">{about}</span>}
      </th>
      <td {...cell('message')} lang={words ? undefined : 'es'}>
        {words?.message ?? message}
      </td>
      <td {...cell('severity')}>
        <span className={`stage episode-mark-${severity.toLowerCase()}`}>{t(`severity.${severity}`)}</span>
      </td>
      <td {...cell('lasted')}>
        {clearedAt === null ? (
          <strong>{t('alerts.goesOn')}</strong>
        ) : (
          lasted(minutesBetween(raisedAt, Date.parse(clearedAt)))
        )}
      </td>
      <td {...cell('taken', acknowledgedBy === null)}>
        {acknowledgedAt === null ? t('none') : `${acknowledgedBy ?? ''}, ${clock(acknowledgedAt)}`}
      </td>
      <td className="episode-actions">
        {waits && onAcknowledge && (
          <AcknowledgeButton
            what={[kind, about]}
            busy={busy}
            onPress={() => {
              pressed();
              onAcknowledge();
            }}
          />
        )}
      </td>
    </tr>
  );
}
