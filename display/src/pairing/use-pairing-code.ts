import { useEffect, useState } from 'react';

import { ApiError, pairDevice, WrongDeviceKind, type DeviceIdentity } from '@ticketero/realtime-client';

export const CODE_LENGTH = 6;
const RETRY_MS = 5_000;

export type PairingStatus =
  { is: 'typing' } | { is: 'checking' } | { is: 'wrong' } | { is: 'offline' } | { is: 'tooMany'; waitMs: number };

export interface PairingCode {
  code: string;
  status: PairingStatus;
  change: (code: string) => void;
}

/** A complete code is tried at once, and again by itself while the server is away: it may be typed before that is back. */
export function usePairingCode(onPaired: (identity: DeviceIdentity) => void): PairingCode {
  const [code, setCode] = useState('');
  const [status, setStatus] = useState<PairingStatus>({ is: 'typing' });

  useEffect(() => {
    if (code.length < CODE_LENGTH) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    const attempt = async () => {
      setStatus({ is: 'checking' });
      try {
        const identity = await pairDevice('DISPLAY', code);
        if (!gone) onPaired(identity);
      } catch (error) {
        if (gone) return;
        if (error instanceof WrongDeviceKind) {
          setStatus({ is: 'wrong' });
          setCode('');
          return;
        }
        if (error instanceof ApiError && error.problem.status < 500) {
          const wait = error.retryAfterSeconds;
          setStatus(error.problem.status === 429 ? { is: 'tooMany', waitMs: (wait ?? 60) * 1_000 } : { is: 'wrong' });
          setCode('');
          return;
        }
        setStatus({ is: 'offline' });
        timer = setTimeout(() => void attempt(), RETRY_MS);
      }
    };
    void attempt();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [code, onPaired]);

  return {
    code,
    status,
    change(next) {
      setCode(next.replace(/\D/g, '').slice(0, CODE_LENGTH));
      setStatus({ is: 'typing' });
    },
  };
}
