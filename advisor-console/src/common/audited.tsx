import type { ReactNode } from 'react';

import { useSession } from '../session/use-session';
import { auditLink } from './audit-link';
import { viewsOf } from './views';

interface Props {
  /** What the audit log is asked for. */
  of: Record<string, string | number>;
  children: ReactNode;
}

/** A name or number that leads to what the audit log knows of it today, for who may read it. */
export function Audited({ of, children }: Props) {
  const { view } = useSession();
  if (view.phase !== 'signed-in' || !viewsOf(view.user).includes('audit')) return children;
  return (
    <a className="audited" href={auditLink(of)}>
      {children}
    </a>
  );
}
