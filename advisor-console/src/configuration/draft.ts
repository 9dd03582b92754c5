/** One field that is not as it was. */
export interface Change<T> {
  field: keyof T & string;
  before: unknown;
  after: unknown;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What differs, in the order of the fields. */
export function changesOf<T extends object>(before: T, after: T): Change<T>[] {
  return (Object.keys(after) as (keyof T & string)[])
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** A form in somebody's hands: what they began from, and what they made of it. */
export interface Draft<T> {
  base: T;
  draft: T;
  /** What somebody else has changed meanwhile. */
  theirs: Change<T>[];
}

export const drafted = <T>(truth: T): Draft<T> => ({ base: truth, draft: truth, theirs: [] });

/**
 * The same work upon a newer truth: what this person changed stays, the rest is as it is now. What others changed is
 * told, as long as this person has work of their own that it may concern.
 */
export function rebased<T extends object>({ base, draft, theirs }: Draft<T>, truth: T): Draft<T> {
  const mine = changesOf(base, draft).filter(({ field }) => !same(draft[field], truth[field]));
  if (mine.length === 0) return drafted(truth);
  const kept = Object.fromEntries(mine.map(({ field }) => [field, draft[field]]));
  const news = changesOf(base, truth).filter(({ field }) => !same(draft[field], truth[field]));
  const known = theirs.filter(({ field }) => !news.some((one) => one.field === field));
  return { base: truth, draft: { ...truth, ...kept }, theirs: [...known, ...news] };
}

/** The changed fields alone: what is absent stays as it is. */
export function changedPart<T extends object>(base: T, draft: T): Partial<T> {
  return Object.fromEntries(changesOf(base, draft).map(({ field }) => [field, draft[field]])) as Partial<T>;
}

/** What a list has now and had not, and the other way round. */
export function listChange(before: readonly string[], after: readonly string[]): { added: string[]; gone: string[] } {
  return {
    added: after.filter((one) => !before.includes(one)),
    gone: before.filter((one) => !after.includes(one)),
  };
}
