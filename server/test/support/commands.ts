import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const TOOLS = resolve(__dirname, '../../dist/tools');

export interface CommandEnd {
  code: number;
  output: string;
}

/** One of the product's commands as an operator runs it, with `env` and nothing else of ours. */
export function runTool(name: string, args: string[], env: Record<string, string>): Promise<CommandEnd> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [resolve(TOOLS, `${name}.js`), ...args],
      { env: { PATH: process.env['PATH'], ...env } },
      (error, stdout, stderr) => done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}
