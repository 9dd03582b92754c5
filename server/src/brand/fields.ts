/** Tells what of the operator's file is not taken, by its field. */
export type Refuse = (field: string, why: string) => void;

export type Fields = Record<string, unknown>;

const below = (path: string, key: string): string => (path ? `${path}.${key}` : key);

/** The members of an object in the operator's file; of anything else none. With `known`, other members are refused. */
export function membersOf(value: unknown, path: string, refuse: Refuse, known?: string[]): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    refuse(path, 'must be an object');
    return {};
  }
  const members: Fields = {};
  for (const [key, one] of Object.entries(value)) {
    if (known && !known.includes(key)) refuse(below(path, key), 'is not a field that there is');
    else members[key] = one;
  }
  return members;
}

/** Every member whose name fits and that `read` takes (anything but null); the others are refused, each by itself. */
export function mapOf<T>(
  map: unknown,
  path: string,
  refuse: Refuse,
  name: { fits: RegExp; is: string },
  read: (one: unknown, path: string) => T | null,
): Record<string, T> {
  const taken: Record<string, T> = {};
  for (const [key, one] of Object.entries(membersOf(map, path, refuse))) {
    const at = below(path, key);
    if (!name.fits.test(key) || key === '__proto__') {
      refuse(at, `is not ${name.is}`);
      continue;
    }
    const value = read(one, at);
    if (value !== null) taken[key] = value;
  }
  return taken;
}

/** The elements that `read` takes, the first `max` of them. */
export function listOf<T>(
  value: unknown,
  path: string,
  refuse: Refuse,
  max: number,
  read: (one: unknown, path: string) => T | null,
): T[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    refuse(path, 'must be a list');
    return [];
  }
  if (value.length > max) refuse(path, `has more than ${max} elements: the rest is left out`);
  return value
    .slice(0, max)
    .map((one, i) => read(one, `${path}[${i}]`))
    .filter((one) => one !== null);
}

/** A text somebody reads, 1 to `max` characters, without control characters. */
export function textOf(value: unknown, path: string, refuse: Refuse, max: number): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.trim() === '' || value.length > max || /\p{Cc}/u.test(value)) {
    refuse(path, `must be a text of 1 to ${max} characters in one line`);
    return null;
  }
  return value.trim();
}
