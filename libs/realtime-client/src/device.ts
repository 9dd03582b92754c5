import type { DeviceKind, PairAnswer } from '@ticketero/contract';

import { createApi } from './api';

/** A screen's own token, kept in the browser until somebody revokes the device (LESSONS.md, 9). */
export interface DeviceIdentity {
  deviceToken: string;
  branchName: string;
}

const key = (kind: DeviceKind) => `ticketero.device.${kind}`;

export function keptDevice(kind: DeviceKind): DeviceIdentity | null {
  try {
    const kept = localStorage.getItem(key(kind));
    return kept ? (JSON.parse(kept) as DeviceIdentity) : null;
  } catch {
    return null;
  }
}

export function forgetDevice(kind: DeviceKind): void {
  localStorage.removeItem(key(kind));
}

/** The code belonged to a device of the other kind: this screen cannot use its token, and keeps nothing. */
export class WrongDeviceKind extends Error {
  constructor(readonly kind: DeviceKind) {
    super(`the code is for a ${kind}`);
    this.name = 'WrongDeviceKind';
  }
}

function keep(kind: DeviceKind, answer: PairAnswer): DeviceIdentity {
  if (answer.kind !== kind) throw new WrongDeviceKind(answer.kind);
  const identity = { deviceToken: answer.deviceToken, branchName: answer.branch.name };
  localStorage.setItem(key(kind), JSON.stringify(identity));
  return identity;
}

const api = createApi({ token: () => null });

/** Exchanges a pairing code of six digits for a token. Throws ApiError when the code is wrong, used or old, and
 *  WrongDeviceKind when it was made for another kind of screen. */
export async function pairDevice(kind: DeviceKind, pairingCode: string): Promise<DeviceIdentity> {
  return keep(kind, await api.call<PairAnswer>('POST', '/api/devices/pair', { body: { pairingCode } }));
}

/** The demo's own device, offered only where the demo branch is seeded; 404 elsewhere. */
export async function pairDemoDevice(kind: DeviceKind): Promise<DeviceIdentity> {
  return keep(kind, await api.call<PairAnswer>('POST', '/api/demo/devices', { body: { kind } }));
}
