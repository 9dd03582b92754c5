/** So many sockets are sent their heartbeat at once; then a call that was made meanwhile has its turn. */
const TURN_SOCKETS = 100;
export const TURN_PAUSE_MS = 20;

/** Rooms of TURN_SOCKETS together, or a little more: a room is never divided, its heartbeat is encoded once. */
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
