import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { BRANCH_CODE, type BranchConfiguration } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { TextField } from './fields';
import { SaveForm } from './form';
import { placeLink } from './place';
import type { Tell } from './saved';
import { plain } from './show';
import { useForm, type Form } from './use-form';

interface Props {
  /** Code of the branch whose configuration it begins with; null: as any new one. */
  like: string | null;
  tell: Tell;
}

const EMPTY = { code: '', name: '' };

export function NewBranch({ like, tell }: Props) {
  const { t } = useTranslation();
  const [made, setMade] = useState<BranchConfiguration | null>(null);
  if (made === null) {
    return (
      <NewBranchForm
        like={like}
        onMade={(branch) => {
          setMade(branch);
          tell('config.branches.made', { name: branch.name }, { entityType: 'BRANCH', branch: branch.code });
        }}
      />
    );
  }
  return (
    <div className="config-card">
      <h3>{made.name}</h3>
      <p>{t('config.branches.madeText')}</p>
      <div className="config-acts">
        <a className="btn btn-primary" href={placeLink('branches')}>
          {t('config.backToList')}
        </a>
      </div>
    </div>
  );
}

/** Of its own, so that what was typed is gone with it: nothing is unsaved any more. */
function NewBranchForm({ like, onMade }: Pick<Props, 'like'> & { onMade: (made: BranchConfiguration) => void }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const form = useForm({
    truth: EMPTY,
    missing: ({ code, name }) => ({
      code: BRANCH_CODE.test(code) ? null : 'config.missing.branchCode',
      name: name.trim() === '' ? 'config.missing.name' : null,
    }),
    refresh: () => Promise.resolve(),
    save: async ({ code, name }) => {
      const path = like === null ? '/api/admin/branches' : `/api/admin/branches/${encodeURIComponent(like)}/copy`;
      const body = { code, name: name.trim() };
      onMade(await session.api.call<BranchConfiguration>('POST', path, { body }));
    },
  });
  return (
    <div className="config-card">
      <h3>{like === null ? t('config.branches.add') : t('config.branches.likeTitle', { code: like })}</h3>
      <p className="soft">{t(like === null ? 'config.branches.newText' : 'config.branches.likeText')}</p>
      <SaveForm
        form={form}
        words={{ code: plain(t, t('config.branches.code')), name: plain(t, t('config.general.name')) }}
        isNew
        label={t('config.branches.add')}
        submit={t('config.branches.create')}
      >
        <BranchFields form={form} />
      </SaveForm>
    </div>
  );
}

function BranchFields({ form }: { form: Form<typeof EMPTY> }) {
  const { t } = useTranslation();
  const wrong = (field: keyof typeof EMPTY) => {
    const lacks = form.lacks(field);
    return lacks === null ? form.refused(field) : t(lacks);
  };
  return (
    <div className="config-fields">
      <TextField
        id="branch-code"
        autoComplete="off"
        maxLength={20}
        label={t('config.branches.code')}
        hint={t('config.branches.codeAbout')}
        wrong={wrong('code')}
        value={form.draft.code}
        onText={(typed) => {
          form.change({ code: typed.toUpperCase().replace(/\s+/g, '-') });
        }}
      />
      <TextField
        id="branch-name"
        autoComplete="off"
        label={t('config.general.name')}
        hint={t('config.general.about.name')}
        wrong={wrong('name')}
        value={form.draft.name}
        onText={(name) => {
          form.change({ name });
        }}
      />
    </div>
  );
}
