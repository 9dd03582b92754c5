import type { AdvisorView, BranchCard, Dashboard } from '@ticketero/contract';
import { seeded } from '@ticketero/core/testing';

import { startApp, type TestApp } from '../support/app.js';
import { client, signIn, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { row, rows } from '../support/rows.js';
import { BranchLife, type Servers } from '../support/simulation/branch-life.js';
import { addBranches } from '../support/simulation/branches.js';
import { listen, type Listener } from '../support/socket.js';
import { advisorsNow, countsNow, queuesNow } from './figures.js';

const MINUTE = 60_000;
/** 10:00 in Santiago, when CENTRO opens. */
const OPENS = Date.parse('2026-10-01T13:00:00Z');
const ROUNDS = 26;
/** How requests meet is left to chance, and some days nobody is served by then: such a day goes on. */
const ROUNDS_MAX = 52;
const ROUND_MINUTES = 4;

describe('a busy day on the dashboard', () => {
  let test: TestApp;
  let supervisor: TestClient;
  let socket: Listener;
  const random = seeded(7);
  const seen = { waiting: 0, late: 0, busy: 0, loads: new Set<string>(), served: 0, missed: 0, gone: 0, reserved: 0 };

  beforeAll(async () => {
    test = await startApp();
    test.clock.set(OPENS);
    await addBranches(test);
    supervisor = await signIn(test.url, 'supervisor.centro');
    socket = await listen(test.url, 'supervisor', { token: supervisor.token });
  });
  afterAll(async () => {
    socket.close();
    await test.close();
  });

  const ask = (sql: string) => rows(test, sql);
  const read = async (path: string): Promise<Dashboard> => (await supervisor.send('GET', path)).body as Dashboard;

  /** Each figure of the dashboard, as the tickets have it. */
  async function agrees(dashboard: Dashboard): Promise<void> {
    const now = test.clock.now();
    expect(dashboard.ticketsSummary).toEqual(await countsNow(ask));
    const queues = dashboard.queuesSummary.map(({ estimatedWaitTime, estimatedWaitRange: range, ...queue }) => {
      expect(range.low).toBeLessThanOrEqual(estimatedWaitTime);
      expect(range.high).toBeGreaterThanOrEqual(estimatedWaitTime);
      return queue;
    });
    expect(queues).toEqual(await queuesNow(ask));
    const advisors = dashboard.advisors.map(({ callReason, ...advisor }: AdvisorView) => {
      expect(callReason === null).toBe(advisor.currentTicket === null);
      return advisor;
    });
    expect(advisors).toEqual(await advisorsNow(ask));
    const of = (status: string) => advisors.filter((advisor) => advisor.status === status).length;
    expect(dashboard.advisorsSummary).toEqual({
      ...{ available: of('AVAILABLE'), busy: of('BUSY'), offline: of('OFFLINE') },
      total: advisors.length,
    });
    expect(dashboard.revision).toBe((await row(test, "select revision from branch where code = 'CENTRO'"))['revision']);
    expect(Date.parse(dashboard.lastUpdated)).toBeLessThanOrEqual(now);
  }

  async function note({ ticketsSummary: today, queuesSummary, advisors }: Dashboard): Promise<void> {
    seen.waiting = Math.max(seen.waiting, today.enEspera + today.proximo);
    seen.busy = Math.max(seen.busy, today.atendiendo);
    for (const { load } of queuesSummary) seen.loads.add(load);
    [seen.served, seen.missed, seen.gone] = [today.completadosHoy, today.noAtendidosHoy, today.canceladosHoy];
    seen.reserved += advisors.filter(({ assignedTicketsCount: count }) => count > 1).length;
    const card = (await supervisor.send('GET', '/api/admin/branches/overview')).body.branches as BranchCard[];
    expect(card.map(({ branchOffice }) => branchOffice)).toEqual(['CENTRO']);
    seen.late = Math.max(seen.late, card[0]?.late ?? 0);
    const [late] = await rows(
      test,
      `select count(*) filter (where ticket.created_at < $1::timestamptz - make_interval(mins => target_wait_minutes))::int as late,
        count(*)::int as waiting
       from ticket join queue using (branch_id, queue_type) join branch b on b.id = branch_id
       where b.code = 'CENTRO' and ticket.status in ('EN_ESPERA', 'PROXIMO')`,
      [new Date(test.clock.now())],
    );
    expect({ late: card[0]?.late, waiting: card[0]?.waiting }).toEqual(late);
  }

  it('R4–R8: every figure is what SQL counts over the same tickets, all day, by request and over the link', async () => {
    const servers: Servers = {
      url: () => test.url,
      send: ({ token, method, path, body, headers }) => client(test.url, token).send(method, path, body, headers),
    };
    const life = await BranchLife.open(servers, 'CENTRO', random);
    await life.begin();
    for (let round = 0; round < ROUNDS || (round < ROUNDS_MAX && !everythingHappened()); round++) {
      test.clock.advance(ROUND_MINUTES * MINUTE);
      for (const job of ['positions', 'assignment', 'reservations', 'no-show'] as const) await test.turn(job);
      await life.burst(random.pick([1, 2, 3, 4]));
      if (round % 5 === 2) await reserveSomebody();
      if (round % 5 === 4) await cancelSomebody();
      const dashboard = await read('/api/admin/dashboard');
      await agrees(dashboard);
      await note(dashboard);
      const { state } = await socket.resync();
      expect(state).toEqual(dashboard);
    }
    // The link told of it by itself: the last state that it sent is the last one that there is.
    const last = await read('/api/admin/dashboard');
    const told = await socket.until('dashboard:changed', ({ revision }) => revision === last.revision);
    await agrees(told.state as Dashboard);
    expect(await broken(test)).toEqual({});
    expect(seen.waiting).toBeGreaterThan(8);
    for (const [what, times] of Object.entries(happened())) {
      expect([what, times]).toEqual([what, expect.any(Number)]);
      expect([what, Number(times) > 0]).toEqual([what, true]);
    }
  });

  const happened = (): Record<string, number> => ({ ...seen, loads: seen.loads.size - 1 });
  const everythingHappened = (): boolean => Object.values(happened()).every((times) => times > 0);

  /** R7: somebody who waits is to wait for one advisor alone. */
  async function lastWaiting(): Promise<string | null> {
    const [ticket] = await rows(
      test,
      `select codigo_referencia from ticket join branch b on b.id = branch_id
       where b.code = 'CENTRO' and ticket.status in ('EN_ESPERA', 'PROXIMO') order by ticket.created_at desc limit 1`,
    );
    return ticket ? String(ticket['codigo_referencia']) : null;
  }

  /** Whether somebody gives up by themselves is up to the day. */
  async function cancelSomebody(): Promise<void> {
    const ticket = await lastWaiting();
    if (ticket) await supervisor.send('POST', `/api/admin/tickets/${ticket}/cancel`, { reason: 'se fue' });
  }

  async function reserveSomebody(): Promise<void> {
    const ticket = await lastWaiting();
    const [advisor] = await rows(
      test,
      `select a.id from advisor a join branch b on b.id = a.branch_id
       where b.code = 'CENTRO' and a.status = 'BUSY' order by a.id limit 1`,
    );
    if (!ticket || !advisor) return;
    const body = { advisorId: advisor['id'], reason: 'lo conoce' };
    await supervisor.send('POST', `/api/admin/tickets/${ticket}/transfer`, body);
  }
});
