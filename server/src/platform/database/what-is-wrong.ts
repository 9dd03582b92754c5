import { sqlState } from './transactions.js';

/** For who looks into the log at night: what a code of PostgreSQL or of the network means, without a value of anybody in it. */
const MEANINGS: [code: RegExp, meaning: string][] = [
  [/^3D000$/, 'there is no database of that name'],
  [/^28/, 'the database refuses the user or the password'],
  [/^(ENOTFOUND|EAI_)/, 'the host of the database is not known'],
  [/^(08|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/, 'the database does not answer'],
  [/^57P/, 'the database is starting or stopping'],
  [/^53100$/, 'the disk of the database is full'],
  [/^53300$/, 'the database has no connection left'],
  [/^53/, 'the database has run out of something'],
  [/^25006$/, 'the database is read only'],
];

/** Null: not something that the database or the way to it is to blame for. */
export function whatIsWrong(error: unknown): string | null {
  const code = sqlState(error instanceof AggregateError ? error.errors[0] : error) ?? '';
  return MEANINGS.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** An error in one line of the log: its name, its code, what that means. No message: one of a database can quote a value. */
export function errorInShort(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const meaning = whatIsWrong(error);
  return [error.name, sqlState(error), meaning && `(${meaning})`].filter(Boolean).join(' ');
}
