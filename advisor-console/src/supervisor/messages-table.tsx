import { useTranslation } from 'react-i18next';

import type { Dashboard, MessageView } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { TableHead } from '../common/list-parts';
import { Audited } from '../common/audited';
import { RetryIcon } from '../common/icons';
import { timeOfDay } from '../common/time';
import { useFocusKept } from '../common/use-focus-kept';
import { useQueueName } from '../common/use-queue-name';
import { failureWords, latenessOf, shortSpan, stageOf } from './message-words';
import type { Messages } from './use-messages';

const COLUMNS = ['time', 'numero', 'queue', 'template', 'state', 'attempts', 'failure', 'lateness'] as const;

interface Props {
  heard: Pick<Messages, 'pending' | 'retry'>;
  records: MessageView[];
  queues: Dashboard['queuesSummary'];
  timeZone: string;
}

export function MessagesTable({ heard, records, queues, timeZone }: Props) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const nameOf = (queueType: string) =>
    queueName(queueType, queues.find((one) => one.queueType === queueType)?.displayName ?? null);
  return (
    <table className="messages-table" aria-labelledby="messages-list">
      <TableHead columns={COLUMNS} cells="message" title={(name) => t(`messageColumn.${name}`)} />
      <tbody>
        {records.map((message) => (
          <Row
            key={message.id}
            message={message}
            queue={nameOf(message.queueType)}
            timeZone={timeZone}
            busy={heard.pending === message.id}
            onRetry={() => {
              heard.retry(message);
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  message: MessageView;
  queue: string;
  timeZone: string;
  busy: boolean;
  onRetry: () => void;
}

function Row({ message, queue, timeZone, busy, onRetry }: RowProps) {
  const { t, i18n } = useTranslation();
  const { numero, intentos, errorMessage, plantilla } = message;
  const at = message.fechaEnvio ?? message.fechaProgramada;
  const lateness = latenessOf(message);
  const { heading, pressed } = useFocusKept<HTMLTableCellElement>(message.canRetry);
  const template = t(`messageTemplate.${plantilla}`);
  // On a narrow screen the head of the table is gone, and each cell is named by its column.
  const cell = (name: (typeof COLUMNS)[number], nothing = false) => ({
    className: `message-${name}`,
    'data-label': t(`messageColumn.${name}`),
    'data-nothing': nothing || undefined,
  });
  return (
    <tr>
      <td {...cell('time')}>
        <time dateTime={at}>{timeOfDay(at, i18n.language, timeZone)}</time>
      </td>
      <th scope="row" ref={heading} tabIndex={-1} {...cell('numero')}>
        <Audited of={{ ticket: numero }}>{numero}</Audited>
      </th>
      <td {...cell('queue')}>
        <span className="queue-dot queue-mark" style={queueStyle(message.queueType)} />
        {queue}
      </td>
      <td {...cell('template')}>{template}</td>
      <td {...cell('state')}>
        <StateCell message={message} />
      </td>
      <td {...cell('attempts', intentos === 0)}>{intentos}</td>
      <td {...cell('failure', errorMessage === null)}>{errorMessage ? failureWords(t, errorMessage) : t('none')}</td>
      <td {...cell('lateness', lateness === null)} data-late={lateness?.late || undefined}>
        {lateness ? shortSpan(lateness.ms, i18n.language) : t('none')}
      </td>
      <td className="message-actions">
        {message.canRetry && (
          <button
            type="button"
            className="btn btn-plain btn-small"
            aria-label={t('messages.retryOne', { numero, template })}
            aria-busy={busy}
            onClick={() => {
              pressed();
              onRetry();
            }}
          >
            {busy ? <span className="spinner" aria-hidden="true" /> : <RetryIcon />}
            {t('messages.retry')}
          </button>
        )}
      </td>
    </tr>
  );
}

function StateCell({ message }: { message: MessageView }) {
  const { t } = useTranslation();
  const stage = stageOf(message);
  const again = stage === 'sending' && message.intentos > 0;
  return <span className={`stage stage-${stage}`}>{t(`messageStage.row.${again ? 'again' : stage}`)}</span>;
}
