import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { WHAT_IF_ARRIVALS, WHAT_IF_KINDS, type AdvisorView, type Dashboard } from '@ticketero/contract';

import { useQueueName } from '../common/use-queue-name';
import { missingOf, POLICIES, type Question } from './question';
import { Sentence } from './sentence';

interface Props {
  question: Question;
  queues: Dashboard['queuesSummary'];
  /** Those who are on duty. */
  advisors: AdvisorView[];
  busy: boolean;
  onChange: (change: Partial<Question>) => void;
  onAsk: () => void;
}

/** One change, put as a question. */
export function QuestionForm({ question, queues, advisors, busy, onChange, onAsk }: Props) {
  const { t } = useTranslation();
  const missing = missingOf(question);
  return (
    <form
      className="what-if-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null && !busy) onAsk();
      }}
    >
      <Segments
        name={t('whatIf.kinds')}
        chosen={question.kind}
        options={WHAT_IF_KINDS.map((kind) => [kind, t(`whatIf.kind.${kind}`)] as const)}
        onChoose={(kind) => {
          onChange({ kind });
        }}
      />
      <p className="what-if-sentence">
        <Sentence text={t(`whatIf.ask.${question.kind}`)} fields={fieldsOf({ question, queues, advisors, onChange })} />
      </p>
      <div className="what-if-send">
        <Segments
          name={t('whatIf.arrivals')}
          chosen={question.arrivals}
          options={WHAT_IF_ARRIVALS.map((day) => [day, t(`whatIf.like.${day}`)] as const)}
          onChoose={(arrivals) => {
            onChange({ arrivals });
          }}
          shown
        />
        <button type="submit" className="btn btn-primary" aria-disabled={missing !== null} aria-busy={busy}>
          {busy && <span className="spinner" aria-hidden="true" />}
          {t('whatIf.try')}
        </button>
      </div>
      <p className="what-if-missing" role="status">
        {missing !== null && t(`whatIf.missing.${missing}`)}
      </p>
    </form>
  );
}

function fieldsOf(props: Pick<Props, 'question' | 'queues' | 'advisors' | 'onChange'>): Record<string, ReactNode> {
  return {
    queue: <QueueField {...props} />,
    advisor: <AdvisorField {...props} />,
    policy: <PolicyField {...props} />,
    from: <TimeField {...props} name="from" />,
    to: <TimeField {...props} name="to" />,
  };
}

type FieldProps = Pick<Props, 'question' | 'queues' | 'advisors' | 'onChange'>;

function QueueField({ question, queues, onChange }: FieldProps) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  return (
    <select
      className="filter-choice"
      aria-label={t('whatIf.field.queue')}
      value={question.queueType}
      onChange={(event) => {
        onChange({ queueType: event.target.value });
      }}
    >
      {queues.map(({ queueType, displayName }) => (
        <option key={queueType} value={queueType}>
          {queueName(queueType, displayName)}
        </option>
      ))}
    </select>
  );
}

function AdvisorField({ question, advisors, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <select
      className="filter-choice"
      aria-label={t('whatIf.field.advisor')}
      value={question.advisorId ?? ''}
      onChange={(event) => {
        onChange({ advisorId: event.target.value === '' ? null : Number(event.target.value) });
      }}
    >
      <option value="">{t('whatIf.someone')}</option>
      {advisors.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function PolicyField({ question, onChange }: FieldProps) {
  const { t } = useTranslation();
  return (
    <select
      className="filter-choice"
      aria-label={t('whatIf.field.policy')}
      value={question.policy}
      onChange={(event) => {
        onChange({ policy: POLICIES.find((policy) => policy === event.target.value) ?? 'fifo' });
      }}
    >
      {POLICIES.map((policy) => (
        <option key={policy} value={policy}>
          {t(`whatIf.policy.${policy}`)}
        </option>
      ))}
    </select>
  );
}

function TimeField({ question, onChange, name }: FieldProps & { name: 'from' | 'to' }) {
  const { t } = useTranslation();
  return (
    <input
      type="time"
      className="filter-choice"
      aria-label={t(`whatIf.field.${name}`)}
      value={question[name]}
      onChange={(event) => {
        onChange({ [name]: event.target.value });
      }}
    />
  );
}

interface SegmentsProps<Id extends string> {
  name: string;
  chosen: Id;
  options: (readonly [Id, string])[];
  onChoose: (id: Id) => void;
  /** The name stands beside it. */
  shown?: boolean;
}

function Segments<Id extends string>({ name, chosen, options, onChoose, shown = false }: SegmentsProps<Id>) {
  return (
    <div className="what-if-choice">
      {shown && <span aria-hidden="true">{name}</span>}
      <div role="group" aria-label={name} className="segments">
        {options.map(([id, words]) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === chosen}
            onClick={() => {
              onChoose(id);
            }}
          >
            {words}
          </button>
        ))}
      </div>
    </div>
  );
}
