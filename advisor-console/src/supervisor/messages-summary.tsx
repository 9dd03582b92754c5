import { useTranslation } from 'react-i18next';

import type { ComponentHealth, MessagesSummary as Summary } from '@ticketero/contract';

import { timeOfDay } from '../common/time';
import { failureWords, readDetail, type MessageStage } from './message-words';

const STAGES: MessageStage[] = ['sent', 'sending', 'planned', 'waitingForLink', 'failed', 'discarded'];

interface Props {
  telegram: ComponentHealth;
  summary: Summary;
  timeZone: string;
}

/** How Telegram is, and where the day's messages are. */
export function MessagesSummary({ telegram, summary, timeZone }: Props) {
  const { t } = useTranslation();
  return (
    <div className="messages-top">
      <Telegram telegram={telegram} timeZone={timeZone} />
      <section className="figures" aria-label={t('messages.figures')}>
        <dl className="figures-group">
          {STAGES.map((stage) => (
            <div key={stage} className={`figure figure-${stage}`} data-some={summary[stage] > 0 || undefined}>
              <dt>{t(`messageStage.figure.${stage}`)}</dt>
              <dd>{summary[stage]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function Telegram({ telegram, timeZone }: { telegram: ComponentHealth; timeZone: string }) {
  const { t, i18n } = useTranslation();
  const { status, detail } = telegram;
  const { word, since } = readDetail(detail ?? '');
  const time = since && timeOfDay(since, i18n.language, timeZone);
  return (
    <section className={`telegram telegram-${status.toLowerCase()}`} aria-labelledby="messages-telegram">
      <h2 id="messages-telegram">
        <span className="telegram-dot" aria-hidden="true" />
        {t(`telegram.${status}.title`)}
      </h2>
      <p>{t(`telegram.${status}.text`)}</p>
      {word !== '' && (
        <p className="telegram-detail">
          {failureWords(t, word)} {time !== null && t('telegram.since', { time })}
        </p>
      )}
    </section>
  );
}
