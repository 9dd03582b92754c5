/** So many sockets are asked about together. */
const TURN_SOCKETS = 100;
/** So many are sent their heartbeat at once, half a millisecond; then a call that was made meanwhile has its turn. */
const SLICE_SOCKETS = 50;
const PAUSE_MS = 20;

/** Rooms of TURN_SOCKETS together, or a little more. */
export function inTurns<R extends { members: number }>(rooms: readonly R[]): R[][] {
  const turns: R[][] = [];
  let sockets = TURN_SOCKETS;
  for (const room of rooms) {
    if (sockets >= TURN_SOCKETS) {
      turns.push([]);
      sockets = 0;
    }
    turns.at(-1)?.push(room);
    sockets += room.members;
  }
  return turns;
}

/** The sockets of a room, as many as are written to at once. */
export function slicesOf<S>(sockets: Iterable<S>): S[][] {
  const all = [...sockets];
  const count = Math.ceil(all.length / SLICE_SOCKETS);
  return Array.from({ length: count }, (_, i) => all.slice(i * SLICE_SOCKETS, (i + 1) * SLICE_SOCKETS));
}

/** Ms between two slices, when so many sockets must have their heartbeat within `withinMs`. */
export const pauseOf = (sockets: number, withinMs: number): number =>
  Math.min(PAUSE_MS, (withinMs * SLICE_SOCKETS) / sockets);

/** Says after how many sockets it is time for a pause. */
export function countSlices(): (sockets: number) => boolean {
  let written = 0;
  return (sockets) => {
    written += sockets;
    if (written < SLICE_SOCKETS) return false;
    written = 0;
    return true;
  };
}
