import { useEffect, type ReactNode } from 'react';

import { startLook } from '@ticketero/ui';

import { LobbyScreen } from './board/lobby-screen';
import { useBrand } from './brand/use-brand';
import { ConnectingScreen } from './link/connecting-screen';
import { PairingScreen } from './pairing/pairing-screen';
import { useDevice } from './pairing/use-device';
import { useWakeLock } from './parts/use-wake-lock';

export function App(): ReactNode {
  const device = useDevice();
  const brand = useBrand();
  useWakeLock();
  const theme = brand?.display.theme;
  useEffect(() => {
    if (theme) startLook(theme);
  }, [theme]);

  if (device.identity && brand !== undefined) {
    const { deviceToken, branchName } = device.identity;
    return (
      <LobbyScreen
        key={deviceToken}
        token={deviceToken}
        branchName={branchName}
        brand={brand}
        onRefused={device.refused}
      />
    );
  }
  if (device.identity) return <ConnectingScreen screen="connecting" title="link.connecting" />;
  if (device.demo) {
    return <ConnectingScreen screen="pairing" title="pairing.demo" unreachable={device.unreachable} />;
  }
  return <PairingScreen revoked={device.revoked} onPaired={device.paired} />;
}
