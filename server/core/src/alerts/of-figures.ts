import { isOpen } from '../branch/opening-hours.js';
import type { Branch } from '../branch/branch.js';
import type { AlertType, Finding } from './alert.js';
import { NOBODY } from './of-the-branch.js';

const MINUTE = 60_000;
/** Where no opening hours are known, a device that is switched off for the night must not be missed till the morning. */
const MISSED_MINUTES = 12 * 60;

/** The types that need figures that no command of a branch loads. */
export const FIGURE_ALERTS = [
  'MENSAJES_FALLIDOS',
  'PANTALLA_CAIDA',
  'KIOSKO_CAIDO',
  'PROMESA_ROTA',
] as const satisfies AlertType[];

/** Counted beside the branch, of this moment. */
export interface AlertFigures {
  /** Telegram messages of the last `failedOverMinutes` that were tried; of these, those not sent at their last attempt. */
  messages: { tried: number; failed: number };
  /** Of today: tickets whose wait was compared with what they were told, and of these, those within it (R8). */
  promises: { queueType: string; compared: number; covered: number }[];
  /** Paired and not revoked: how long ago each was last heard of, ms. Real time, whatever the branch's clock. */
  devices: { deviceId: number; name: string; kind: 'KIOSK' | 'DISPLAY'; silentMs: number }[];
}

/** What of them is wrong now. */
export function findInFigures(branch: Branch, figures: AlertFigures): Finding[] {
  return [...failing(branch, figures), ...broken(branch, figures), ...silent(branch, figures)];
}

function failing(branch: Branch, { messages: { tried, failed } }: AlertFigures): Finding[] {
  const { failedPercent, failedOverMinutes, failedLeast } = branch.settings.alerts;
  if (tried < failedLeast || failed * 100 <= failedPercent * tried) return [];
  const facts = { failed, messages: tried, overMinutes: failedOverMinutes };
  return [{ ...NOBODY, type: 'MENSAJES_FALLIDOS', severity: 'WARNING', since: null, facts }];
}

/** Over with the day: nobody can be told better any more. */
function broken(branch: Branch, { promises }: AlertFigures): Finding[] {
  const { coveragePercent: least, coverageLeast } = branch.settings.alerts;
  if (branch.dayClosed) return [];
  return promises
    .filter(({ compared, covered }) => compared >= coverageLeast && covered * 100 < least * compared)
    .map(({ queueType, compared, covered }) => ({
      ...NOBODY,
      ...{ queueType, type: 'PROMESA_ROTA', severity: 'WARNING', since: null },
      facts: { coverage: Math.floor((covered * 100) / compared), compared, leastCoverage: least },
    }));
}

function silent(branch: Branch, { devices }: AlertFigures): Finding[] {
  const { openingHours, timeZone, status } = branch.state;
  if (status !== 'OPEN' || !isOpen(openingHours, branch.now, timeZone)) return [];
  const { silentMinutes } = branch.settings.alerts;
  return devices
    .filter(({ silentMs }) => silentMs >= silentMinutes * MINUTE)
    .filter(({ silentMs }) => openingHours !== null || silentMs < MISSED_MINUTES * MINUTE)
    .map(({ deviceId, name, kind, silentMs }) => ({
      ...NOBODY,
      deviceId,
      // Without a kiosk nobody gets a number; without a screen they still hear the call.
      ...(kind === 'KIOSK'
        ? ({ type: 'KIOSKO_CAIDO', severity: 'CRITICAL' } as const)
        : ({ type: 'PANTALLA_CAIDA', severity: 'WARNING' } as const)),
      since: branch.now - silentMs,
      facts: { device: name, silentMinutes: Math.floor(silentMs / MINUTE) },
    }));
}
