import { useEffect, useState, type ReactNode } from 'react';

import { Both } from '../i18n/both';
import { Mark } from '../parts/mark';

/** A server that has not answered for so long is away, and the screen says so. */
const PATIENCE_MS = 6_000;

/** Nothing is known yet: no board may be shown, not even an empty one. */
export function ConnectingScreen(props: {
  screen: 'connecting' | 'pairing';
  title: string;
  branchName?: string;
  unreachable?: boolean;
}): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const away = late || props.unreachable === true;

  return (
    <main className="plain" data-screen={props.screen}>
      <Mark />
      {props.branchName !== undefined && <p className="plain__branch">{props.branchName}</p>}
      <div role="status">
        <h1 className="plain__title">
          <Both k={away ? 'link.unreachable' : props.title} stacked />
        </h1>
        {away && (
          <p className="plain__text">
            <Both k="link.retrying" stacked />
          </p>
        )}
      </div>
      <span className="plain__pulse" aria-hidden="true" />
    </main>
  );
}
