import { COMMON_PASSWORDS, RUNS } from './common-passwords.js';

/** Characters. Longer is better than stranger: there are no rules about digits and signs (NIST SP 800-63B). */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

/** How much before or after a word does not make it another: a year, a number and a sign. */
const DECORATION_MAX = 4;

export interface PasswordOwner {
  email: string;
  name: string;
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** What is wrong with a password, in words for whoever chose it; null when nothing is. */
export function passwordProblem(password: string, owner: PasswordOwner): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return `Debe tener al menos ${PASSWORD_MIN} caracteres`;
  if (length > PASSWORD_MAX) return `Debe tener como máximo ${PASSWORD_MAX} caracteres`;
  const folded = fold(password);
  if (isAbout(folded, owner)) return 'No puede ser tu correo ni tu nombre';
  if (isCommon(password, folded)) return 'Es una de las contraseñas más usadas: elige otra';
  return null;
}

function isAbout(folded: string, { email, name }: PasswordOwner): boolean {
  const [local = ''] = email.split('@');
  const words = [email, local, name].map(fold).filter((word) => word.length >= 3);
  return words.some((word) => isDecorated(folded, word));
}

function isCommon(password: string, folded: string): boolean {
  if (new Set(password.toLowerCase()).size < 4) return true;
  if (folded.length >= 4 && RUNS.some((run) => run.includes(folded))) return true;
  if (/^(.{1,10})\1+$/su.test(folded)) return true;
  for (let start = 0; start <= DECORATION_MAX; start++) {
    for (let end = folded.length; end > start && start + (folded.length - end) <= DECORATION_MAX; end--) {
      if (COMMON_PASSWORDS.has(folded.slice(start, end))) return true;
    }
  }
  return false;
}

function isDecorated(folded: string, word: string): boolean {
  return folded.includes(word) && folded.length - word.length <= DECORATION_MAX;
}
