import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchesAnswer, SignedInUser } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useMayLeave } from './unsaved';

const KEPT = 'configuration-branch';

export interface Pick {
  /** Null: not known, or none. */
  branch: string | null;
  answer: BranchesAnswer | null;
  choose: (code: string) => void;
}

/** Whoever is of one branch configures that one; whoever is of the bank chooses. */
export function useBranchPick(user: SignedInUser): Pick {
  const { answer } = usePolled<BranchesAnswer>('/api/admin/branches');
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEPT));
  const codes = (answer?.branches ?? []).map(({ code }) => code);
  const [first = null] = codes;
  const known = chosen !== null && codes.includes(chosen) ? chosen : first;
  return {
    branch: user.branchOffice ?? known,
    answer,
    choose: (code) => {
      sessionStorage.setItem(KEPT, code); // until this tab is closed
      setChosen(code);
    },
  };
}

/** Nothing where there is but one. */
export function BranchPick({ pick: { branch, answer, choose } }: { pick: Pick }) {
  const { t } = useTranslation();
  const mayLeave = useMayLeave();
  if (branch === null || answer === null || answer.branches.length < 2) return null;
  return (
    <label className="config-branch">
      <span>{t('config.branch')}</span>
      <select
        value={branch}
        onChange={(event) => {
          const wanted = event.target.value;
          void mayLeave().then((leave) => {
            if (leave) choose(wanted);
          });
        }}
      >
        {answer.branches.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
