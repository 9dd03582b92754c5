import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { AdvisorCreated } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { advisorLacks, type AdvisorDraft } from './advisor-draft';
import { AdvisorFields, useAdvisorWords } from './advisor-fields';
import { SaveForm } from './form';
import { BackToList } from './loaded';
import { placeLink } from './place';
import type { Tell } from './saved';
import { useScope } from './scope';
import { SecretNote } from './secret';
import { useForm } from './use-form';

const EMPTY: AdvisorDraft = { email: '', name: '', queueTypes: [] };

export function NewAdvisor({ tell }: { tell: Tell }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<AdvisorCreated | null>(null);
  return (
    <>
      <BackToList to={placeLink('advisors')} />
      {made === null ? (
        <NewAdvisorForm
          onMade={(answer) => {
            const { id, name, branchOffice } = answer.advisor;
            setMade(answer);
            tell(
              'config.advisors.made',
              { name },
              { entityType: 'ADVISOR', entityId: String(id), branch: branchOffice },
            );
          }}
        />
      ) : made.temporaryPassword === null ? (
        // Who signs in already keeps the password they have.
        <p className="config-card">{t('config.advisors.sameAccount', { name: made.advisor.name })}</p>
      ) : (
        <SecretNote
          secret={{ email: made.advisor.email, password: made.temporaryPassword }}
          onClose={() => {
            location.href = placeLink('advisors', made.advisor.id);
          }}
        />
      )}
    </>
  );
}

function NewAdvisorForm({ onMade }: { onMade: (answer: AdvisorCreated) => void }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const scope = useScope();
  const words = useAdvisorWords();
  const form = useForm({
    truth: EMPTY,
    missing: advisorLacks,
    refresh: () => Promise.resolve(),
    save: async ({ email, name, queueTypes }) => {
      const body = {
        ...{ email: email.trim(), name: name.trim(), queueTypes },
        ...(scope.branch === null ? {} : { branchOffice: scope.branch }),
      };
      onMade(await session.api.call<AdvisorCreated>('POST', '/api/admin/advisors', { body }));
    },
  });
  return (
    <div className="config-card">
      <SaveForm form={form} words={words} isNew label={t('config.advisors.add')} submit={t('config.advisors.create')}>
        <AdvisorFields form={form} withEmail />
      </SaveForm>
    </div>
  );
}
