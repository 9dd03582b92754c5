import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AdvisorsAnswer, Dashboard } from '@ticketero/contract';

import { saidIn } from '../common/said';
import { hashQuery } from '../common/use-hash';
import { usePolled } from '../common/use-polled';
import '../i18n/what-if';
import '../styles/what-if.css';
import { Answer } from './answer';
import { firstQuestion, isAsked, missingOf, requestOf, type Question } from './question';
import { QuestionForm } from './question-form';
import { useAsk, type Failure } from './use-ask';

interface Props {
  dashboard: Dashboard;
  serverNow: () => number;
}

/** What would be of the rest of the day, if. */
export function WhatIf({ dashboard, serverNow }: Props) {
  const { t } = useTranslation();
  const { queuesSummary: queues, timeZone } = dashboard;
  const [query] = useState(hashQuery);
  const [question, setQuestion] = useState(() => firstQuestion(query, { queues, timeZone, now: serverNow() }));
  const { answer: people } = usePolled<AdvisorsAnswer>('/api/admin/advisors');
  const { ask, busy, heard, failure } = useAsk<Question>();
  const onDuty = (people?.advisors ?? []).filter(({ status }) => status !== 'OFFLINE');

  const send = useCallback(
    (asked: Question) => {
      if (missingOf(asked) === null) void ask(asked, requestOf(asked, timeZone, serverNow()));
    },
    [ask, timeZone, serverNow],
  );
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !isAsked(query)) return;
    begun.current = true;
    send(question);
  }, [query, question, send]);

  const nameOf = (id: number | null) => people?.advisors.find((one) => one.id === id)?.name ?? '';
  return (
    <>
      <section className="what-if-question" aria-labelledby="what-if-title">
        <div className="what-if-head">
          <h2 id="what-if-title">{t('whatIf.title')}</h2>
          <a href="#/supervisor">{t('whatIf.back')}</a>
        </div>
        <QuestionForm
          question={question}
          queues={queues}
          advisors={onDuty}
          busy={busy}
          onChange={(change) => {
            setQuestion((now) => ({ ...now, ...change }));
          }}
          onAsk={() => {
            send(question);
          }}
        />
        {failure && <NoAnswer failure={failure} />}
      </section>
      {heard ? (
        <Answer
          question={heard.question}
          advisor={nameOf(heard.question.advisorId)}
          answer={heard.answer}
          timeZone={timeZone}
          old={heard.question !== question}
        />
      ) : (
        <p className="what-if-none soft">{t('whatIf.none')}</p>
      )}
    </>
  );
}

function NoAnswer({ failure }: { failure: Failure }) {
  const { t, i18n } = useTranslation();
  return (
    <p className="what-if-failed" role="alert">
      {failure === 'no-answer' ? t('whatIf.failed') : saidIn(i18n.language, failure.said)}
    </p>
  );
}
