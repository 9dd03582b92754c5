// @ts-check

const LOOK_EVERY_MS = 500;

/**
 * Ends this process when npm is ended. npm passes SIGTERM to the shell it starts us with, and a shell like dash dies of
 * it without a word to us: the server would go on alone, with the port and the database. We notice that our parent is
 * another one and send the signal to ourselves. Without npm in between nothing is done.
 */
export function followParent() {
  if (process.env['npm_lifecycle_event'] === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  timer.unref();
}
