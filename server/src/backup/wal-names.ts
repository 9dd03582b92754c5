/** A segment of the write-ahead log is called by its timeline and its place, each part in eight hexadecimal digits. */
const SEGMENT = /^[0-9A-F]{24}$/;
const TIMELINE_DIGITS = 8;
/** With segments of 16 MB, which is what initdb makes. */
const SEGMENTS_OF_A_FILE = 256n;

export const isSegment = (name: string): boolean => SEGMENT.test(name);

/** … or what is kept about one under its name: where a backup began in it, how far it was written. */
export const isPart = (name: string): boolean => isSegment(name.slice(0, 24)) && /^(\..*)?$/.test(name.slice(24));

/** The place of a segment in the log, whatever its timeline: a restored database goes on with the numbers. */
export function placeOf(segment: string): bigint {
  const [file, within] = [segment.slice(TIMELINE_DIGITS, 16), segment.slice(16, 24)];
  return BigInt(`0x${file}`) * SEGMENTS_OF_A_FILE + BigInt(`0x${within}`);
}

const hexadecimal = (value: bigint): string => value.toString(16).toUpperCase().padStart(8, '0');

/** From the first to the last, both with them. */
export function segmentsBetween(first: string, last: string): string[] {
  const names: string[] = [];
  for (let place = placeOf(first); place <= placeOf(last); place++) {
    const [file, within] = [place / SEGMENTS_OF_A_FILE, place % SEGMENTS_OF_A_FILE];
    names.push(first.slice(0, TIMELINE_DIGITS) + hexadecimal(file) + hexadecimal(within));
  }
  return names;
}

/**
 * How far the archive leads on from `last` without a gap, and whether something lies beyond one: what was not archived
 * cannot be restored, nor what came after it.
 */
export function reach(archived: readonly string[], last: string): { to: bigint; gap: boolean } {
  const places = new Set(archived.filter(isSegment).map(placeOf));
  let to = placeOf(last);
  while (places.has(to + 1n)) to += 1n;
  return { to, gap: [...places].some((place) => place > to) };
}
