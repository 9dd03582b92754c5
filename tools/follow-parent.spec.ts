import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What npm does on SIGTERM: it ends the shell that it started us with, and the shell tells nobody. */
const MODULE = pathToFileURL(resolve(__dirname, 'lib/follow-parent.mjs')).href;
const SCRIPT = `
  import { followParent } from '${MODULE}';
  const parent = process.ppid;
  followParent();
  process.on('SIGTERM', () => { console.log('stopped gently'); process.exit(0); });
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    setTimeout(() => { console.log('went on alone'); process.exit(0); }, process.env.ALONE_MS);
  }, 50);
  console.log('ready');
`;

/** Some looks of followParent's, each half a second after the other. */
const SOME_LOOKS_MS = '3000';
/** What never comes takes so long: a busy machine is no failure. */
const FOR_GOOD_MS = '60000';

async function whenTheShellDies(env: NodeJS.ProcessEnv): Promise<string> {
  // The second command keeps the shell from becoming the first one.
  const shell = spawn('sh', ['-c', '"$NODE" --input-type=module -e "$SCRIPT"; true'], {
    env: { ...env, NODE: process.execPath, SCRIPT },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  shell.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said === 'ready\n') shell.kill('SIGTERM');
  });
  await once(shell.stdout, 'close');
  return said;
}

const { npm_lifecycle_event: _, ...WITHOUT_NPM } = process.env;

test('under npm a process ends when its shell is ended', async () => {
  const env = { ...WITHOUT_NPM, npm_lifecycle_event: 'start', ALONE_MS: FOR_GOOD_MS };
  await expect(whenTheShellDies(env)).resolves.toBe('ready\nstopped gently\n');
});

test('without npm it goes on: a service manager or nohup may be its parent', async () => {
  await expect(whenTheShellDies({ ...WITHOUT_NPM, ALONE_MS: SOME_LOOKS_MS })).resolves.toBe('ready\nwent on alone\n');
});
