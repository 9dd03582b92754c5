import { useState, type SubmitEvent } from 'react';

import { useSubmit, type Submit } from '../session/use-submit';
import { changesOf, drafted, rebased, type Change } from './draft';
import { useUnsaved } from './unsaved';

/** What the form lacks, by field: a key of the catalogue. */
export type Missing<T> = Partial<Record<keyof T & string, string | null>>;

interface Options<T extends object> {
  /** As the server has it, also when it changes under the form. */
  truth: T;
  /** Further names under which the server says what is wrong. */
  alsoNamed?: readonly string[];
  missing?: (draft: T) => Missing<T>;
  /** Sends it. The form is done when this is: the truth is asked for again before. */
  save: (draft: T, base: T) => Promise<unknown>;
  /** Asks for the truth again, also after a refusal. */
  refresh: () => Promise<unknown>;
  onSaved?: () => void;
}

export interface Form<T extends object> extends Pick<Submit, 'pending' | 'failure' | 'closedFor'> {
  draft: T;
  change: (part: Partial<T>) => void;
  changes: Change<T>[];
  /** What somebody else changed meanwhile. */
  theirs: Change<T>[];
  /** What is missing (a key of the catalogue), by field; nothing before somebody has tried to send it. */
  lacks: (field: keyof T & string) => string | null;
  /** What the server has against a field, in words. */
  refused: (field: string) => string | null;
  send: (event: SubmitEvent<HTMLFormElement>) => void;
  discard: () => void;
}

/** One form of the configuration: what is typed stays while the truth moves under it, and is sent once at a time. */
export function useForm<T extends object>(options: Options<T>): Form<T> {
  const { truth, alsoNamed = [], missing, save, refresh, onSaved } = options;
  const [held, setHeld] = useState(() => drafted(truth));
  const [tried, setTried] = useState(false);
  const submit = useSubmit([...Object.keys(truth), ...alsoNamed]);
  const seen = JSON.stringify(truth);
  let now = held;
  if (seen !== JSON.stringify(held.base)) {
    now = rebased(held, truth);
    setHeld(now);
  }
  const changes = changesOf(now.base, now.draft);
  useUnsaved(changes.length > 0);
  const lacking: Missing<T> = missing?.(now.draft) ?? {};

  async function carryOut(): Promise<void> {
    const { draft, base } = now;
    const done = await submit.send(async () => {
      await save(draft, base);
    });
    await refresh();
    if (!done) return;
    setTried(false);
    onSaved?.();
  }

  return {
    pending: submit.pending,
    failure: submit.failure,
    closedFor: submit.closedFor,
    draft: now.draft,
    changes,
    theirs: now.theirs,
    change: (part) => {
      setHeld((last) => ({ ...last, draft: { ...last.draft, ...part } }));
    },
    lacks: (field) => (tried ? (lacking[field] ?? null) : null),
    refused: submit.wrong,
    discard: () => {
      setHeld(drafted(now.base));
      setTried(false);
    },
    send: (event) => {
      event.preventDefault();
      const form = event.currentTarget;
      setTried(true);
      if (Object.values(lacking).some((key) => key)) {
        // After the drawing that marks it.
        setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
        return;
      }
      void carryOut();
    },
  };
}
