/** Between two clips of a group: words of one breath. */
const WITHIN_SECONDS = 0.03;
/** Between two groups: "number C twelve", and "desk three". */
const BETWEEN_SECONDS = 0.28;

export interface Timed<Clip> {
  clip: Clip;
  /** Seconds after the beginning of the sentence. */
  at: number;
}

/** Puts clips one after another. `seconds` is how long the whole lasts. */
export function timelineOf<Clip extends { duration: number }>(
  groups: readonly (readonly Clip[])[],
): { clips: Timed<Clip>[]; seconds: number } {
  const clips: Timed<Clip>[] = [];
  let at = 0;
  let end = 0;
  for (const group of groups) {
    for (const clip of group) {
      clips.push({ clip, at });
      end = at + clip.duration;
      at = end + WITHIN_SECONDS;
    }
    at = end + BETWEEN_SECONDS;
  }
  return { clips, seconds: end };
}
