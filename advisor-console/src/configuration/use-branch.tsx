import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchConfiguration, ChangeBranchRequest } from '@ticketero/contract';

import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';
import { Heard } from './loaded';
import type { Tell } from './saved';
import { useScope } from './scope';

/** A branch that is configured, and the way to change it. */
export interface BranchInHand {
  configuration: BranchConfiguration;
  refresh: () => Promise<void>;
  /** Throws what the server has against it; CONFLICTO when somebody else changed it meanwhile. */
  save: (change: ChangeBranchRequest) => Promise<void>;
}

interface Props {
  tell: Tell;
  children: (hand: BranchInHand) => ReactNode;
}

/** Around the forms of the branch that is open. */
export function OfBranch({ tell, children }: Props) {
  const { t } = useTranslation();
  const { branch } = useScope();
  if (branch === null) return <p className="config-card">{t('config.loading')}</p>;
  return (
    <Loaded code={branch} tell={tell}>
      {children}
    </Loaded>
  );
}

function Loaded({ code, tell, children }: Props & { code: string }) {
  const { session } = useSession();
  const path = `/api/admin/branches/${encodeURIComponent(code)}`;
  const polled = usePolled<BranchConfiguration>(path);
  return (
    <Heard polled={polled}>
      {(configuration) =>
        children({
          configuration,
          refresh: polled.refresh,
          save: async (change) => {
            const { version } = configuration;
            const next = await session.api.call<BranchConfiguration>('PUT', path, { body: { version, ...change } });
            tell('config.saved.of', { what: next.name }, { entityType: 'BRANCH' });
          },
        })
      }
    </Heard>
  );
}
