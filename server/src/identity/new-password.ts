import { randomInt } from 'node:crypto';

import { hash } from '@node-rs/argon2';

import { invalid } from '../platform/errors/problem.js';
import { passwordProblem, type PasswordOwner } from '../platform/password-rules.js';

/** argon2id, with the library's own cost. */
export const hashPassword = (password: string): Promise<string> => hash(password);

/** Throws VALIDACION_FALLIDA, naming `field`. */
export function requireGoodPassword(password: string, owner: PasswordOwner, field: string): void {
  const problem = passwordProblem(password, owner);
  if (problem) throw invalid({ [field]: problem });
}

/** No letter or digit that looks like another: it is read aloud. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** For somebody else's first sign-in: 59 bits, such as `k7mp-x2qd-9wfa`. */
export function temporaryPassword(): string {
  const part = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [part(), part(), part()].join('-');
}
