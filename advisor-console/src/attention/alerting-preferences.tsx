import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Alerting } from '../common/preferences';
import { chime, readyChime } from './chime';
import { askPermission, noticePermission } from './desktop-notice';

interface Props {
  alerting: Alerting;
  onChange: (alerting: Alerting) => void;
}

/** Sound and desktop notice: the browser is asked upon the switch and never before, and its no is said plainly. */
export function AlertingPreferences({ alerting, onChange }: Props) {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(noticePermission);
  const refused = permission === 'denied' || permission === 'unavailable';

  async function switchNotice(wanted: boolean): Promise<void> {
    const answer = wanted ? await askPermission() : permission;
    setPermission(answer);
    onChange({ ...alerting, notice: wanted && answer === 'granted' });
  }

  return (
    <fieldset className="preference">
      <legend>{t('preferences.alerting')}</legend>
      <label className="preference-row">
        <input
          type="checkbox"
          role="switch"
          checked={alerting.sound}
          onChange={(event) => {
            onChange({ ...alerting, sound: event.target.checked });
            if (event.target.checked) void readyChime().then(chime); // this is how it sounds
          }}
        />
        <span>{t('preferences.sound')}</span>
      </label>
      <label className="preference-row">
        <input
          type="checkbox"
          role="switch"
          checked={alerting.notice && permission === 'granted'}
          disabled={permission === 'unavailable'}
          aria-describedby="notice-about"
          onChange={(event) => void switchNotice(event.target.checked)}
        />
        <span>{t('preferences.notice')}</span>
      </label>
      <p id="notice-about" className="preference-about" role="status" data-refused={refused || undefined}>
        {t(refused ? `preferences.permission.${permission}` : 'preferences.noticeText')}
      </p>
    </fieldset>
  );
}
