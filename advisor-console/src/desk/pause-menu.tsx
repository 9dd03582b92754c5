import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { ChevronIcon, PauseIcon } from '../common/icons';
import { MenuButton } from '../common/menu-button';
import { reasonLabel } from '../common/offline-reason';
import type { Commands } from './use-commands';

/** Leaves at once; with a customer in hand, when this one ends (R7). */
export function PauseMenu({ desk, commands }: { desk: Desk; commands: Commands }) {
  const { t } = useTranslation();
  const { advisor, current, settings } = desk;
  const afterCurrent = current !== null;

  if (advisor.offlineAfterCurrent) {
    return (
      <span className="leaving-chip">
        <PauseIcon />
        {advisor.reason
          ? t('pause.afterThisReason', { reason: reasonLabel(t, advisor.reason) })
          : t('pause.afterThisChip')}
      </span>
    );
  }
  return (
    <MenuButton
      className="btn btn-quiet"
      busy={commands.pending === 'pause'}
      label={
        <>
          <PauseIcon />
          <span>{t(afterCurrent ? 'pause.afterThis' : 'pause.now')}</span>
          <ChevronIcon />
        </>
      }
      heading={t(afterCurrent ? 'pause.afterThisHeading' : 'pause.nowHeading')}
      items={settings.offlineReasons.map((reason) => ({ id: reason, label: reasonLabel(t, reason) }))}
      onPick={(reason) => {
        commands.run({ kind: 'pause', reason, afterCurrent });
      }}
    />
  );
}
