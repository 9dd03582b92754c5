import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * What the cases are drawn from. In the tests always the same ones, so that what fails for one commit passes without it;
 * `npm run fuzz` draws new ones, and repeats a run with `--seed …` (FUZZ_SEED).
 */
export const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Of all kinds together: `npm run fuzz -- --cases …` (FUZZ_CASES). */
export const CASES = Number(process.env['FUZZ_CASES'] ?? 20_000);

/** Of these, requests; the rest goes to the sockets. */
export const HTTP_CASES = Math.ceil(CASES * 0.6);
export const SOCKET_CASES = CASES - HTTP_CASES;

/** Cases are made and tried in parts: the memory of a long run does not depend on its length. */
export const CHUNK = 1_000;

/** What hangs is told by the limit of each answer: in this a machine has time for ten times what a case usually takes. */
export const limitMs = (cases: number): number => 120_000 + cases * 100;

/** Bytes in use when everything that nobody holds is gone. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
