import { useEffect, useMemo, useRef, useState } from 'react';

import type { UndoAnswer } from '@ticketero/contract';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import { useSession } from '../session/use-session';
import { readyChime } from './chime';
import { requestOf, type CommandKind, type DeskCommand } from './commands';
import { createRunner, type Pending } from './runner';
import { undoneNotice } from './undo';
import type { LiveDesk } from './use-desk';

export interface Commands {
  /** The one under way. */
  pending: CommandKind | null;
  /** Whether this one would be dropped now. */
  blocked: (kind: CommandKind) => boolean;
  run: (command: DeskCommand) => void;
}

export function useCommands({ seen, reread }: Pick<LiveDesk, 'seen' | 'reread'>): Commands {
  const { session } = useSession();
  const say = useSay();
  const [pending, setPending] = useState<Pending<CommandKind> | null>(null);
  const alive = useRef(true);

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const run = useMemo(() => {
    const start = createRunner<DeskCommand>({
      send: (command) => {
        const { method, path, body } = requestOf(command);
        return session.api.call(method, path, body ? { body } : {});
      },
      seen,
      reread,
      onAnswer: (command, answer) => {
        const calls = command.kind === 'callNext' || command.kind === 'finishAndCall';
        if (calls && answer === null) say({ tone: 'info', key: 'desk.nobodyWaits' });
        if (command.kind === 'undo') say(undoneNotice(answer as UndoAnswer));
      },
      onFailure: (error) => {
        if (alive.current) say(failureNotice(error));
      },
      onPending: (next) => {
        if (!alive.current) return;
        setPending(next);
        if (next?.blocking) say(null);
      },
    });
    return (command: DeskCommand) => {
      readyChime();
      void start(command);
    };
  }, [session, say, seen, reread]);

  return {
    pending: pending?.kind ?? null,
    blocked: (kind) => pending !== null && (pending.blocking || pending.kind === kind),
    run,
  };
}
