import type { ReactNode } from 'react';

import { Both } from '../i18n/both';
import { ageValues } from '../parts/age-text';

/** Over the whole screen, so that nobody in the lobby waits for a number that will not come. */
export function StaleNotice(props: { silentMs: number }): ReactNode {
  return (
    <main className="stale">
      <div className="stale__panel">
        <svg className="stale__sign" viewBox="0 0 48 48" aria-hidden="true">
          <path d="M6 18a26 26 0 0 1 36 0M13 26a16 16 0 0 1 22 0M20 33.5a6 6 0 0 1 8 0" />
          <path className="stale__strike" d="M8 6l32 36" />
        </svg>
        {/* Read out once: the age, which counts on, stays outside. */}
        <div role="alert">
          <h1 className="stale__title">
            <Both k="link.staleTitle" stacked />
          </h1>
        </div>
        <p className="stale__age" data-age>
          <Both k="link.staleSince" values={ageValues(props.silentMs)} />
        </p>
        <p className="stale__advice">
          <Both k="link.staleAdvice" stacked />
        </p>
      </div>
    </main>
  );
}
