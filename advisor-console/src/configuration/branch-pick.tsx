import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchesAnswer, SignedInUser } from '@ticketero/contract';

import { usePolled, type Polled } from '../common/use-polled';
import { useMayLeave } from './unsaved';

const KEPT = 'configuration-branch';

export interface Pick {
  /** Null: not heard yet (`known`), or none. */
  branch: string | null;
  known: boolean;
  polled: Polled<BranchesAnswer>;
  choose: (code: string) => void;
}

/** Whoever is of one branch configures that one; whoever is of the bank chooses. */
export function useBranchPick(user: SignedInUser): Pick {
  const polled = usePolled<BranchesAnswer>('/api/admin/branches');
  const { answer } = polled;
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEPT));
  const codes = (answer?.branches ?? []).map(({ code }) => code);
  const [first = null] = codes;
  const open = chosen !== null && codes.includes(chosen) ? chosen : first;
  // What is open stays open when somebody makes a branch that comes before it.
  if (open !== null && open !== chosen) setChosen(open);
  const branch = user.branchOffice ?? open;
  return {
    branch,
    known: branch !== null || answer !== null,
    polled,
    choose: (code) => {
      sessionStorage.setItem(KEPT, code); // until this tab is closed
      setChosen(code);
    },
  };
}

/** Nothing where there is but one. */
export function BranchPick({ pick: { branch, polled, choose } }: { pick: Pick }) {
  const { answer } = polled;
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
