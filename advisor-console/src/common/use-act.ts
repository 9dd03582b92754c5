import { useState } from 'react';

import { failureNotice } from './failure';
import { useSay, type NoticeText } from './notices';

export interface Acting<Id> {
  /** With which row of the list something is being done. */
  pending: Id | null;
  /** Says what was done, or why not, and asks for the list again. Another press meanwhile does nothing. */
  act: (id: Id, send: () => Promise<unknown>, done: NoticeText) => void;
}

/** One thing at a time with the rows of a list. */
export function useAct<Id>(refresh: () => Promise<void>): Acting<Id> {
  const say = useSay();
  const [pending, setPending] = useState<Id | null>(null);

  async function carryOut(id: Id, send: () => Promise<unknown>, done: NoticeText): Promise<void> {
    setPending(id);
    say(null);
    try {
      await send();
      say(done);
    } catch (error) {
      say(failureNotice(error));
    }
    await refresh();
    setPending(null);
  }

  return {
    pending,
    act: (id, send, done) => {
      if (pending === null) void carryOut(id, send, done);
    },
  };
}
