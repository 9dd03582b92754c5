import { STALE_AFTER_MS, type Heartbeat, type PublicTicket } from '@ticketero/contract';
import { useLink } from '@ticketero/realtime-client';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';

import { isFinal, phaseOf } from '../phase';
import { askAfterMs } from './freshness';
import { learn, NOTHING, type Word } from './knowledge';
import { askFor } from './question';
import { useFreshness, type Certainty } from './use-freshness';
import { useReturn } from './use-return';

/** After the end the link stays for an advisor who takes it back by undo. */
const SERVED_LINGER_MS = 120_000;
/** Who comes late is taken back in, and may be called in the same moment. */
const RETURN_LINGER_MS = 30 * 60_000;

export interface FollowedTicket extends Certainty {
  ticket: PublicTicket | null;
  missing: boolean;
  /** The server gets too many questions: the next one goes out by itself after a while. */
  busy: boolean;
  /** Asks over HTTP, now. */
  ask: () => Promise<void>;
  /** For the answer to a command, which holds the newest state. */
  learned: (word: Word) => void;
}

/** Follows one ticket by the socket; by questions where there is no answer yet, or no socket to be had. */
export function useTicket(code: string): FollowedTicket {
  const [known, learned] = useReducer(learn, NOTHING);
  const [epoch, setEpoch] = useState(0);
  const { ask, answers } = useAsk(code, learned);
  const phase = known.ticket && phaseOf(known.ticket);
  const ended = phase !== null && isFinal(phase) ? { canReturn: phase !== 'served' } : null;
  const wanted = useLingering(ended && (ended.canReturn ? RETURN_LINGER_MS : SERVED_LINGER_MS)) && !known.missing;
  const view = useOwnLink({ code, epoch, wanted, learned, ask });

  const visible = useReturn({
    heardAt: known.heardAt,
    onDoubt: () => learned({ type: 'doubted', at: Date.now() }),
    onBack(silenceMs) {
      // A socket that died while the phone slept takes half a minute to find out: a new one is there at once.
      if (silenceMs > STALE_AFTER_MS) setEpoch((before) => before + 1);
      void ask();
    },
  });

  const wait = askAfterMs({ known, link: view.link, ended });
  useEffect(() => {
    if (wait === null || !visible) return;
    const timer = setTimeout(() => void ask(), wait);
    return () => clearTimeout(timer);
    // After each answer anew, also where the next wait is as long as the last.
  }, [wait, visible, ask, answers]);

  const certainty = useFreshness(view.link, view.silentMs, known);
  const { ticket, missing, busySeconds } = known;
  return { ...certainty, ticket, missing, busy: busySeconds !== null, ask, learned };
}

/** One question at a time; who asks meanwhile gets the same answer. */
function useAsk(code: string, learned: (word: Word) => void) {
  const [answers, setAnswers] = useState(0);
  const pending = useRef<Promise<void> | null>(null);
  const ask = useCallback(() => {
    pending.current ??= askFor(code).then((word) => {
      pending.current = null;
      learned(word);
      setAnswers((before) => before + 1);
    });
    return pending.current;
  }, [code, learned]);
  return { ask, answers };
}

/** True until the ticket has been over for so many milliseconds; null: it is not over. */
function useLingering(ms: number | null): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (ms === null) return;
    const timer = setTimeout(() => setOver(true), ms);
    return () => {
      clearTimeout(timer);
      setOver(false);
    };
  }, [ms]);
  return !over;
}

interface OwnLink {
  code: string;
  /** Another one opens another socket. */
  epoch: number;
  wanted: boolean;
  learned: (word: Word) => void;
  ask: () => Promise<void>;
}

function useOwnLink({ code, epoch, wanted, learned, ask }: OwnLink) {
  const revision = useRef(-1);
  const options = {
    namespace: 'ticket',
    auth: () => ({ codigoReferencia: code }),
    // Refused: there is no such ticket, or the server is in trouble. Only its answer over HTTP tells which.
    onRefused: () => ask().then(() => false),
    events: {
      // A beat that is ahead of us vouches for nothing: the link asks for the state by itself.
      heartbeat: (beat: Heartbeat) => {
        if (beat.revision <= revision.current) learned({ type: 'vouched', at: Date.now() });
      },
    },
  } as const;
  const view = useLink(`${code} ${epoch}`, wanted ? options : null);

  useEffect(() => {
    revision.current = view.revision;
    if (view.state) learned({ type: 'told', ticket: view.state.ticket, at: Date.now() });
  }, [view.state, view.revision, learned]);
  return view;
}
