import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { BranchNews } from '../../src/branches/index.js';
import { ManualClock } from '../../src/platform/clock.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { JobRunner } from '../../src/platform/scheduler/job-runner.js';
import { START } from '../support/app.js';
import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { client, newPerson, pairDevice } from '../support/client.js';
import { holdBranch } from '../support/crowd.js';
import { describeWithPromtool, promtool, scrape } from '../support/metrics.js';
import { addBranch, branchRow, row, rows } from '../support/rows.js';
import { listen } from '../support/socket.js';

const CAJA = { branch: 'CENTRO', queue: 'CAJA' };
/** As long as what was read from the database is said again. */
const FRESH_MS = 10_000;

describe('what /metrics says of requests and branches', () => {
  let branch: TestBranch;
  const wall = new ManualClock(START);
  beforeEach(async () => {
    branch = await openBranch({}, { wallClock: wall });
  });
  afterEach(async () => {
    // Whoever aborted a request may have opened another connection, on which nothing will ever be asked.
    (branch.test.app.getHttpServer() as Server).closeAllConnections();
    await branch.test.close();
  });

  /** The figures of the database anew. */
  const look = () => {
    wall.advance(FRESH_MS);
    return scrape(branch.test.url);
  };

  /** Two called, one of them served and one not there; one cancelled; two wait in CAJA, one in EMPRESAS. */
  async function aMorning(): Promise<void> {
    const { test, kiosk, issue, ready } = branch;
    for (let i = 0; i < 4; i++) await issue();
    test.clock.advance(6 * MINUTE);
    const advisor = await ready('maria.gonzalez');
    await advisor.send('POST', '/api/advisor/current/start');
    test.clock.advance(4 * MINUTE);
    await advisor.send('POST', '/api/advisor/current/complete');
    await advisor.send('POST', '/api/advisor/current/no-show');
    const cancelled = await issue('EMPRESAS');
    await kiosk.send('DELETE', `/api/tickets/${cancelled['codigoReferencia']}`);
    await issue('EMPRESAS');
    await issue('GERENCIA');
  }

  it('R10: branches: every figure is what the audit log and the tables count', async () => {
    await aMorning();
    const seen = await look();
    const events = async (type: string): Promise<[string, number][]> =>
      (
        await rows(
          branch.test,
          `select coalesce(new_state->>'queueType', '') as queue, count(*)::int as n from audit_log
           where event_type = $1 group by 1 order by 1`,
          [type],
        )
      ).map(({ queue, n }) => [queue, n]);
    const counted = (name: string, more: Record<string, string> = {}): [string, number][] =>
      seen
        .series(name)
        .filter(({ labels }) => Object.entries(more).every(([key, word]) => labels[key] === word))
        .map(({ labels, value }): [string, number] => [labels['queue'] ?? '', value])
        .sort();
    expect(counted('ticketero_tickets_issued_total')).toEqual(await events('TICKET_CREADO'));
    expect(counted('ticketero_tickets_called_total')).toEqual(await events('TICKET_ASIGNADO'));
    const ended = (outcome: string) => counted('ticketero_tickets_ended_total', { outcome });
    expect(ended('served')).toEqual(await events('TICKET_COMPLETADO'));
    expect(ended('no_show')).toEqual(await events('TICKET_NO_ATENDIDO'));
    expect(ended('cancelled')).toEqual(await events('TICKET_CANCELADO'));
    expect(await events('TICKET_NO_ATENDIDO')).toEqual([['CAJA', 1]]);
    const day = await row(
      branch.test,
      `select called, served, wait_ms, service_ms, compared, covered from queue_day where queue_type = 'CAJA'`,
    );
    expect(seen.value('ticketero_wait_seconds_count', { queue: 'CAJA' })).toBe(day['called']);
    expect(seen.value('ticketero_wait_seconds_sum', { queue: 'CAJA' })).toBe(Number(day['wait_ms']) / 1_000);
    expect(seen.value('ticketero_service_seconds_sum', { queue: 'CAJA' })).toBe(Number(day['service_ms']) / 1_000);
    expect(seen.value('ticketero_service_seconds_sum', { queue: 'CAJA' })).toBe(4 * 60);
    expect(day['compared']).toBeGreaterThan(0);
    expect(seen.sum('ticketero_promises_total', CAJA)).toBe(day['compared']);
    expect(seen.sum('ticketero_promises_total', { ...CAJA, kept: 'yes' })).toBe(day['covered']);
  });

  it('who waits now, and since when, by queue; nobody is 0 and not nothing', async () => {
    await aMorning();
    branch.test.clock.advance(2 * MINUTE);
    const seen = await look();
    const inTable = await rows(
      branch.test,
      `select queue_type as queue, count(*)::int as n, min(created_at) as since from ticket
       where status in ('EN_ESPERA', 'PROXIMO') group by 1 order by 1`,
    );
    expect(inTable.length).toBeGreaterThan(1);
    for (const { queue, n, since } of inTable) {
      const labels = { branch: 'CENTRO', queue };
      const seconds = (branch.test.clock.now() - (since as Date).getTime()) / 1_000;
      expect([queue, seen.value('ticketero_tickets_waiting', labels)]).toEqual([queue, n]);
      expect(seen.value('ticketero_oldest_wait_seconds', labels)).toBeCloseTo(seconds, 1);
    }
    await rows(branch.test, "update ticket set status = 'CANCELADO', closed_at = now() where queue_type = 'GERENCIA'");
    const later = await look();
    const gone = { branch: 'CENTRO', queue: 'GERENCIA' };
    expect([
      later.value('ticketero_tickets_waiting', gone),
      later.value('ticketero_oldest_wait_seconds', gone),
    ]).toEqual([0, 0]);
  });

  it('a command that is taken back is counted beside what it did', async () => {
    await branch.issue();
    const advisor = await branch.ready('maria.gonzalez');
    await advisor.send('POST', '/api/advisor/current/start');
    expect((await advisor.send('POST', '/api/advisor/undo')).status).toBe(200);
    const seen = await look();
    expect(seen.value('ticketero_commands_undone_total', { branch: 'CENTRO' })).toBe(1);
    expect(seen.value('ticketero_tickets_called_total', CAJA)).toBe(1);
  });

  it('what was only read again is counted as a change that screens are told of, and as no event', async () => {
    await branch.issue();
    const { id } = await branchRow(branch.test);
    const before = await look();
    await branch.test.app.get(BranchNews).tell(id);
    const after = await look();
    const of = ({ value, sum }: typeof after) => [
      value('ticketero_branch_changes_total', { from: 'here' }),
      sum('ticketero_tickets_issued_total'),
    ];
    expect(of(after)).toEqual([(of(before)[0] ?? 0) + 1, of(before)[1]]);
  });

  it('RED: requests by the pattern of their route, never by their address', async () => {
    const ticket = await branch.issue();
    const anybody = client(branch.test.url);
    await anybody.send('GET', `/api/tickets/${ticket['codigoReferencia']}`);
    await anybody.send('GET', `/api/tickets/${ticket['codigoReferencia']}?x=1`);
    await anybody.send('GET', '/api/tickets/nobody-has-this');
    await anybody.send('GET', '/api/12345678-9/nothing');
    await branch.kiosk.send('POST', '/api/tickets', { nationalId: newPerson() });
    const seen = await look();
    const count = (method: string, route: string, status: string) =>
      seen.value('ticketero_http_requests_total', { method, route, status });
    expect(count('GET', '/api/tickets/:codigoReferencia', '2xx')).toBe(2);
    expect(count('GET', '/api/tickets/:codigoReferencia', '4xx')).toBe(1);
    expect(count('GET', '(none)', '4xx')).toBe(1);
    expect([count('POST', '/api/tickets', '2xx'), count('POST', '/api/tickets', '4xx')]).toEqual([1, 1]);
    const timed = { method: 'GET', route: '/api/tickets/:codigoReferencia' };
    expect(seen.value('ticketero_http_request_duration_seconds_count', timed)).toBe(3);
    expect(seen.value('ticketero_http_request_duration_seconds_sum', timed)).toBeLessThan(10);
    expect(seen.value('ticketero_http_requests_under_way')).toBe(1); // this very look
    for (const trace of [ticket['codigoReferencia'], '12345678', 'nobody-has-this']) {
      expect(seen.text).not.toContain(trace);
    }
  });

  it('who leaves before the answer is no longer under way', async () => {
    const held = await holdBranch(branch.test);
    const leaving = new AbortController();
    const asked = fetch(`${branch.test.url}/api/tickets`, {
      ...{ method: 'POST', signal: leaving.signal },
      headers: { authorization: `Bearer ${branch.kiosk.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ nationalId: newPerson(), queueType: 'CAJA' }),
    }).catch(() => null);
    const underWay = async () => (await look()).value('ticketero_http_requests_under_way');
    while ((await underWay()) !== 2);
    leaving.abort();
    await asked;
    while ((await underWay()) !== 1);
    await held.letGo();
  });

  it('sockets by namespace', async () => {
    const codigoReferencia = (await branch.issue())['codigoReferencia'];
    const page = await listen(branch.test.url, 'ticket', { codigoReferencia });
    const kiosk = await listen(branch.test.url, 'kiosk', { token: branch.kiosk.token });
    const seen = await look();
    const open = (namespace: string) => seen.value('ticketero_sockets', { namespace });
    expect([open('ticket'), open('kiosk'), open('display')]).toEqual([1, 1, 0]);
    page.close();
    kiosk.close();
  });

  it('the pool, and the database that answers; one that is away leaves the rest standing', async () => {
    await branch.issue();
    const well = await look();
    expect(well.value('ticketero_component_up', { component: 'database' })).toBe(1);
    expect(well.value('ticketero_pool_connections_max')).toBe(16);
    expect(well.sum('ticketero_pool_connections')).toBeGreaterThan(0);
    expect(well.value('ticketero_pool_requests_waiting')).toBe(0);
    expect(well.value('ticketero_messages_due')).toBe(0);
    expect(well.series('ticketero_component_up')).toHaveLength(1); // neither Telegram nor Redis is in use

    jest.spyOn(branch.test.app.get(Transactions), 'query').mockRejectedValue(new Error('away'));
    const away = await look();
    expect(away.value('ticketero_component_up', { component: 'database' })).toBe(0);
    expect(away.series('ticketero_tickets_waiting')).toEqual([]);
    expect(away.series('ticketero_messages_due')).toEqual([]);
    expect(away.value('ticketero_tickets_issued_total', CAJA)).toBe(1);
    jest.restoreAllMocks();
    expect((await look()).value('ticketero_tickets_waiting', CAJA)).toBe(1);
  });

  it('a scrape asks the database once in ten seconds, and not while requests wait for a connection', async () => {
    await look();
    const asked = jest.spyOn(branch.test.app.get(Transactions), 'query');
    await Promise.all([scrape(branch.test.url), scrape(branch.test.url)]);
    expect(asked).not.toHaveBeenCalled();
    await look();
    const once = asked.mock.calls.length;
    expect(once).toBeGreaterThan(0);
    wall.advance(FRESH_MS);
    await Promise.all([scrape(branch.test.url), scrape(branch.test.url), scrape(branch.test.url)]);
    expect(asked.mock.calls.length).toBe(2 * once);
    jest.restoreAllMocks();
  });

  it('of very many branches those that came later are counted together', async () => {
    await rows(
      branch.test,
      "insert into branch (code, name) select 'B' || n, 'Sucursal ' || n from generate_series(1, 249) n",
    );
    await addBranch(branch.test, 'ULTIMA');
    await look();
    await branch.issue(); // in CENTRO, which was first
    const last = await pairDevice(branch.test.url, 'KIOSK', 'ULTIMA');
    const issued = await last.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    expect(issued.status).toBe(201);
    const seen = await look();
    for (const name of ['ticketero_tickets_issued_total', 'ticketero_tickets_waiting']) {
      const named = seen.series(name).filter(({ value }) => value > 0);
      expect([name, named.map(({ labels }) => labels['branch']).sort()]).toEqual([name, ['(others)', 'CENTRO']]);
    }
  });
});

describe('what /metrics says of jobs', () => {
  let branch: TestBranch;
  const wall = new ManualClock(START);
  beforeAll(async () => {
    branch = await openBranch({}, { wallClock: wall });
  });
  afterAll(() => branch.test.close());

  const seconds = () => wall.now() / 1_000;
  const runs = async (name: string, result: string) =>
    (await scrape(branch.test.url)).value('ticketero_job_runs_total', { name, result });

  it('R11: turns by their result, how long they took, when one ended well', async () => {
    await branch.test.turn('positions');
    await branch.test.turn('positions');
    expect(await runs('positions', 'done')).toBe(2);
    const before = seconds();
    wall.advance(60_000);
    await rows(branch.test, 'alter table job_lease rename to job_lease_elsewhere');
    await branch.test.turn('positions');
    await rows(branch.test, 'alter table job_lease_elsewhere rename to job_lease');
    expect(await runs('positions', 'failed')).toBe(1);
    const seen = await scrape(branch.test.url);
    expect(seen.value('ticketero_job_last_success_timestamp_seconds', { name: 'positions' })).toBe(before);
    expect(seen.value('ticketero_job_duration_seconds_count', { name: 'positions' })).toBe(2);
  });

  it('R11: a turn that another process has is no success of this one', async () => {
    const until = new Date(wall.now() + 3_600_000);
    await rows(branch.test, `insert into job_lease (name, holder, until) values ('slips', gen_random_uuid(), $1)`, [
      until,
    ]);
    await branch.test.turn('slips');
    expect([await runs('slips', 'elsewhere'), await runs('slips', 'done')]).toEqual([1, null]);
  });

  it('R11: how late a turn began; the interval, from which an alert knows when it is missing', async () => {
    const name = 'for-the-test';
    const INTERVAL_MS = 50;
    let turns = 0;
    await new Promise<void>((enough) => {
      const run = async () => {
        turns += 1;
        // The turns that are due meanwhile are not done, and the next one is late: by four intervals at least, for it was
        // due one after this one began (and a timer may be a millisecond early).
        if (turns === 1) await pause(5 * INTERVAL_MS);
        if (turns === 3) enough();
      };
      branch.test.app.get(JobRunner).start([{ name, everyMs: INTERVAL_MS, everywhere: true, run }]);
    });
    await branch.test.app.get(JobRunner).stop();
    const seen = await scrape(branch.test.url);
    expect(seen.value('ticketero_job_interval_seconds', { name })).toBe(INTERVAL_MS / 1_000);
    expect(seen.value('ticketero_job_lateness_seconds_count', { name })).toBeGreaterThanOrEqual(3);
    expect(seen.value('ticketero_job_lateness_seconds_sum', { name })).toBeGreaterThan((3 * INTERVAL_MS) / 1_000);
  });
});

describeWithPromtool('the names of /metrics', () => {
  it('are as Prometheus wants them: units, suffixes, help', async () => {
    const branch = await openBranch();
    await branch.issue();
    const { text } = await scrape(branch.test.url);
    await branch.test.close();
    expect(promtool(['check', 'metrics'], text)).toEqual({ good: true, says: '' });
    const wrong = text.replaceAll('ticketero_pool_connections_max', 'ticketero_pool_connections_total');
    expect(promtool(['check', 'metrics'], wrong).good).toBe(false);
  });
});
