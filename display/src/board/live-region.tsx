import type { ReactNode } from 'react';

import { callText } from '../announce/call-text';
import type { Hero } from '../announce/use-announcer';

/** The calls for people who listen to the screen. Mounted before the first of them, or it would not be read. */
export function LiveRegion(props: { hero: Hero }): ReactNode {
  const { call, announcement } = props.hero;
  const said = call && announcement && { ...call, recallCount: announcement.recallCount };
  return (
    <div className="unseen" role="status" aria-live="polite" data-live>
      {said && (
        <>
          <span>{callText('es', said)}</span> <span lang="en">{callText('en', said)}</span>
        </>
      )}
    </div>
  );
}
