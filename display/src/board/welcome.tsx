import type { ReactNode } from 'react';

import { Both } from '../i18n/both';
import { Mark } from '../parts/mark';

/** The first minutes of a day: nobody has been called yet. `beside`: the bank's pictures have the larger place. */
export function Welcome(props: { branchName: string; beside: boolean }): ReactNode {
  return (
    <section className="welcome" data-beside={props.beside}>
      <div className="welcome__name">
        <p className="welcome__greeting">
          <Both k="welcome.greeting" />
        </p>
        <p className="welcome__branch">{props.branchName}</p>
      </div>
      <ol className="welcome__steps">
        <li className="welcome__step">
          <Mark />
          <Both k="welcome.take" stacked />
        </li>
        <li className="welcome__step">
          <svg className="welcome__screen" viewBox="0 0 48 32" aria-hidden="true">
            <path d="M4 3h40v21H4z M16 30h16 M24 24v6" />
          </svg>
          <Both k="welcome.watch" stacked />
        </li>
      </ol>
    </section>
  );
}
