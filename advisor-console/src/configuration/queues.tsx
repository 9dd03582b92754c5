import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { CONFIGURATION_LIMITS as LIMITS, type QueueView } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { ListEmpty } from '../common/list-parts';
import { usePolled } from '../common/use-polled';
import { useQueueName } from '../common/use-queue-name';
import { useSession } from '../session/use-session';
import type { PartProps } from './configuration';
import { CheckField, NumberField, TextField } from './fields';
import { SaveForm, type Words } from './form';
import { BackToList, Heard, NotThere } from './loaded';
import { NEW, placeLink } from './place';
import {
  NEW_QUEUE,
  queueChange,
  queueDraft,
  queueFacts,
  queueLacks,
  QUEUE_FIGURES,
  type QueueDraft,
} from './queue-draft';
import { ofBranch, useScope } from './scope';
import type { Tell } from './saved';
import { plain, worded, yesNo } from './show';
import { State } from './state';
import { useForm, type Form } from './use-form';

/** R1: what the queues of the branch are called, and how they count. */
export function Queues({ item, tell }: PartProps) {
  const polled = usePolled<QueueView[]>(ofBranch('/api/admin/queues', useScope()));
  const back = placeLink('queues');
  if (item === NEW) {
    return (
      <>
        <BackToList to={back} />
        <NewQueue tell={tell} />
      </>
    );
  }
  return (
    <Heard polled={polled}>
      {(queues) => {
        if (item === null) return <QueuesList queues={queues} />;
        const queue = queues.find(({ queueType }) => queueType === item);
        if (!queue) return <NotThere back={back} />;
        return (
          <>
            <BackToList to={back} />
            <QueueCard queue={queue} refresh={polled.refresh} tell={tell} />
          </>
        );
      }}
    </Heard>
  );
}

