// @ts-check
// npm run backup:drill: a branch at work is backed up, destroyed, restored to a second, destroyed again and restored as far
// as its archive goes; exit 1 when something is missing. `--rpo 60`: BACKUP_RPO_SECONDS of it; `--write`: docs/backup.md.
import { parseArgs } from 'node:util';

import { build } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';

const RPO_SECONDS = 5;

const { values } = parseArgs({ options: { rpo: { type: 'string' }, write: { type: 'boolean' } } });
const rpoSeconds = Number(values.rpo ?? RPO_SECONDS);
await ensureInstalled();
if (process.env['TICKETERO_SKIP_BUILD'] !== '1' && !(await build())) process.exit(2);
try {
  const { drill } = await import('./backup/drill.mjs');
  const { printed, writeDocument } = await import('./backup/report.mjs');
  const result = await drill({ rpoSeconds, say: (line) => void process.stdout.write(`${line}\n`) });
  process.stdout.write(printed(result));
  if (values.write) await writeDocument(result);
  process.exitCode = result.facts.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  process.stderr.write(`backup:drill: ${error instanceof Error ? error.message : 'could not run'}\n`);
  process.exitCode = 2;
}
