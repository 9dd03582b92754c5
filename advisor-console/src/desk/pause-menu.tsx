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

  if (advisor.offlineAfterCurrent) return <Leaving reason={advisor.reason} commands={commands} />;
  return (
    <MenuButton
      className="btn btn-quiet"
      busy={commands.pending === 'pause'}
      off={commands.blocked('pause')}
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

/** Says so until it happens, and can be taken back until then. */
function Leaving({ reason, commands }: { reason: string | null; commands: Commands }) {
  const { t } = useTranslation();
  const blocked = commands.blocked('stay');
  return (
    <span className="leaving">
      <span className="leaving-chip">
        <PauseIcon />
        {reason ? t('pause.afterThisReason', { reason: reasonLabel(t, reason) }) : t('pause.afterThisChip')}
      </span>
      <button
        type="button"
        className="btn btn-quiet btn-small"
        aria-busy={commands.pending === 'stay'}
        aria-disabled={blocked}
        onClick={() => {
          if (!blocked) commands.run({ kind: 'stay' });
        }}
      >
        {t('pause.stay')}
      </button>
    </span>
  );
}
