import { parentPort } from 'node:worker_threads';

import { nextHint, whatIf } from '@ticketero/core';

import type { Question, Reply } from './question.js';

/** A thread that only computes: no database, no clock, nothing of the server but the core's rules. */
parentPort?.on('message', ({ id, asked }: { id: number; asked: Question }) => {
  parentPort?.postMessage({ id, ...answered(asked) } satisfies { id: number } & Reply);
});

function answered(asked: Question): Reply {
  try {
    if (asked.what === 'hint') return { answer: nextHint(asked.standing, asked.goneAt, asked.input) };
    return { answer: whatIf(asked.input, asked.changes) };
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'unknown' };
  }
}
