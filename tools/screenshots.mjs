// @ts-check
// npm run screenshots: draws every screen of e2e/screens/ into docs/images, on a lively morning of the demo branch, and
// writes docs/screens.md. `npm run screenshots -- kiosk` draws one client's again. The pictures of tests and docs are the
// same states; README and docs take them from there.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SCREENS } from '../e2e/screens/walks.mjs';
import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { inRoot } from './lib/paths.mjs';
import { commandLine, misused } from './lib/usage.mjs';
import { FILES, screensDoc } from './screenshots/doc.mjs';

const IMAGES = inRoot('docs', 'images');

const APPS = [...new Set(SCREENS.map(({ app }) => app))];
const USAGE = `npm run screenshots -- [client …]

Draws every screen into docs/images, and writes docs/screens.md; of some clients theirs alone:
${APPS.join(', ')}.
`;

async function main() {
  const asked = commandLine(USAGE, {}, Infinity).positionals;
  const unknown = asked.filter((name) => !APPS.some((app) => app === name));
  if (unknown.length > 0) misused(`No client ${unknown.join(', ')}`, USAGE);
  await ensureInstalled();
  if (!(await build())) return false;
  mkdirSync(IMAGES, { recursive: true });
  const walks = SCREENS.filter(({ app }) => asked.length === 0 || asked.includes(app)).flatMap(
    (client) => client.walks,
  );
  const { draw } = await import('./screenshots/draw.mjs');
  const { report, failed } = await draw(walks, IMAGES);
  writeFileSync(inRoot('docs', 'screens.md'), screensDoc());
  for (const name of readdirSync(IMAGES)) {
    if (name.endsWith('.png') && !FILES.includes(name)) rmSync(join(IMAGES, name)); // of a screen that is gone
  }
  process.stdout.write(`${report}, in docs/images; docs/screens.md\n`);
  for (const line of failed) process.stderr.write(`not drawn: ${line}\n`);
  return failed.length === 0;
}

process.exitCode = (await main()) ? 0 : 1;
