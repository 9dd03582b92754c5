import { useTranslation } from 'react-i18next';

import type { DeviceCreated } from '@ticketero/contract';

import { clockSpan } from '../common/time';
import { useNow } from '../common/use-now';
import { codeInGroups } from './device-state';

/** Large enough to be typed from across a room; how long it still holds is not read out each second. */
export function PairingCode({ code: { pairingCode, expiresAt, kind } }: { code: DeviceCreated }) {
  const { t } = useTranslation();
  const left = Date.parse(expiresAt) - useNow(Date.now);
  return (
    <section className="config-pairing" aria-label={t('config.devices.code.title')} data-over={left <= 0 || undefined}>
      <p className="config-pairing-title">{t('config.devices.code.title')}</p>
      <p className="config-pairing-code">{codeInGroups(pairingCode)}</p>
      <p role="status">{t(left > 0 ? `config.devices.code.how.${kind}` : 'config.devices.code.over', { name: '' })}</p>
      {left > 0 && (
        <p className="soft" aria-hidden="true">
          {t('config.devices.code.left', { time: clockSpan(left) })}
        </p>
      )}
    </section>
  );
}
