import type { ReactNode } from 'react';

import { Both } from '../i18n/both';

/** For staff. The touch itself is heard by the whole page, wherever it lands. */
export function SoundHint(): ReactNode {
  return (
    <p className="pill" data-sound-hint>
      <svg className="pill__icon" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M4 9.5v5h3.5L12 19V5L7.5 9.5z M16 9l5 6 M21 9l-5 6" />
      </svg>
      <Both k="sound.hint" />
    </p>
  );
}
