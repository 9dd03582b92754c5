// @ts-check
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** No service of the browser's own: a test run talks to the product and to nobody else. */
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to use: the one that CHROMIUM_PATH names, else the one that comes with the dependencies where it runs,
 * unpacked at its first use, else an installed one. The one that comes along is the shell without a browser's own windows:
 * a page in it is open five times as fast (12 pages in 1.0 s, in an installed Chromium 5.3 s), and it is the same for
 * everybody.
 * @returns {Promise<string>}
 */
export async function findChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH: there is no ${named}`);
    return named;
  }
  if (process.platform === 'linux' && process.arch === 'x64') return bundled();
  const found = installed();
  if (found === null) throw new Error('no Chromium: install one, or name it in CHROMIUM_PATH');
  return found;
}

/**
 * The package unpacks into the system's temporary folder and takes whatever lies there for its own. A folder of this
 * version, complete or not there at all, is what a second run at the same time can rely on.
 */
async function bundled() {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const home = join(tmpdir(), `ticketero-chromium-${manifest.devDependencies['@sparticuz/chromium']}`);
  const program = join(home, 'chromium');
  if (existsSync(program)) return program;

  const { default: chromium } = await import('@sparticuz/chromium'); // loaded only here: the package is large
  const making = mkdtempSync(`${home}-`);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = making;
  await chromium.executablePath();
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  try {
    renameSync(making, home);
  } catch {
    rmSync(making, { recursive: true, force: true }); // another run was first
  }
  return program;
}

function installed() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...places, ...ELSEWHERE].find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
