import { useEffect } from 'react';

import type { DeviceReport, SoundState } from '@ticketero/contract';
import { createApi } from '@ticketero/realtime-client';

const EVERY_MS = 60_000;

/**
 * Tells the server whether this screen can be heard: when that is known, when it changes, and once a minute. Supervisors
 * read it there; a report that does not arrive is followed by the next.
 */
export function useSoundReport(token: string, sound: SoundState | null): void {
  useEffect(() => {
    if (sound === null) return;
    const api = createApi({ token: () => token });
    const body: DeviceReport = { sound };
    const report = () => void api.call('POST', '/api/devices/report', { body }).catch(() => undefined);
    report();
    const timer = setInterval(report, EVERY_MS);
    return () => clearInterval(timer);
  }, [token, sound]);
}
