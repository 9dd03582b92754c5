// @ts-check
// Screens for the bench: a process full of them, the floor that they are measured against, and when the commits were.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { endsWithUs } from './ending.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
export const SOCKET_PATH = '/socket.io/?EIO=4&transport=websocket';
/** The hook writes once a second. */
const WRITTEN_AFTER_MS = 1_200;

/** @typedef {{ group: number, token: string }} Screen */

/** @param {number} ms */
export const pause = (ms) => new Promise((later) => void setTimeout(later, ms));

/** @param {string} file one of this folder, run in a process of its own that answers each `ask` with the id it was asked under */
async function helper(file) {
  const child = fork(join(HERE, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = once(child, 'exit');
  let lastId = 0;
  const ask = async (/** @type {object} */ question) => {
    const id = ++lastId;
    /** @type {Promise<any>} */
    const answer = new Promise((answered, failed) => {
      const hear = (/** @type {any} */ message) => {
        if (message.id !== id) return;
        child.off('message', hear);
        answered(message);
      };
      child.on('message', hear);
      void ended.then(() => failed(new Error(`${file} ended`)), failed);
    });
    child.send({ ...question, id });
    return answer;
  };
  const stop = endsWithUs(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ask, stop };
}

/** A process of screens: `open` some, and `seen`: what they have been sent since it was asked last. */
export async function openScreens() {
  const { ask, stop } = await helper('screens-process.mjs');
  return {
    /** @param {{ port: number, path?: string, namespace: string | null, screens: Screen[] }} what */
    open: (what) => ask({ ask: 'open', path: SOCKET_PATH, ...what }),
    /** @returns {Promise<Map<string, { count: number, last: number }>>} `event group revision` → how many, and the last one's ms */
    seen: async () => {
      /** @type {{ seen: { key: string, count: number, last: number }[] }} */
      const { seen } = await ask({ ask: 'seen' });
      return new Map(seen.map((one) => [one.key, one]));
    },
    stop,
  };
}

/** A bare ws server; `send` resolves to the ms at which it began to. */
export async function openBareWs() {
  const { child, ask, stop } = await helper('bare-ws.mjs');
  const [{ port }] = await once(child, 'message');
  return {
    port: /** @type {number} */ (port),
    /** @type {(group: number, text: string) => Promise<number>} */
    send: async (group, text) => (await ask({ group: String(group), text })).at,
    stop,
  };
}

/** A process that gives numbers at a steady pace. */
export async function openIssuer() {
  const { ask, stop } = await helper('issuer.mjs');
  return {
    /**
     * @param {Omit<import('./issuer.mjs').Task, 'id'>} task
     * @returns {Promise<{ answers: number, wrong: number, perSecond: number }>}
     */
    issue: (task) => ask(task),
    stop,
  };
}

/** For a server that notes its commits: arguments and environment, and how to read them: `branch revision` → ms of the commit's answer. */
export function commitClock() {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-commits-'));
  const file = join(folder, 'commits');
  return {
    nodeArgs: ['--import', pathToFileURL(join(HERE, 'commit-clock.mjs')).href],
    env: { COMMIT_CLOCK: file, COMMIT_CLOCK_ROOT: resolve(HERE, '../..') },
    read: async () => {
      await pause(WRITTEN_AFTER_MS);
      const lines = readFileSync(file, 'utf8').trim().split('\n');
      return new Map(
        lines.map((line) => {
          const [branch, revision, at] = line.split(' ');
          return [`${branch} ${revision}`, Number(at)];
        }),
      );
    },
    close: endsWithUs(() => rmSync(folder, { recursive: true, force: true })),
  };
}

/**
 * A display's token for each branch, its device made beside the server: what is measured is not the pairing.
 * @param {import('pg').Pool} pool
 * @param {number[]} branches
 * @returns {Promise<string[]>}
 */
export async function displayTokens(pool, branches) {
  const tokens = branches.map(() => `dev_${randomBytes(32).toString('base64url')}`);
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest());
  await pool.query(
    `insert into device (branch_id, kind, name, token_hash, paired_at)
     select branch, 'DISPLAY', 'bench', hash, now() from unnest($1::bigint[], $2::bytea[]) as x(branch, hash)`,
    [branches, hashes],
  );
  return tokens;
}
