import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const BUILT = [
  'server/dist/main.js',
  'kiosk/dist/index.html',
  'display/dist/index.html',
  'advisor-console/dist/index.html',
  'ticket-page/dist/index.html',
];

/** The browser is looked for and a database is made once, and outside Jest: see print-….mjs. */
export default function globalSetup(): void {
  const missing = BUILT.filter((file) => !existsSync(join(__dirname, '../..', file)));
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. First: npm run build`);
  process.env['TICKETERO_CHROMIUM'] = printed('print-chromium.mjs');
  process.env['TICKETERO_DATABASE'] = printed('print-database.mjs');
}

const printed = (script: string): string =>
  execFileSync(process.execPath, [join(__dirname, script)], { encoding: 'utf8' });
