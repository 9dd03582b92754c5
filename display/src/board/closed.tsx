import type { ReactNode } from 'react';

import type { BranchOpening } from '@ticketero/contract';

import { Both } from '../i18n/both';
import { getTexts } from '../i18n/texts';
import { dayName, daysApart, timeOfDay } from '../parts/clock';
import { useNow } from '../parts/use-now';

import { opensLaterToday } from './opening-soon';

const reasonText = (branch: BranchOpening) => `closed.reason.${branch.reason ?? 'CERRADA'}`;

/** Nobody is at a desk any more. */
export function ClosedPanel(props: { branch: BranchOpening; serverNow: () => number }): ReactNode {
  const { branch } = props;
  return (
    <main className="closed">
      <h2 className="closed__title">
        <Both k={reasonText(branch)} stacked />
      </h2>
      <OwnText branch={branch} />
      {branch.opensAt !== null && (
        <p className="closed__opens">
          <Opens at={Date.parse(branch.opensAt)} timeZone={branch.timeZone} serverNow={props.serverNow} />
        </p>
      )}
      {branch.reason !== 'PAUSADA' && (
        <p className="closed__thanks">
          <Both k="closed.thanks" />
        </p>
      )}
    </main>
  );
}

/** In each language in which somebody wrote it, like all that stands here. */
function OwnText({ branch: { text, texts } }: { branch: BranchOpening }): ReactNode {
  const first = texts?.es ?? (texts?.en === undefined ? text : texts.en);
  if (first === null || first === '') return null;
  const inEnglish = texts?.es === undefined ? undefined : texts.en;
  return (
    <p className="closed__text">
      <span className="both both--stacked">
        <span lang={first === texts?.en ? 'en' : 'es'}>{first}</span>
        {inEnglish !== undefined && (
          <span className="both__en" lang="en">
            {inEnglish}
          </span>
        )}
      </span>
    </p>
  );
}

function Opens(props: { at: number; timeZone: string; serverNow: () => number }): ReactNode {
  const { at, timeZone } = props;
  const days = daysApart(useNow(props.serverNow), at, timeZone);
  const time = timeOfDay(at, timeZone);
  if (days === 0) return <Both k="closed.opensToday" values={{ time }} stacked />;
  if (days === 1) return <Both k="closed.opensTomorrow" values={{ time }} stacked />;
  return <Both k="closed.opens" values={(language) => ({ day: dayName(at, timeZone, language), time })} stacked />;
}

/** No numbers are given out, but people who hold one are called: before the doors open, or after they closed. */
export function ClosedBanner(props: { branch: BranchOpening; serverNow: () => number }): ReactNode {
  const at = opensLaterToday(props.branch, useNow(props.serverNow));
  if (at !== null) {
    const values = { time: timeOfDay(at, props.branch.timeZone) };
    return (
      <section className="closed-banner" aria-label={getTexts().es('closed.opensSoon', values)}>
        <p className="closed-banner__reason">
          <Both k="closed.opensSoon" values={values} stacked />
        </p>
      </section>
    );
  }
  return (
    <section className="closed-banner" aria-label={getTexts().es(reasonText(props.branch))}>
      <p className="closed-banner__reason">
        <Both k={reasonText(props.branch)} stacked />
      </p>
      <p className="closed-banner__text">
        <Both k={props.branch.reason === 'PAUSADA' ? 'closed.pausedBanner' : 'closed.banner'} stacked />
      </p>
    </section>
  );
}
