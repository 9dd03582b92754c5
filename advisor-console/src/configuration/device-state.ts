import type { DeviceView } from '@ticketero/contract';

/** What the server keeps of a device is right to the minute while it is connected. */
const QUIET_MS = 2 * 60_000;

export type DeviceStage = 'revoked' | 'waiting' | 'unpaired' | 'online' | 'silent';

/** How a device is at this moment (ms since the epoch). */
export function stageOf(device: DeviceView, now: number): DeviceStage {
  if (device.revokedAt !== null) return 'revoked';
  if (device.pairedAt === null) return codeHolds(device, now) ? 'waiting' : 'unpaired';
  const seen = device.lastSeenAt === null ? 0 : Date.parse(device.lastSeenAt);
  return now - seen <= QUIET_MS ? 'online' : 'silent';
}

const codeHolds = ({ pairing }: DeviceView, now: number): boolean =>
  pairing !== null && Date.parse(pairing.expiresAt) > now;

export type DeviceTrouble = 'SOUND_BLOCKED' | 'SIN_PAPEL' | 'SIN_CONEXION' | 'CON_FALLA';

/** What somebody has to mend there. */
export function troublesOf({ kind, sound, printer, lastPrint }: DeviceView): DeviceTrouble[] {
  const troubles: DeviceTrouble[] = [];
  if (kind === 'DISPLAY' && sound === 'BLOCKED') troubles.push('SOUND_BLOCKED');
  if (printer !== null && lastPrint !== null) {
    const { result } = lastPrint;
    if (result === 'SIN_PAPEL' || result === 'SIN_CONEXION' || result === 'CON_FALLA') troubles.push(result);
  }
  return troubles;
}

/** `482 913`: as it is read out. */
export const codeInGroups = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, '$1 $2');
