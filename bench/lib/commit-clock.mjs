// @ts-check
// Loaded into the server beside it (`--import`): when the answer of each transaction arrived that screens are told of, by
// branch and revision, written to COMMIT_CLOCK. The product knows nothing of it.
import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { COMMIT_CLOCK: file, COMMIT_CLOCK_ROOT: root } = process.env;
if (file && root) {
  const requireThere = createRequire(join(root, 'server/dist/main.js'));
  /** @type {{ prototype: { emit: (event: string, ...rest: unknown[]) => boolean } }} */
  const Connection = requireThere('pg').Connection;
  /** @type {{ BranchFeed: { prototype: { publish: (branch: { state: { id: number }, revision: number }) => void } } }} */
  const { BranchFeed } = requireThere('./platform/branch-feed.js');
  let answered = 0;
  /** @type {string[]} */
  let lines = [];
  const { emit } = Connection.prototype;
  /** @this {typeof Connection.prototype} @param {string} event @param {unknown[]} rest */
  Connection.prototype.emit = function (event, ...rest) {
    // Its continuation, up to the telling of the screens, runs before any other connection is heard.
    if (event === 'readyForQuery') answered = Number(process.hrtime.bigint()) / 1e6;
    return emit.call(this, event, ...rest);
  };
  const { publish } = BranchFeed.prototype;
  /** @this {typeof BranchFeed.prototype} @param {{ state: { id: number }, revision: number }} branch */
  BranchFeed.prototype.publish = function (branch) {
    lines.push(`${branch.state.id} ${branch.revision} ${answered}\n`);
    publish.call(this, branch);
  };
  setInterval(() => {
    if (lines.length > 0) appendFileSync(file, lines.join(''));
    lines = [];
  }, 1_000).unref();
}
