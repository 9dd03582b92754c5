import { ApiError, pairDemoDevice, pairDevice, WrongDeviceKind, type DeviceIdentity } from '@ticketero/realtime-client';
import { useCallback, useEffect, useRef, useState } from 'react';

import { retryDelayMs } from '../flow/answer';

export type PairingProblem =
  { code: 'length' | 'wrong' | 'network' | 'server' | 'noDemo' | 'refused' } | { code: 'tooMany'; seconds: number };

/** What is being asked of the server: the demo's own device, a code, or nothing. A new object starts it anew. */
type Attempt = { kind: 'demo'; failures: number } | { kind: 'code'; pairingCode: string; failures: number } | null;

const TOO_MANY_SECONDS = 60;

function problemOf(error: unknown, kind: 'demo' | 'code'): { problem: PairingProblem; again: boolean } {
  if (error instanceof WrongDeviceKind) return { problem: { code: 'wrong' }, again: false };
  if (!(error instanceof ApiError)) return { problem: { code: 'network' }, again: true };
  if (error.problem.status >= 500) return { problem: { code: 'server' }, again: true };
  if (error.problem.status === 429) {
    const seconds = error.problem.retryAfter ?? error.retryAfterSeconds ?? TOO_MANY_SECONDS;
    return { problem: { code: 'tooMany', seconds }, again: kind === 'demo' };
  }
  return { problem: { code: kind === 'demo' ? 'noDemo' : 'wrong' }, again: false };
}

/** Pairs this device; while the server is out of reach it says so and asks again by itself. */
export function usePairing(demo: boolean, refused: boolean, onPaired: (identity: DeviceIdentity) => void) {
  const [attempt, setAttempt] = useState<Attempt>(demo ? { kind: 'demo', failures: 0 } : null);
  const [problem, setProblem] = useState<PairingProblem | null>(refused ? { code: 'refused' } : null);
  const paired = useRef(onPaired);
  useEffect(() => {
    paired.current = onPaired;
  });

  useEffect(() => {
    if (!attempt) return;
    let left = false;
    const timer = setTimeout(() => {
      const asked = attempt.kind === 'demo' ? pairDemoDevice('KIOSK') : pairDevice('KIOSK', attempt.pairingCode);
      asked.then(
        (identity) => !left && paired.current(identity),
        (error: unknown) => {
          if (left) return;
          const outcome = problemOf(error, attempt.kind);
          setProblem(outcome.problem);
          setAttempt(outcome.again ? { ...attempt, failures: attempt.failures + 1 } : null);
        },
      );
    }, retryDelayMs(attempt.failures));
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [attempt]);

  /** Null: the code is not whole. */
  const submit = useCallback((pairingCode: string | null) => {
    setProblem(pairingCode === null ? { code: 'length' } : null);
    setAttempt(pairingCode === null ? null : { kind: 'code', pairingCode, failures: 0 });
  }, []);

  /** Typing takes back what was said, and stops what was being tried. */
  const forgive = useCallback(() => {
    setProblem(null);
    setAttempt(null);
  }, []);

  return { demo: attempt?.kind === 'demo', working: attempt !== null, problem, submit, forgive };
}
