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

/** Ms between two slices, when so many sockets must have their heartbeat within `withinMs`. */
export const pauseOf = (sockets: number, withinMs: number): number =>
  Math.min(PAUSE_MS, (withinMs * SLICE_SOCKETS) / sockets);

/** Writes to the sockets of these rooms, and rests whenever it has come to SLICE_SOCKETS, of one room or of several. */
export async function inSlices<S, R extends { sockets: Iterable<S> }>(
  rooms: readonly R[],
  write: (room: R, sockets: S[]) => void,
  rest: () => Promise<unknown>,
): Promise<void> {
  let left = SLICE_SOCKETS;
  for (const room of rooms) {
    const sockets = [...room.sockets];
    for (let from = 0; from < sockets.length;) {
      const slice = sockets.slice(from, from + left);
      write(room, slice);
      from += slice.length;
      left -= slice.length;
      if (left > 0) continue;
      await rest();
      left = SLICE_SOCKETS;
    }
  }
}
