import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

import { Client } from 'pg';

import { openBranch, type TestBranch } from '../support/branch.js';

const COMMAND = resolve(__dirname, '../../dist/tools/audit-verify.js');

/** npm run audit:verify, as an auditor runs it beside the server. */
function audit(databaseUrl: string): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl };
  return new Promise((done) => {
    execFile(process.execPath, [COMMAND], { env }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

describe('npm run audit:verify', () => {
  let branch: TestBranch;

  beforeAll(async () => {
    branch = await openBranch();
    for (let i = 0; i < 5; i++) await branch.issue();
  });
  afterAll(() => branch.test.close());

  it('R10: every chain is walked; exit 0 when all are whole', async () => {
    const { code, output } = await audit(branch.test.database.url);
    expect(output).toMatch(
      /^BANCO +✓ \d+ events, last hash [0-9a-f]{64}\nCENTRO +✓ \d+ events, last hash [0-9a-f]{64}\n$/,
    );
    expect(code).toBe(0);
  });

  it('R10: a superuser’s change of one row, with the triggers off, is named by its id; exit 1', async () => {
    const superuser = new Client({ connectionString: branch.test.database.url });
    await superuser.connect();
    await superuser.query("set session_replication_role = 'replica'");
    const { rows } = await superuser.query<{ id: number }>(
      `update audit_log set actor = 'nadie@banco.com'
       where id = (select id from audit_log where event_type = 'TICKET_CREADO' order by id offset 2 limit 1) returning id`,
    );
    await superuser.end();
    const { code, output } = await audit(branch.test.database.url);
    expect(output).toContain(`broken at event ${rows[0]?.id}, after`);
    expect(code).toBe(1);
  });

  it('R10: a database that is not there is said in one line; exit 2', async () => {
    const { code, output } = await audit('postgres://nobody@127.0.0.1:9/nothing');
    expect(output).toMatch(/^audit:verify: .+\n$/);
    expect(code).toBe(2);
  });
});
