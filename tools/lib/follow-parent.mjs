// @ts-check

const LOOK_EVERY_MS = 500;

/**
 * Ends this process when npm is killed without a chance to tell us (SIGKILL): the server would go on alone, with the
 * port and the database. We notice that our parent is another one and send SIGTERM to ourselves. Ordinary signals reach
 * us through npm, since the script in package.json is an `exec`: a shell in between would die of them without a word.
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

/** Ends this process, as by SIGTERM, when nobody reads any more what it prints: `npm run bench | head -5`. */
export function followReader() {
  let told = false;
  process.stdout.on('error', () => {
    if (!told) process.kill(process.pid, 'SIGTERM');
    told = true;
  });
}
