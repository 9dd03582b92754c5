/** What is asked of a new password, as far as a page can tell; the server has the last word. */
export const PASSWORD_MIN = 10;

export type PasswordRule = 'length' | 'notYou';

export interface Owner {
  email: string;
  name?: string;
}

const letters = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** How much around a name does not make it another word: a year, a sign. */
const DECORATION_MAX = 4;
const SHORT = 3;

export function keptRules(password: string, { email, name = '' }: Owner): Record<PasswordRule, boolean> {
  const [local = ''] = email.split('@');
  const chosen = letters(password);
  const words = [email, local, name].map(letters).filter((word) => word.length >= SHORT);
  const about = words.some((word) => chosen.includes(word) && chosen.length - word.length <= DECORATION_MAX);
  return { length: [...password].length >= PASSWORD_MIN, notYou: password !== '' && !about };
}

/** The first thing to mend before it is sent, by its field; null: nothing. */
export function firstMissing(password: string, repeat: string, owner: Owner): 'next' | 'repeat' | null {
  const { length, notYou } = keptRules(password, owner);
  if (!length || !notYou) return 'next';
  return repeat === password ? null : 'repeat';
}
