// @ts-check
import { spawn } from 'node:child_process';

import { ROOT } from './paths.mjs';

/**
 * @typedef {{ code: number, output: string }} Ended `output` is empty when the child wrote to our own terminal
 * @typedef {{ env?: Record<string, string>, show?: boolean, onLine?: (line: string) => void }} RunOptions
 *   `show` gives the child our terminal, otherwise its output is kept
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** A signal that ends the tool ends its children too, or they would go on behind its back. */
function endWithChildren(/** @type {NodeJS.Signals} */ signal) {
  for (const child of running) child.kill('SIGTERM');
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/**
 * We listen only while a child runs: afterwards the signals belong to the server that start.mjs becomes.
 * @param {import('node:child_process').ChildProcess} child
 */
function watchSignals(child) {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, endWithChildren);
  running.add(child);
  return () => {
    running.delete(child);
    if (running.size === 0) for (const signal of SIGNALS) process.off(signal, endWithChildren);
  };
}

/**
 * Runs a program to its end. Never throws: a program that cannot be started ends with code 1 and says why.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function run(program, args, { env = {}, show = false, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      // npm is a .cmd file there, which Node starts through a shell only.
      shell: process.platform === 'win32' && program === 'npm',
    });
    const ended = watchSignals(child);
    let output = '';
    let rest = '';
    const collect = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (onLine) lines.forEach(onLine);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => {
      ended();
      resolve({ code: 1, output: `${output}${program}: ${error.message}\n` });
    });
    child.on('close', (code) => {
      ended();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a script with this Node.
 * @param {string} script
 * @param {string[]} [args]
 * @param {RunOptions} [options]
 */
export const runNode = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);
