/** What is under way: all others wait while `blocking`, the same one a little longer. */
export interface Pending<K> {
  kind: K;
  blocking: boolean;
  /** No answer came. Nobody knows whether it was carried out, so nothing is sent before the desk is seen again. */
  unanswered?: boolean;
}

export interface RunnerParts<C extends { kind: string }> {
  send: (command: C) => Promise<unknown>;
  /** Changes whenever the socket has brought a newer state. */
  seen: () => unknown;
  /** Fetches the desk. True when that worked. */
  reread: () => Promise<boolean>;
  /** Whether a command that failed like this may have been carried out all the same. */
  mayHaveArrived: (error: unknown) => boolean;
  onAnswer: (command: C, answer: unknown) => void;
  onFailure: (error: unknown) => void;
  /** The desk is seen again after a command without an answer. */
  onTruth: () => void;
  onPending: (pending: Pending<C['kind']> | null) => void;
  /** The desk is closed: nobody waits any more. */
  over: () => boolean;
  pause?: (ms: number) => Promise<void>;
}

/** The second press of a bouncing key or of a double click comes within this, and is dropped. */
const SAME_AGAIN_MS = 400;
/** How long the socket may take to bring the state after a command before the desk is fetched instead. */
const LOOKS = 20;
const LOOK_EVERY_MS = 20;
/** Between two attempts to see the desk while the server is out of reach. */
const REREAD_EVERY_MS = 1_000;

const realPause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * One command at a time, and no next one before its outcome is on the screen: nobody can complete a number that they do
 * not see yet. Presses in between are dropped, and none is ever sent twice. Whatever happens, what is shown afterwards is
 * the server's truth.
 */
export function createRunner<C extends { kind: string }>(parts: RunnerParts<C>): (command: C) => Promise<void> {
  const pause = parts.pause ?? realPause;
  let pending: Pending<C['kind']> | null = null;

  function show(next: typeof pending): void {
    pending = next;
    parts.onPending(next);
  }

  /** Until the desk is known to be newer than `known`, however long that takes. */
  async function truthAfter(known: unknown): Promise<void> {
    while (!parts.over() && parts.seen() === known && !(await parts.reread())) await pause(REREAD_EVERY_MS);
  }

  async function carryOut(command: C): Promise<void> {
    const before = parts.seen();
    try {
      parts.onAnswer(command, await parts.send(command));
      for (let look = 0; look < LOOKS && parts.seen() === before; look += 1) await pause(LOOK_EVERY_MS);
      await truthAfter(before);
    } catch (error) {
      parts.onFailure(error);
      if (!parts.mayHaveArrived(error)) {
        await parts.reread();
        return;
      }
      show({ kind: command.kind, blocking: true, unanswered: true });
      await truthAfter(parts.seen());
      parts.onTruth();
    }
  }

  return async (command) => {
    if (pending !== null && (pending.blocking || pending.kind === command.kind)) return;
    const tooSoon = pause(SAME_AGAIN_MS);
    show({ kind: command.kind, blocking: true });
    await carryOut(command);
    const settling = { kind: command.kind, blocking: false };
    show(settling);
    await tooSoon;
    if (pending === settling) show(null);
  };
}
