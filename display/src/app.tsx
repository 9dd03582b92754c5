import type { ReactNode } from 'react';

import { useBrand } from '@ticketero/ui';

import { LobbyScreen } from './board/lobby-screen';
import { ConnectingScreen } from './link/connecting-screen';
import { PairingScreen } from './pairing/pairing-screen';
import { useDevice } from './pairing/use-device';
import { useWakeLock } from './parts/use-wake-lock';

export function App(): ReactNode {
  const device = useDevice();
  useWakeLock();
  useBrand(); // its texts stand everywhere

  if (device.identity) {
    const { deviceToken, branchName } = device.identity;
    return <LobbyScreen key={deviceToken} token={deviceToken} branchName={branchName} onRefused={device.refused} />;
  }
  if (device.demo) {
    return <ConnectingScreen screen="pairing" title="pairing.demo" unreachable={device.unreachable} />;
  }
  return <PairingScreen revoked={device.revoked} onPaired={device.paired} />;
}
