import { ErrorBoundary, setTitle } from '@ticketero/ui';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import { useDevice } from './device/use-device';
import { Kiosk } from './kiosk';
import { PairingScreen } from './screens/pairing-screen';
import { StateScreen } from './screens/notice-screen';

export function App() {
  const { t } = useTranslation();
  const device = useDevice();
  const title = t('title');

  useEffect(() => {
    setTitle(title);
  }, [title]);

  return (
    <ErrorBoundary fallback={<StateScreen kind="broken" />}>
      {device.paired ? (
        <Kiosk device={device} />
      ) : (
        <PairingScreen demo={device.demo} refused={device.refused} onPaired={device.adopt} />
      )}
    </ErrorBoundary>
  );
}
