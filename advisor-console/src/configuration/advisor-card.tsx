import { useTranslation } from 'react-i18next';

import type { AdvisorAccount, AdvisorView } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { Act } from './act';
import { advisorDraft, advisorLacks, type AdvisorUser } from './advisor-draft';
import { AdvisorFields, useAdvisorWords } from './advisor-fields';
import { changedPart } from './draft';
import { SaveForm } from './form';
import { BackToList, NotThere } from './loaded';
import { placeLink } from './place';
import type { Tell } from './saved';
import { State } from './state';
import { useForm } from './use-form';
import { useQueues } from './use-queues';

interface Props {
  advisor: AdvisorUser | null;
  /** What they do at this moment; null: nothing is known of it. */
  now: AdvisorView | null;
  refresh: () => Promise<unknown>;
  tell: Tell;
}

export function AdvisorCard({ advisor, ...props }: Props) {
  const back = placeLink('advisors');
  const { queues } = useQueues();
  if (advisor === null) return <NotThere back={back} />;
  return (
    <>
      <BackToList to={back} />
      {queues !== null && <Card advisor={advisor} order={queues.map(({ value }) => value)} {...props} />}
    </>
  );
}

function Card({ advisor, order, now, refresh, tell }: Props & { advisor: AdvisorUser; order: string[] }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const words = useAdvisorWords();
  const { id, active } = advisor.advisor;
  const path = `/api/admin/advisors/${String(id)}`;
  const about = { entityType: 'ADVISOR', entityId: String(id), branch: advisor.branchOffice } as const;
  const form = useForm({
    truth: advisorDraft(advisor, order),
    missing: advisorLacks,
    refresh,
    save: async (draft, base) => {
      const { name, queueTypes } = changedPart(base, draft);
      const body = { ...(name === undefined ? {} : { name: name.trim() }), ...(queueTypes && { queueTypes }) };
      const next = await session.api.call<AdvisorAccount>('PUT', path, { body });
      tell('config.saved.of', { what: next.name }, about);
    },
  });
  return (
    <div className="config-card">
      <h3>
        {advisor.name} {!active && <State tone="off">{t('config.disabled')}</State>}
      </h3>
      <p className="soft">{advisor.email}</p>
      {now !== null && active && (
        <p className="soft">
          {t(`status.${now.status}`)}
          {now.status !== 'OFFLINE' &&
            now.moduleNumber !== null &&
            ` · ${t('desk.module', { moduleNumber: now.moduleNumber })}`}
        </p>
      )}
      <SaveForm form={form} words={words} label={t('config.advisors.formOf', { name: advisor.name })}>
        <AdvisorFields form={form} withEmail={false} />
      </SaveForm>
      <div className="config-acts config-acts-apart">
        {active ? (
          <Act
            label={t('config.advisors.disable')}
            tone="bad"
            ask={{
              title: t('config.advisors.ask.title', { name: advisor.name }),
              outcome: t('config.advisors.ask.outcome', { name: advisor.name }),
            }}
            refresh={refresh}
            run={() => session.api.call('DELETE', path)}
            onDone={() => {
              tell('config.advisors.disabled', { name: advisor.name }, about);
            }}
          />
        ) : (
          <Act
            label={t('config.advisors.enable')}
            refresh={refresh}
            run={() => session.api.call('PUT', path, { body: { active: true } })}
            onDone={() => {
              tell('config.advisors.enabled', { name: advisor.name }, about);
            }}
          />
        )}
        <a className="btn btn-quiet" href={placeLink('users', advisor.id)}>
          {t('config.advisors.toUser')}
        </a>
      </div>
    </div>
  );
}
