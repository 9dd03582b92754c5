// @ts-check
// npm run backup:drill: a branch at work is backed up, destroyed, restored to a second, destroyed again and restored as far
// as its archive goes; exit 1 when something is missing. `--rpo 60`: BACKUP_RPO_SECONDS of it; `--write`: docs/backup.md.
import { built } from './lib/build.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { commandLine, misused } from './lib/usage.mjs';

const RPO_SECONDS = 5;

const USAGE = `npm run backup:drill -- [options]

Backs up a branch at work, destroys it, restores it to a second, destroys that, and restores as far as its archive goes; exit 1
when something is missing (docs/backup.md).

  --rpo SECONDS       BACKUP_RPO_SECONDS of it, 1 to 3600 (default ${RPO_SECONDS})
  --write             also writes docs/backup.md
`;

const { values } = commandLine(USAGE, { rpo: { type: 'string' }, write: { type: 'boolean', default: false } });
const rpoSeconds = Number(values.rpo ?? RPO_SECONDS);
if (!(Number.isInteger(rpoSeconds) && rpoSeconds >= 1 && rpoSeconds <= 3_600))
  misused('--rpo: must be a whole number from 1 to 3600', USAGE);
await ensureInstalled();
if (!(await built())) process.exit(2);
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
