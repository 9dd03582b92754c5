import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { OFFLINE_REASONS, type AdvisorView, type Dashboard } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { ChevronIcon } from '../common/icons';
import { MenuButton } from '../common/menu-button';
import type { MenuItem } from '../common/menu-panel';
import { reasonLabel } from '../common/offline-reason';
import { ReleaseDialog } from './release-dialog';
import { aboutAdvisor, availableRequest, offlineRequest, releaseRequest, staysRequest } from './step-in';
import type { StepIn } from './use-step-in';

const RELEASE = 'release';
const STAYS = 'stays';

interface Props {
  advisor: AdvisorView;
  dashboard: Dashboard;
  stepIn: StepIn;
}

/** An advisor's status in a supervisor's hands (R7), and a desk that is stuck. */
export function AdvisorActions({ advisor, dashboard, stepIn }: Props) {
  const [asked, setAsked] = useState<{ kind: 'available' } | { kind: 'release'; numero: string } | null>(null);
  const close = () => {
    setAsked(null);
  };
  const pick = (id: string) => {
    const { currentTicket: numero } = advisor;
    if (id === RELEASE) setAsked(numero === null ? null : { kind: 'release', numero });
    else stepIn.send(id === STAYS ? staysRequest(advisor) : offlineRequest(advisor, id, numero !== null));
  };
  return (
    <>
      {advisor.status === 'OFFLINE' ? (
        <AvailableButton
          {...{ advisor, stepIn }}
          onPress={() => {
            setAsked({ kind: 'available' });
          }}
        />
      ) : (
        <DutyMenu {...{ advisor, stepIn }} onPick={pick} />
      )}
      {asked?.kind === 'available' && (
        <AvailableDialog
          advisor={advisor}
          onClose={close}
          onSubmit={() => {
            close();
            stepIn.send(availableRequest(advisor));
          }}
        />
      )}
      {asked?.kind === 'release' && (
        <ReleaseDialog
          {...{ advisor, dashboard }}
          numero={asked.numero}
          onClose={close}
          onRelease={(request) => {
            close();
            stepIn.send(releaseRequest(advisor, request));
          }}
        />
      )}
    </>
  );
}

function DutyMenu({ advisor, stepIn, onPick }: Omit<Props, 'dashboard'> & { onPick: (id: string) => void }) {
  const { t } = useTranslation();
  const { name, currentTicket: numero, offlineAfterCurrent: leaves } = advisor;
  const offline: MenuItem[] = leaves
    ? [{ id: STAYS, label: t('advisorMenu.stays') }]
    : OFFLINE_REASONS.map((reason) => ({ id: reason, label: reasonLabel(t, reason) }));
  const release: MenuItem[] = numero === null ? [] : [{ id: RELEASE, label: t('advisorMenu.release'), apart: true }];
  return (
    <MenuButton
      className="btn btn-quiet btn-small"
      busy={stepIn.pending === aboutAdvisor(advisor.id)}
      label={
        <>
          <span>{t(leaves ? 'advisorMenu.change' : 'advisorMenu.label')}</span>
          <ChevronIcon />
        </>
      }
      name={t(leaves ? 'advisorMenu.changeName' : 'advisorMenu.name', { name })}
      heading={
        leaves
          ? t('advisorMenu.leaves', { numero })
          : numero
            ? t('advisorMenu.afterTicket', { numero })
            : t('advisorMenu.now')
      }
      items={[...offline, ...release]}
      onPick={onPick}
    />
  );
}

function AvailableButton({ advisor, stepIn, onPress }: Omit<Props, 'dashboard'> & { onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="btn btn-quiet btn-small"
      aria-label={t('advisorMenu.availableName', { name: advisor.name })}
      aria-busy={stepIn.pending === aboutAdvisor(advisor.id)}
      onClick={onPress}
    >
      {t('advisorMenu.available')}
    </button>
  );
}

/** Customers are called there at once: somebody should be at the desk. */
function AvailableDialog(props: { advisor: AdvisorView; onClose: () => void; onSubmit: () => void }) {
  const { t } = useTranslation();
  const { name, moduleNumber } = props.advisor;
  return (
    <Dialog
      title={t('atDeskAsk.title', { name })}
      submit={t('atDeskAsk.submit')}
      outcome={
        moduleNumber === null ? t('atDeskAsk.noModule', { name }) : t('atDeskAsk.outcome', { name, moduleNumber })
      }
      missing={moduleNumber === null ? t('atDeskAsk.noModule', { name }) : null}
      onClose={props.onClose}
      onSubmit={props.onSubmit}
    />
  );
}
