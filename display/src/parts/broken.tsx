import type { ReactNode } from 'react';

import { Both } from '../i18n/both';

import { Mark } from './mark';

/** What stands in for a screen that failed to draw; the boundary tries again after a few seconds. */
export function Broken(): ReactNode {
  return (
    <main className="plain" data-screen="broken" role="alert">
      <Mark />
      <h1 className="plain__title">
        <Both k="broken.title" stacked />
      </h1>
      <p className="plain__text">
        <Both k="broken.text" stacked />
      </p>
    </main>
  );
}
