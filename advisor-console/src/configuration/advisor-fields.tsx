import { useTranslation } from 'react-i18next';

import type { AdvisorDraft } from './advisor-draft';
import { CheckListField } from './fields';
import type { Words } from './form';
import { NameFields } from './name-fields';
import { listed, plain } from './show';
import type { Form } from './use-form';
import { useQueues } from './use-queues';

interface Props {
  form: Form<AdvisorDraft>;
  /** A desk keeps its owner. */
  withEmail: boolean;
}

export function AdvisorFields({ form, withEmail }: Props) {
  const { t } = useTranslation();
  const { queues } = useQueues();
  const { draft, change } = form;
  const wrong = (field: keyof AdvisorDraft) => {
    const lacks = form.lacks(field);
    return lacks === null ? form.refused(field) : t(lacks);
  };
  const others = draft.queueTypes.filter((one) => !queues?.some(({ value }) => value === one));
  return (
    <div className="config-fields">
      <NameFields
        of="advisor"
        emailHint={t('config.advisors.emailAbout')}
        {...{ draft, withEmail, wrong }}
        onChange={change}
      />
      <CheckListField
        id="advisor-queues"
        legend={t('config.advisors.queues')}
        hint={t('config.advisors.queuesAbout')}
        wrong={wrong('queueTypes')}
        choices={[...(queues ?? []), ...others.map((value) => ({ value, label: value }))]}
        chosen={draft.queueTypes}
        onChange={(queueTypes) => {
          change({ queueTypes });
        }}
      />
    </div>
  );
}

export function useAdvisorWords(): Words<AdvisorDraft> {
  const { t } = useTranslation();
  const { nameOf } = useQueues();
  return {
    email: plain(t, t('config.users.email')),
    name: plain(t, t('config.users.name')),
    queueTypes: listed(t('config.advisors.queues'), nameOf),
  };
}
