import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchOpening, BranchStatus, Dashboard } from '@ticketero/contract';

import { ChevronIcon } from '../common/icons';
import { MenuButton } from '../common/menu-button';
import { secondOfDay, timeOfDay } from '../common/time';
import { CloseBranchDialog } from './opening-dialogs';
import { ABOUT_BRANCH, branchRequest, otherStatuses } from './step-in';
import type { StepIn } from './use-step-in';

type Tone = 'good' | 'warn' | 'bad';

/** Whether it gives numbers, or why not, and how that looks. */
export function branchState({ open, reason }: Pick<BranchOpening, 'open' | 'reason'>) {
  const state = open ? 'open' : (reason ?? 'CERRADA');
  const tone: Tone = open ? 'good' : state === 'CERRADA' ? 'bad' : 'warn';
  return { state, tone } as const;
}

/** Whether the branch gives numbers, and as of when all of this is; and the way to change it. */
export function BranchLine({ dashboard, stepIn }: { dashboard: Dashboard; stepIn: StepIn }) {
  const { t, i18n } = useTranslation();
  const [asked, setAsked] = useState<Exclude<BranchStatus, 'OPEN'> | null>(null);
  const { branchOpening: opening, branchStatus, lastUpdated, timeZone } = dashboard;
  const opensAt = opening.opensAt && timeOfDay(opening.opensAt, i18n.language, timeZone);
  const { state, tone } = branchState(opening);
  const close = () => {
    setAsked(null);
  };
  return (
    <section className="branch-line" aria-label={t('branchLine.label')}>
      <p className={`branch-state branch-${tone}`}>
        <strong>{t(`branchLine.${state}`)}</strong>
        {opensAt && <span> · {t('branchLine.opensAt', { time: opensAt })}</span>}
        {opening.text && <span className="branch-text"> · «{opening.text}»</span>}
      </p>
      <p className="branch-heard">
        {t('branchLine.updated')}{' '}
        <time dateTime={lastUpdated}>{secondOfDay(lastUpdated, i18n.language, timeZone)}</time>
      </p>
      <a className="btn btn-plain btn-small" href="#/whatIf">
        {t('branchLine.whatIf')}
      </a>
      <MenuButton
        className="btn btn-plain btn-small"
        busy={stepIn.pending === ABOUT_BRANCH}
        label={
          <>
            <span>{t('branchLine.change')}</span>
            <ChevronIcon />
          </>
        }
        heading={t('branchLine.heading')}
        items={otherStatuses(branchStatus).map((status) => ({ id: status, label: t(`branchLine.to.${status}`) }))}
        onPick={(id) => {
          const status = otherStatuses(branchStatus).find((one) => one === id);
          // What opens hurts nobody, and is not asked about.
          if (status === 'OPEN') stepIn.send(branchRequest({ status }));
          else if (status) setAsked(status);
        }}
      />
      {asked && (
        <CloseBranchDialog
          status={asked}
          onClose={close}
          onSubmit={(said) => {
            close();
            stepIn.send(branchRequest({ status: asked, ...said }));
          }}
        />
      )}
    </section>
  );
}