function QueuesList({ queues }: { queues: QueueView[] }) {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const sorted = [...queues].sort((one, other) => other.priority - one.priority);
  return (
    <>
      <div className="config-tools">
        <p className="soft">{t('config.queues.order')}</p>
        <a className="btn btn-primary" href={placeLink('queues', NEW)}>
          {t('config.queues.add')}
        </a>
      </div>
      <div className="list-card">
        {sorted.length === 0 ? (
          <ListEmpty title={t('config.queues.none')} text={t('config.queues.noneText')} onAll={null} />
        ) : (
          <table className="config-table">
            <thead>
              <tr>
                <th scope="col">{t('config.queues.displayName')}</th>
                <th scope="col">{t('config.queues.prefix')}</th>
                {QUEUE_FIGURES.map((field) => (
                  <th key={field} scope="col" className="config-figure">
                    {t(`config.queues.${field}`)}
                  </th>
                ))}
                <th scope="col" className="config-figure">
                  {t('config.queues.dailyCap')}
                </th>
                <th scope="col">{t('config.users.state')}</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((queue) => (
                <tr key={queue.queueType}>
                  <th scope="row">
                    <span className="queue-dot queue-mark" style={queueStyle(queue.queueType)} />
                    <a href={placeLink('queues', queue.queueType)}>{queueName(queue.queueType, queue.displayName)}</a>
                  </th>
                  <td data-label={t('config.queues.prefix')}>{queue.prefix}</td>
                  {QUEUE_FIGURES.map((field) => (
                    <td key={field} className="config-figure" data-label={t(`config.queues.${field}`)}>
                      {queue[field]}
                    </td>
                  ))}
                  <td className="config-figure" data-label={t('config.queues.dailyCap')}>
                    {queue.dailyCap ?? t('none')}
                  </td>
                  <td>
                    <State tone={queue.enabled ? 'good' : 'off'}>
                      {t(queue.enabled ? 'config.queues.on' : 'config.queues.off')}
                    </State>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function useQueueWords(): Words<QueueDraft> {
  const { t } = useTranslation();
  const figure = (field: keyof QueueDraft) => plain(t, t(`config.queues.${field}`));
  return {
    queueType: figure('queueType'),
    displayName: figure('displayName'),
    prefix: figure('prefix'),
    enabled: yesNo(t, t('config.queues.enabled')),
    priority: figure('priority'),
    averageTimeMinutes: figure('averageTimeMinutes'),
    targetWaitMinutes: figure('targetWaitMinutes'),
    alertWaiting: figure('alertWaiting'),
    dailyCap: worded(t, t('config.queues.dailyCap'), String),
  };
}

function QueueCard({ queue, refresh, tell }: { queue: QueueView; refresh: () => Promise<void>; tell: Tell }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const scope = useScope();
  const words = useQueueWords();
  const { queueType, displayName, version } = queue;
  const form = useForm({
    truth: queueDraft(queue),
    missing: queueLacks,
    refresh,
    save: async (draft, base) => {
      const path = ofBranch(`/api/admin/queues/${encodeURIComponent(queueType)}`, scope);
      await session.api.call('PUT', path, { body: { version, ...queueChange(base, draft) } });
      tell('config.saved.of', { what: draft.displayName.trim() }, { entityType: 'BRANCH' });
    },
  });
  return (
    <div className="config-card">
      <h3>
        {displayName} {!queue.enabled && <State tone="off">{t('config.queues.off')}</State>}
      </h3>
      <p className="soft">{t('config.queues.typeIs', { queueType })}</p>
      <SaveForm form={form} words={words} label={t('config.queues.formOf', { name: displayName })}>
        <QueueFields form={form} isNew={false} />
      </SaveForm>
    </div>
  );
}

function NewQueue({ tell }: { tell: Tell }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const scope = useScope();
  const words = useQueueWords();
  const [made, setMade] = useState<string | null>(null);
  const form = useForm({
    truth: NEW_QUEUE,
    missing: queueLacks,
    refresh: () => Promise.resolve(),
    save: async (draft) => {
      const body = queueFacts(draft);
      await session.api.call('POST', ofBranch('/api/admin/queues', scope), { body });
      tell('config.queues.made', { name: body.displayName }, { entityType: 'BRANCH' });
      setMade(body.queueType);
    },
  });
  if (made !== null) {
    return (
      <div className="config-card">
        <p>{t('config.queues.madeText')}</p>
        <div className="config-acts">
          <a className="btn btn-primary" href={placeLink('advisors')}>
            {t('config.queues.toAdvisors')}
          </a>
        </div>
      </div>
    );
  }
  return (
    <div className="config-card">
      <SaveForm form={form} words={words} isNew label={t('config.queues.add')} submit={t('config.queues.create')}>
        <QueueFields form={form} isNew />
      </SaveForm>
    </div>
  );
}

function QueueFields({ form, isNew }: { form: Form<QueueDraft>; isNew: boolean }) {
  const { t } = useTranslation();
  const { draft, change } = form;
  const limitsOf = (field: string) => ({ ...LIMITS[field as keyof typeof LIMITS] });
  const wrong = (field: keyof QueueDraft) => {
    const lacks = form.lacks(field);
    return lacks === null ? form.refused(field) : t(lacks, limitsOf(field));
  };
  const text = (field: 'queueType' | 'displayName' | 'prefix', tidy = (typed: string) => typed, maxLength = 100) => (
    <TextField
      id={`queue-${field}`}
      autoComplete="off"
      maxLength={maxLength}
      label={t(`config.queues.${field}`)}
      hint={t(`config.queues.about.${field}`)}
      wrong={wrong(field)}
      value={draft[field]}
      onText={(typed) => {
        change({ [field]: tidy(typed) });
      }}
    />
  );
  const upper = (typed: string) => typed.toUpperCase();
  return (
    <div className="config-fields config-fields-two">
      {isNew && text('queueType', (typed) => upper(typed).replace(/\s+/g, '_'), 40)}
      {text('displayName')}
      {text('prefix', upper, 1)}
      {[...QUEUE_FIGURES, 'dailyCap' as const].map((field) => (
        <NumberField
          key={field}
          id={`queue-${field}`}
          label={t(`config.queues.${field}`)}
          hint={t(`config.queues.about.${field}`)}
          {...(field === 'priority' ? {} : { unit: t(`config.queues.unit.${field}`) })}
          wrong={wrong(field)}
          value={draft[field]}
          onText={(typed) => {
            change({ [field]: typed });
          }}
        />
      ))}
      <CheckField
        id="queue-enabled"
        label={t('config.queues.enabled')}
        hint={t('config.queues.about.enabled')}
        checked={draft.enabled}
        onCheck={(enabled) => {
          change({ enabled });
        }}
      />
    </div>
  );
}
