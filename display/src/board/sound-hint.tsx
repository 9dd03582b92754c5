import type { ReactNode } from 'react';

import type { SoundState } from '@ticketero/contract';

import { Both } from '../i18n/both';

/** For staff: nothing while the screen can be heard. The touch itself is heard by the whole page, wherever it lands. */
export function SoundHint({ state }: { state: SoundState | null }): ReactNode {
  if (state === null || state === 'ON') return null;
  const blocked = state === 'BLOCKED';
  return (
    <p className={blocked ? 'pill pill--warn' : 'pill'} data-sound-hint={state}>
      <svg className="pill__icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.5L12 19V5L7.5 9.5z M16 9l5 6 M21 9l-5 6" />
      </svg>
      <Both k={blocked ? 'sound.hint' : 'sound.off'} />
    </p>
  );
}
