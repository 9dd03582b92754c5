import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import dockerIgnore from '@balena/dockerignore';
import { DockerfileParser, type Instruction, type ModifiableInstruction } from 'dockerfile-ast';

const ROOT = resolve(__dirname, '../../..');
const NOBODY = 65_534;
const INHERITED = /^(PATH|HOME|npm_config_(registry|cache|userconfig)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i;

/** A stage of a Dockerfile, done: its files are in a folder instead of a layer. */
export interface Image {
  /** Where WORKDIR is, on this machine. */
  workdir: string;
  env: Record<string, string>;
  user: string | undefined;
  command: string[];
  health: string[];
}

interface Stage extends Image {
  root: string;
}

interface BuildOptions {
  /** Below it each stage has its own. */
  folder: string;
  /** What is done instead of a RUN, by its text. */
  instead?: Record<string, (workdir: string) => void>;
  onStep?: (step: string, seconds: number) => void;
}

/** What docker build would be handed: what git knows or would take, less .dockerignore. */
export function contextFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' });
  return notIgnored([...new Set(listed.split('\0').filter(Boolean))]);
}

/** Of these paths those that .dockerignore lets through. */
export const notIgnored = (files: string[]): string[] =>
  dockerIgnore()
    .add(readFileSync(join(ROOT, '.dockerignore'), 'utf8'))
    .filter(files);

export const dockerfile = (): Instruction[] =>
  DockerfileParser.parse(readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8')).getInstructions();

/**
 * The steps of deploy/Dockerfile one after another, with this machine's Node and npm and into folders: what docker build
 * does, but for its own walls and the base image. Returns the last stage. Throws upon a step that it does not know, or
 * that fails.
 */
export function buildImage({ folder, instead = {}, onStep = () => {} }: BuildOptions): Image {
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of dockerfile()) {
    const startedAt = performance.now();
    const keyword = instruction.getKeyword();
    const words = [...flagsOf(instruction), ...instruction.getArguments().map((one) => one.getValue())];
    if (keyword === 'ARG' && !stage) continue; // the base image: this machine
    if (keyword === 'FROM') {
      const root = join(folder, `stage-${stages.size}`);
      stage = { root, workdir: root, env: {}, user: undefined, command: [], health: [] };
      stages.set(words[2] ?? 'last', stage);
      mkdirSync(root);
      continue;
    }
    if (!stage) throw new Error(`${keyword} before FROM`);
    take(stage, keyword, words, instruction.getArgumentsContent() ?? '', { stages, instead });
    onStep(`${keyword} ${words.join(' ')}`, (performance.now() - startedAt) / 1_000);
  }
  if (!stage) throw new Error('no FROM');
  return stage;
}

const flagsOf = (instruction: Instruction): string[] =>
  'getFlags' in instruction ? (instruction as ModifiableInstruction).getFlags().map(String) : [];

type Around = { stages: Map<string, Stage>; instead: NonNullable<BuildOptions['instead']> };

function take(stage: Stage, keyword: string, words: string[], text: string, { stages, instead }: Around): void {
  switch (keyword) {
    case 'WORKDIR':
      stage.workdir = join(stage.root, words[0] ?? '');
      mkdirSync(stage.workdir, { recursive: true });
      return;
    case 'ENV':
      for (const word of words) stage.env[word.split('=', 1)[0] ?? ''] = word.slice(word.indexOf('=') + 1);
      return;
    case 'COPY':
      return copy(stage, words, stages);
    case 'RUN':
      if (instead[text]) instead[text](stage.workdir);
      else runIn(stage, text);
      return;
    case 'USER':
      stage.user = words[0];
      return;
    case 'CMD':
      stage.command = jsonIn(text);
      return;
    case 'HEALTHCHECK':
      stage.health = jsonIn(text);
      return;
    case 'EXPOSE':
      return;
    default:
      throw new Error(`what does ${keyword} do?`);
  }
}

const jsonIn = (text: string): string[] => JSON.parse(text.slice(text.indexOf('['))) as string[];

/** The content of a folder, not the folder; files into a folder where there are several or the target ends with a slash. */
function copy(stage: Stage, words: string[], stages: Map<string, Stage>): void {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  const to = join(stage.workdir, target);
  if (from === undefined) {
    for (const file of contextFiles()) cpSync(join(ROOT, file), join(to, file), { verbatimSymlinks: true });
    return;
  }
  for (const path of paths) {
    const source = join(stages.get(from)?.root ?? '', path);
    const isFile = statSync(source).isFile();
    const intoFolder = isFile && (paths.length > 1 || /(^|\/)\.?$/.test(target));
    link(source, intoFolder ? join(to, basename(path)) : to);
  }
}

/** The same file in two places instead of a copy, where it can be: twenty thousand take a second, and nobody writes to them. */
export function link(from: string, to: string, leaveOut?: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (lstatSync(from).isDirectory()) {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) if (name !== leaveOut) link(join(from, name), join(to, name), leaveOut);
  } else if (lstatSync(from).isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else {
    try {
      linkSync(from, to);
    } catch {
      cpSync(from, to); // on another disk
    }
  }
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value && INHERITED.test(name) ? [[name, value]] : [])),
  );

function runIn({ workdir, env }: Stage, command: string): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: workdir,
    env: { ...inherited(), npm_config_prefer_offline: 'true', ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`RUN ${command}: ${status}\n${stdout}\n${stderr}`);
}

/** Starts `command` in the image as somebody to whom nothing in it belongs, where this process may do that. */
export function runImage(image: Image, command: string[], env: Record<string, string>): ChildProcess {
  const ids = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'];
  const [program = '', ...args] = process.getuid?.() === 0 ? ['setpriv', ...ids, ...command] : command;
  return spawn(program, args, {
    cwd: image.workdir,
    env: { PATH: process.env['PATH'], ...image.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Every file of the image, with what changes when somebody writes to it. */
export const filesOf = (image: Image): string[] =>
  readdirSync(image.workdir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: -1 };
      return `${path.slice(image.workdir.length + 1)} ${size} ${mtimeMs}`;
    })
    .sort();
