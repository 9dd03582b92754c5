// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { ROOT } from './paths.mjs';

/** The server needs up to 10 s to let its requests end. */
const STOP_MS_MAX = 12_000;
const NAME_WIDTH = 15;
const COLOURS = [36, 33, 35, 32, 34];

/** @type {Set<Service>} */
const started = new Set();
let stopping = false;

// Whatever ends this process, nothing stays behind: the children have groups of their own (below).
process.on('exit', () => {
  for (const service of started) service.kill('SIGKILL');
});

/** A program that runs on beside the others, each of its lines marked with its name. */
export class Service {
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null;
  /** @type {Promise<void>} */
  #ended = Promise.resolve();
  /** Restarts wait for each other; those that come while one waits are one. */
  #restarting = false;

  /**
   * @param {string} name
   * @param {string[]} args of Node
   * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void }} [options]
   */
  constructor(name, args, options = {}) {
    this.name = name;
    this.args = args;
    this.options = options;
  }

  start() {
    const { cwd = ROOT, env = {} } = this.options;
    const child = spawn(process.execPath, this.args, {
      cwd,
      env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C reaches us alone, and we stop the server gently, once.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    started.add(this);
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.say(line);
        this.options.onLine?.(line);
      });
    }
    this.#ended = new Promise((resolve) => {
      const end = (/** @type {string} */ how) => {
        if (this.#child === child) this.#child = null;
        started.delete(this);
        if (!stopping && !this.#restarting) this.say(`ended (${how})`);
        resolve();
      };
      child.on('error', (error) => end(error.message));
      child.on('exit', (code, signal) => end(signal ?? `code ${code}`));
    });
  }

  /** Ends the program and waits until it is gone. */
  async stop() {
    this.kill('SIGTERM');
    const timer = setTimeout(() => this.kill('SIGKILL'), STOP_MS_MAX);
    await this.#ended;
    clearTimeout(timer);
  }

  async restart() {
    if (this.#restarting || stopping) return;
    this.#restarting = true;
    await this.stop();
    this.#restarting = false;
    if (!stopping) this.start();
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, signal);
    } catch {
      // It has just ended by itself.
    }
  }

  /** @param {string} line */
  say(line) {
    const label = this.name.padEnd(NAME_WIDTH);
    const colour = COLOURS[this.name.length % COLOURS.length];
    process.stdout.write(process.stdout.isTTY ? `\x1b[${colour}m${label}\x1b[0m ${line}\n` : `${label} ${line}\n`);
  }
}

/**
 * Stops all and ends this process. Called again (a second Ctrl-C) it does not wait.
 * @param {Service[]} services
 */
export async function stopAll(services) {
  if (stopping) process.exit(130);
  stopping = true;
  process.stdout.write('\nStopping …\n');
  await Promise.all(services.map((service) => service.stop()));
  process.exit(0);
}
