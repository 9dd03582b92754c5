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

/** The browser is looked for once, and outside Jest: see print-chromium.mjs. */
export default function globalSetup(): void {
  const missing = BUILT.filter((file) => !existsSync(join(__dirname, '../..', file)));
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. First: npm run build`);
  const print = join(__dirname, 'print-chromium.mjs');
  process.env['TICKETERO_CHROMIUM'] = execFileSync(process.execPath, [print], { encoding: 'utf8' });
}
