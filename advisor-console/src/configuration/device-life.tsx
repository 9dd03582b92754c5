import { useTranslation } from 'react-i18next';

import type { DeviceView } from '@ticketero/contract';

import { agoWords } from '../common/time';
import { useNow } from '../common/use-now';
import { stageOf } from './device-state';
import { State } from './state';

const TONES = { online: 'good', silent: 'bad', waiting: 'warn', unpaired: 'off', revoked: 'off' } as const;

export function DeviceState({ device }: { device: DeviceView }) {
  const { t } = useTranslation();
  const stage = stageOf(device, useNow(Date.now));
  return <State tone={TONES[stage]}>{t(`config.devices.stage.${stage}`)}</State>;
}

/** The last sign of life. */
export function Seen({ device: { lastSeenAt } }: { device: DeviceView }) {
  const { t, i18n } = useTranslation();
  const now = useNow(Date.now);
  if (lastSeenAt === null) return t('config.devices.never');
  return <time dateTime={lastSeenAt}>{agoWords(lastSeenAt, now, i18n.language)}</time>;
}
