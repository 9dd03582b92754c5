import type { ReactNode } from 'react';

import { Both } from '../i18n/both';
import { ageValues } from '../parts/age-text';

import type { Life } from './proof-of-life';

/** Nothing while all is well; stale has the whole screen for itself. */
export function LifeHint(props: { life: Life; silentMs: number }): ReactNode {
  if (props.life === 'aging') {
    return (
      <p className="pill pill--warn" data-age>
        <Both k="link.age" values={ageValues(props.silentMs)} />
      </p>
    );
  }
  if (props.life === 'catching-up') {
    return (
      <p className="pill">
        <Both k="link.catchingUp" />
      </p>
    );
  }
  return null;
}
