// @ts-check
// npm run dev: compiles the server on every change and restarts it, serves the apps with hot reload. Ctrl-C stops
// everything.
import { watch } from 'node:fs';

import { build } from './lib/build.mjs';
import { freePorts } from './lib/free-ports.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { followParent } from './lib/follow-parent.mjs';
import { binOf, inRoot, ROOT } from './lib/paths.mjs';
import { Service, stopAll } from './lib/service.mjs';
import { commandLine } from './lib/usage.mjs';

const APPS = ['kiosk', 'display', 'advisor-console', 'ticket-page'];
/** Where the server serves an app whose path is not its name. */
const PATHS = new Map([
  ['advisor-console', 'console'],
  ['ticket-page', 't'],
]);
const FIRST_APP_PORT = 5173;
const SERVER_PORT = process.env['PORT'] ?? '3000';

/** tsc -w says this after each round without errors; after one with errors the old server goes on. */
const COMPILED = /Found 0 errors/;

commandLine(`npm run dev

Compiles the server on every change and restarts it, serves the apps with hot reload from 5173 on. PORT (3000) is the server's.
`);
process.chdir(ROOT);
followParent();
await ensureInstalled();
// The server also serves the built apps and the start page's links, so they must be there once.
if (!(await build())) process.exit(1);

const server = new Service('server', [inRoot('server', 'dist', 'main.js')], { env: { PORT: SERVER_PORT } });
const compiler = new Service('tsc', [binOf('typescript', 'tsc'), '-b', '-w', '--preserveWatchOutput', 'server'], {
  onLine: (line) => {
    if (COMPILED.test(line)) void server.restart();
  },
});
compiler.start();
// A new migration is applied when the server starts.
watch(inRoot('migrations', 'sql'), () => void server.restart());

const ports = await freePorts(FIRST_APP_PORT, APPS.length);
const apps = APPS.map((app, i) => {
  const args = [binOf('vite'), '--port', String(ports[i]), '--strictPort', '--clearScreen', 'false'];
  const env = { TICKETERO_SERVER: `http://127.0.0.1:${SERVER_PORT}` };
  return new Service(app, args, { cwd: inRoot(app), env });
});
for (const app of apps) app.start();

const path = (/** @type {string} */ app) => PATHS.get(app) ?? app;
process.stdout.write(
  [
    '',
    `  server   http://localhost:${SERVER_PORT}/`,
    ...APPS.map((app, i) => `  ${path(app).padEnd(8)} http://localhost:${ports[i]}/${path(app)}/`),
    '  Ctrl-C stops everything.\n\n',
  ].join('\n'),
);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => void stopAll([server, ...apps, compiler]));
}
