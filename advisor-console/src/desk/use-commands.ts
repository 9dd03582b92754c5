import { useEffect, useMemo, useRef, useState } from 'react';

import type { Desk, UndoAnswer } from '@ticketero/contract';

import { failureNotice, mayHaveArrived } from '../common/failure';
import { useSay } from '../common/notices';
import { useSession } from '../session/use-session';
import { requestOf, type CommandKind, type DeskCommand } from './commands';
import { isUnchanged } from './reach';
import { createRunner, type Pending } from './runner';
import { undoneNotice } from './undo';
import type { LiveDesk } from './use-desk';

export interface Commands {
  /** The one under way. */
  pending: CommandKind | null;
  /** Its outcome is not on the screen yet. */
  busy: boolean;
  /** It had no answer: nothing is sent before the desk is seen again. */
  unanswered: boolean;
  /** The server is out of reach: nothing is sent. */
  lost: boolean;
  /** Whether this one would not be sent now. */
  blocked: (kind: CommandKind) => boolean;
  run: (command: DeskCommand) => void;
}

export function useCommands({ seen, shown, reread, reach }: LiveDesk): Commands {
  const { session } = useSession();
  const say = useSay();
  const [pending, setPending] = useState<Pending<CommandKind> | null>(null);
  const alive = useRef(true);
  const lost = reach === 'lost';

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const start = useMemo(() => {
    let before: Desk | null = null;
    return createRunner<DeskCommand>({
      send: (command) => {
        before = shown();
        const { method, path, body } = requestOf(command);
        const headers = { 'desk-ticket': before?.current?.codigoReferencia ?? 'none' };
        return session.api.call(method, path, body ? { body, headers } : { headers });
      },
      seen,
      reread,
      mayHaveArrived,
      over: () => !alive.current,
      onAnswer: (command, answer) => {
        const calls = command.kind === 'callNext' || command.kind === 'finishAndCall';
        if (calls && answer === null) say({ tone: 'info', key: 'desk.nobodyWaits' });
        if (command.kind === 'undo') say(undoneNotice(answer as UndoAnswer));
      },
      onFailure: (error) => {
        if (alive.current) say(failureNotice(error));
      },
      onTruth: () => {
        if (!alive.current) return;
        say({ tone: 'info', key: isUnchanged(before, shown()) ? 'notice.notArrived' : 'notice.changed' });
      },
      onPending: (next) => {
        if (!alive.current) return;
        setPending(next);
        if (next?.blocking && !next.unanswered) say(null);
      },
    });
  }, [session, say, seen, shown, reread]);

  return {
    pending: pending?.kind ?? null,
    busy: pending?.blocking === true,
    unanswered: pending?.unanswered === true,
    lost,
    blocked: (kind) => lost || (pending !== null && (pending.blocking || pending.kind === kind)),
    run: (command) => {
      if (lost && pending === null) say({ tone: 'bad', key: 'link.nothingSent' });
      else void start(command);
    },
  };
}
