import { useTranslation } from 'react-i18next';

import { SoundIcon } from '../common/icons';
import { keepSound } from '../common/preferences';

export function SoundToggle({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="top-button top-icon"
      aria-pressed={on}
      aria-label={t('desk.sound')}
      title={t('desk.sound')}
      onClick={() => {
        keepSound(!on);
        onChange(!on);
      }}
    >
      <SoundIcon on={on} />
    </button>
  );
}
