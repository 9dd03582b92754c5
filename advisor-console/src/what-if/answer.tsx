import { useTranslation } from 'react-i18next';

import type { WhatIfAnswer } from '@ticketero/contract';

import { dayWords, minutesNumber, timeOfDay } from '../common/time';
import { useQueueName } from '../common/use-queue-name';
import { Picture } from './picture';
import type { Question } from './question';
import { byChange, people, queueSentence, toneOf, wholeMinutes, whoWords, type QueueChange } from './words';

interface Props {
  question: Question;
  /** Of the advisor that the question names; empty: it names none. */
  advisor: string;
  answer: WhatIfAnswer;
  timeZone: string;
  /** Another question stands in the form by now. */
  old: boolean;
}

/** What would be: in words, as a picture, and in figures. */
export function Answer({ question, advisor, answer, timeZone, old }: Props) {
  const { t, i18n } = useTranslation();
  const queueName = useQueueName();
  const queues = answer.before.flatMap((before): QueueChange[] => {
    const after = answer.after.find(({ queueType }) => queueType === before.queueType);
    return after
      ? [{ queueType: before.queueType, name: queueName(before.queueType, before.displayName), before, after }]
      : [];
  });
  const who = whoWords(t, question, advisor);
  const count = (value: number) => minutesNumber(value, i18n.language, 0);
  return (
    <>
      <div className="what-if-answer">
        <section className="what-if-says" aria-live="polite">
          <h2>{t('whatIf.answer')}</h2>
          {old && <p className="what-if-old">{t('whatIf.old')}</p>}
          <ul>
            {byChange(queues).map((queue) => (
              <li key={queue.queueType} data-change={toneOf(queue)}>
                {queueSentence(t, queue, who)}
              </li>
            ))}
          </ul>
          <Basis answer={answer} timeZone={timeZone} />
        </section>
        <section className="what-if-figure" aria-label={t('whatIf.pictures')}>
          <Legend />
          <div className="what-if-pictures">
            <Picture
              title={t('whatIf.lateTitle')}
              queues={queues}
              of={({ late }) => late}
              target={null}
              words={(value) => count(value)}
            />
            <Picture
              title={t('whatIf.waitTitle')}
              queues={queues}
              of={({ p90WaitMinutes }) => p90WaitMinutes}
              target={({ targetWaitMinutes }) => targetWaitMinutes}
              words={(value) => t('shortMinutes', { minutes: count(value) })}
            />
          </div>
        </section>
      </div>
      <Figures queues={queues} />
    </>
  );
}

/** On what the answer stands. */
function Basis({ answer, timeZone }: { answer: WhatIfAnswer; timeZone: string }) {
  const { t, i18n } = useTranslation();
  const { arrivals, until } = answer;
  const time = timeOfDay(until, i18n.language, timeZone);
  const day = arrivals.date === null ? '' : dayWords(arrivals.date, i18n.language);
  const known = arrivals.of === 'YESTERDAY' || arrivals.of === 'SAME_WEEKDAY' ? 'DAY' : arrivals.of;
  return <p className="soft">{t(`whatIf.basis.${known}`, { count: arrivals.expected, time, day })}</p>;
}

function Legend() {
  const { t } = useTranslation();
  return (
    <ul className="what-if-legend">
      <li className="what-if-key-before">{t('whatIf.before')}</li>
      <li className="what-if-key-after">{t('whatIf.after')}</li>
      <li className="what-if-key-range">{t('whatIf.range')}</li>
      <li className="what-if-key-target">{t('whatIf.target')}</li>
    </ul>
  );
}

const COLUMNS = ['queue', 'people', 'late', 'p50', 'p90', 'served'] as const;

function Figures({ queues }: { queues: QueueChange[] }) {
  const { t, i18n } = useTranslation();
  const changed = (before: number | null, after: number | null) => {
    if (before === null || after === null) return t('none');
    return before === after ? String(after) : t('whatIf.fromTo', { before, after });
  };
  return (
    <section className="what-if-figures" aria-labelledby="what-if-figures">
      <h2 id="what-if-figures">{t('whatIf.figures')}</h2>
      <div className="list-card">
        <table aria-labelledby="what-if-figures">
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <th key={name} scope="col">
                  {t(`whatIf.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queueType, name, before, after }) => (
              <tr key={queueType}>
                <th scope="row">{name}</th>
                <td data-label={t('whatIf.column.people')}>{minutesNumber(before.tickets, i18n.language, 0)}</td>
                <td data-label={t('whatIf.column.late')}>{changed(people(before.late), people(after.late))}</td>
                <td data-label={t('whatIf.column.p50')}>
                  {changed(wholeMinutes(before.p50WaitMinutes), wholeMinutes(after.p50WaitMinutes))}
                </td>
                <td data-label={t('whatIf.column.p90')}>
                  {changed(wholeMinutes(before.p90WaitMinutes), wholeMinutes(after.p90WaitMinutes))}
                </td>
                <td data-label={t('whatIf.column.served')}>
                  {changed(people(before.servedByClosing), people(after.servedByClosing))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
