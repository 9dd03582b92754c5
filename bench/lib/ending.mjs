// @ts-check
// What the bench has started ends with it, however it is ended: by Ctrl-C, by npm that was killed, by a reader of its output
// who has left (tools/lib/follow-parent.mjs).

import { once } from 'node:events';

/** Built, so not known to the type checker of a fresh clone. */
const LAUNCHER = '../../server/dist/platform/database/embedded-postgres.js';

/** @type {Set<() => Promise<void>>} */
const started = new Set();
let leaving = false;

/**
 * What stops something that was started; done once, whoever asks for it, and at the latest when the bench is ended.
 * @param {() => unknown} stop
 * @returns {() => Promise<void>}
 */
export function endsWithUs(stop) {
  if (started.size === 0) process.on('SIGINT', leave).on('SIGTERM', leave);
  /** @type {Promise<void> | undefined} */
  let ended;
  const stopOnce = () =>
    (ended ??= (async () => {
      await stop();
      started.delete(stopOnce);
      if (started.size === 0 && !leaving) process.off('SIGINT', leave).off('SIGTERM', leave);
    })());
  started.add(stopOnce);
  return stopOnce;
}

/** The same of a process of ours. @param {import('node:child_process').ChildProcess} child */
export const childEndsWithUs = (child) =>
  endsWithUs(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });

function leave() {
  if (leaving) return;
  leaving = true;
  // It breaks off where it is, since all is being stopped: that is no failure to tell.
  process.on('uncaughtException', () => {});
  void stopAll().finally(() => process.exit(1));
}

async function stopAll() {
  // What was started last stands on what was started first.
  for (const stop of [...started].reverse()) await stop().catch(() => {});
}

/**
 * A PostgreSQL that ends with us, while it starts too.
 * @param {{ dataDir: string }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres(options) {
  const { startEmbeddedPostgres } = (await import(LAUNCHER)).default;
  const starting = startEmbeddedPostgres(options);
  const stop = endsWithUs(async () => (await starting).stop());
  try {
    return { url: (await starting).url, stop };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}
