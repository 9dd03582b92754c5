import type { AuditPage } from '@ticketero/contract';

import { startApp, START, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { row, rows, type Row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { writeEvents } from './many-events.js';

const DAY = 86_400_000;

/** Two months of events; each search is held against the same question asked of the bare table. */
describe('the audit search', () => {
  let test: TestApp;
  let supervisor: TestClient;
  let advisor: Row;
  let log: Row[];

  beforeAll(async () => {
    test = await startApp();
    await addSecondBranch(test);
    await writeEvents(test, { count: 6_000, perDay: 100, until: START });
    supervisor = await signIn(test.url, 'supervisor');
    advisor = await row(test, "select id, user_id, email from advisor where email like 'maria%'");
    log = await rows(
      test,
      `select e.*, (extract(epoch from e.created_at) * 1000)::float8 as ms from audit_log e
       join branch b on b.id = e.branch_id where b.code = 'CENTRO' order by e.created_at desc, e.id desc`,
    );
  });
  afterAll(() => test.close());

  const search = async (query: Record<string, unknown>): Promise<AuditPage> => {
    const text = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, String(value)] as [string, string]),
    );
    const { status, body } = await supervisor.send('GET', `/api/admin/audit?${text}`);
    expect(status).toBe(200);
    return body;
  };

  const about = (event: Row): boolean =>
    event['actor'] === advisor['email'] ||
    (event['entity_type'] === 'ADVISOR' && event['entity_id'] === String(advisor['id'])) ||
    (event['entity_type'] === 'USER' && event['entity_id'] === String(advisor['user_id'])) ||
    event['new_state']?.advisorId === Number(advisor['id']);

  /** A filter of each kind: the query, and which events it means. */
  const filters = (): Record<string, [Record<string, unknown>, (event: Row) => boolean]> => {
    const ticket = log.find((event) => event['entity_type'] === 'TICKET')!;
    return {
      entityType: [{ entityType: 'ADVISOR' }, (event) => event['entity_type'] === 'ADVISOR'],
      rare: [{ entityType: 'USER' }, (event) => event['entity_type'] === 'USER'],
      eventType: [{ eventType: 'TICKET_ASIGNADO' }, (event) => event['event_type'] === 'TICKET_ASIGNADO'],
      actor: [{ actor: advisor['email'] }, (event) => event['actor'] === advisor['email']],
      nobody: [{ actor: 'nadie@banco.com' }, () => false],
      ticket: [{ entityId: ticket['entity_id'] }, (event) => event['entity_id'] === ticket['entity_id']],
      person: [
        { entityType: 'ADVISOR', entityId: advisor['id'] },
        (event) => event['entity_type'] === 'ADVISOR' && event['entity_id'] === String(advisor['id']),
      ],
      numero: [{ entityIdentifier: 'c05' }, (event) => event['entity_identifier'] === 'C05'],
      advisor: [{ advisorId: advisor['id'] }, about],
      day: [
        { startDate: '2026-10-20', endDate: '2026-10-20' },
        ({ ms }) => ms >= Date.parse('2026-10-20T03:00Z') && ms < Date.parse('2026-10-21T03:00Z'),
      ],
      days: [
        { startDate: '2026-10-05', endDate: '2026-11-03' },
        ({ ms }) => ms >= Date.parse('2026-10-05T03:00Z') && ms < Date.parse('2026-11-04T03:00Z'),
      ],
      hours: [
        { startDate: '2026-10-31T20:15:00-03:00', endDate: '2026-11-01T02:30:00.500Z' },
        ({ ms }) => ms >= Date.parse('2026-10-31T23:15Z') && ms <= Date.parse('2026-11-01T02:30:00.500Z'),
      ],
      since: [{ startDate: '2026-11-10T00:00:00Z' }, ({ ms }) => ms >= Date.parse('2026-11-10T00:00Z')],
      backwards: [{ startDate: '2026-11-10', endDate: '2026-11-09' }, () => false],
    };
  };
  /** Which fields each of them asks for: two of the same field are no pair. */
  const FIELDS: Record<string, string> = {
    ...{ entityType: 't', rare: 't', eventType: 'e', actor: 'a', nobody: 'a', ticket: 'i', person: 'ti', numero: 'n' },
    ...{ advisor: 'v', day: 'fu', days: 'fu', hours: 'fu', since: 'f', backwards: 'fu' },
  };
  const apart = (a: string, b: string): boolean => ![...FIELDS[a]!].some((field) => FIELDS[b]!.includes(field));
  const names = Object.keys(FIELDS);
  const pairs = names.flatMap((a, i) =>
    names.slice(i).flatMap((b) => (a === b || apart(a, b) ? [[a, b] as const] : [])),
  );

  it.each(pairs)('R10: %s and %s: the number and each page are those of the table', async (a, b) => {
    const [[first, isFirst], [second, isSecond]] = [filters()[a]!, filters()[b]!];
    const query = { ...first, ...second };
    const fits = log.filter((event) => isFirst(event) && isSecond(event));
    for (const order of ['desc', 'asc'] as const) {
      const expected = (order === 'desc' ? fits : fits.toReversed()).map((event) => Number(event['id']));
      const last = Math.max(1, Math.ceil(expected.length / 20));
      for (const page of new Set([1, 2, Math.ceil(last / 2), last, last + 1])) {
        const { total, records } = await search({ ...query, order, page, limit: 20 });
        expect([page, total]).toEqual([page, expected.length]);
        expect(records.map(({ id }) => id)).toEqual(expected.slice((page - 1) * 20, page * 20));
      }
    }
  });

  it('R10: newest first; for one entity oldest first', async () => {
    const ticket = log.find((event) => event['entity_type'] === 'TICKET')!;
    const times = async (query: object) => (await search(query as never)).records.map(({ timestamp }) => timestamp);
    expect(await times({ limit: 500 })).toEqual((await times({ limit: 500, order: 'desc' })).toSorted().toReversed());
    const story = await times({ entityId: ticket['entity_id'] });
    expect(story).toEqual(story.toSorted());
    const { body } = await supervisor.send('GET', `/api/admin/audit/advisor/${advisor['id']}?limit=500`);
    const told = body.records.map(({ timestamp }: { timestamp: string }) => timestamp);
    expect(told).toEqual(told.toSorted());
    expect(told).toHaveLength(Math.min(500, body.total));
  });

  it.each([
    ['all', {}],
    ['of a kind', { eventType: 'TICKET_CREADO' }],
    ['of a number', { entityIdentifier: 'C07' }],
    ['of a few hours', { startDate: new Date(START - DAY / 2).toISOString() }],
  ])('R10: what is written while somebody turns the pages moves no row: %s', async (_, query) => {
    const before = await search({ ...query, limit: 3 });
    const second = await search({ ...query, limit: 3, page: 2, upTo: before.upTo });
    const kept = { branch: 'CENTRO', count: 30, perDay: 100_000, until: START };
    await writeEvents(test, kept);
    const number = `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, created_at)
      select branch_id, 'TICKET', gen_random_uuid(), 'C07', 'TICKET_CREADO', 'KIOSK:Kiosko 1', $1 from audit_log
      where id = $2`;
    await rows(test, number, [new Date(START), before.upTo]);
    const again = await search({ ...query, limit: 3, page: 2, upTo: before.upTo });
    expect(again).toEqual(second);
    expect(again.total).toBe(before.total);
    const fresh = await search({ ...query, limit: 3 });
    expect(fresh.total).toBeGreaterThan(before.total);
    expect(fresh.upTo).toBeGreaterThan(before.upTo);
  });

  it('R10: an upTo from the future is the present', async () => {
    const { total, upTo } = await search({ upTo: Number.MAX_SAFE_INTEGER });
    expect({ total, upTo }).toEqual({ total: (await search({})).total, upTo: (await search({})).upTo });
    expect(await search({ upTo: 0 })).toMatchObject({ total: 0, upTo: 0, records: [] });
  });

  it('R10: nothing of another branch, whatever is asked', async () => {
    await writeEvents(test, { count: 10, perDay: 100, until: START, branch: 'NORTE' });
    const mine = (
      await rows(test, "select e.id from audit_log e join branch b on b.id = branch_id where code = 'CENTRO'")
    ).length;
    expect((await search({ limit: 1 })).total).toBe(mine);
    const { id } = await row(
      test,
      "select max(e.id) as id from audit_log e join branch b on b.id = branch_id where code = 'NORTE'",
    );
    const { records } = await search({ limit: 50, upTo: id });
    expect(records.map((record) => record.id)).not.toContain(Number(id));
  });

  it('R10: the counts are what the log holds, also of events of no branch', async () => {
    const counted = await rows(
      test,
      `select branch_id::int, sum(events)::int as events from audit_count group by 1 order by 1`,
    );
    const held = await rows(
      test,
      'select coalesce(branch_id, 0)::int as branch_id, count(*)::int as events from audit_log group by 1 order by 1',
    );
    expect(counted).toEqual(held);
  });

  it.each(['upTo=x', 'order=up', 'advisorId=0', 'advisorId=x', 'startDate=2026-02-30', 'endDate=hoy', 'limit=501'])(
    'R14: %s is a 400 that names the field',
    async (query) => {
      const { status, body } = await supervisor.send('GET', `/api/admin/audit?${query}`);
      expect([status, Object.keys(body.campos ?? {})]).toEqual([400, [query.split('=')[0]]]);
    },
  );
});
