import { openBranch, type TestBranch } from '../support/branch.js';
import { newPerson, pairDevice } from '../support/client.js';
import { addBranch, row, rows, ticketRow } from '../support/rows.js';

describe('the numbers of a branch', () => {
  let branch: TestBranch;

  beforeEach(async () => {
    branch = await openBranch();
  });
  afterEach(() => branch.test.close());

  const numberOf = async (queueType?: string): Promise<string> => (await branch.issue(queueType)).numero;

  it('R2: each queue counts for itself, and each branch', async () => {
    expect([await numberOf(), await numberOf('PERSONAL_BANKER'), await numberOf(), await numberOf('GERENCIA')]).toEqual(
      ['C01', 'P01', 'C02', 'G01'],
    );

    await addBranch(branch.test);
    const kiosk = await pairDevice(branch.test.url, 'KIOSK', 'NORTE');
    const elsewhere = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    expect(elsewhere.body).toMatchObject({ numero: 'C01', branchOffice: 'NORTE' });
    expect(await numberOf()).toBe('C03');
  });

  it('R2: after C99 comes C100', async () => {
    expect(await numberOf()).toBe('C01');
    await rows(branch.test, "update ticket_counter set last_number = 98 where queue_type = 'CAJA'");
    expect([await numberOf(), await numberOf(), await numberOf()]).toEqual(['C99', 'C100', 'C101']);
    expect((await ticketRow(branch.test, 'C100'))['status']).toBe('EN_ESPERA');
  });

  it('R2: midnight in London is nothing, midnight in the branch begins at 01', async () => {
    const { test } = branch;
    expect(await numberOf()).toBe('C01');
    test.clock.set(Date.parse('2026-11-19T02:59:00Z')); // 23:59 in Santiago, already the 19th in UTC
    expect(await numberOf()).toBe('C02');
    test.clock.set(Date.parse('2026-11-19T03:00:00Z')); // 00:00 in Santiago
    expect(await numberOf()).toBe('C01');
    expect(await numberOf()).toBe('C02');

    const days = await rows(
      test,
      "select business_date::text as day, string_agg(numero, ' ' order by id) as numbers from ticket group by 1 order by 1",
    );
    expect(days).toEqual([
      { day: '2026-11-18', numbers: 'C01 C02' },
      { day: '2026-11-19', numbers: 'C01 C02' },
    ]);
  });

  it('R2: the branch decides the day: another time zone turns it at another moment', async () => {
    const { test } = branch;
    await rows(test, "update branch set time_zone = 'Pacific/Auckland'"); // 13 hours ahead of UTC in November
    test.clock.set(Date.parse('2026-11-18T10:59:00Z'));
    expect(await numberOf()).toBe('C01');
    test.clock.set(Date.parse('2026-11-18T11:00:00Z'));
    expect(await numberOf()).toBe('C01');
    const [, second] = await rows(test, 'select business_date::text as day from ticket order by id');
    expect(second).toEqual({ day: '2026-11-19' });
  });

  it('R2: a clock that goes back at midnight gives no number twice', async () => {
    const { test } = branch;
    test.clock.set(Date.parse('2026-11-19T03:00:01Z'));
    expect(await numberOf()).toBe('C01');
    test.clock.set(Date.parse('2026-11-19T02:59:58Z')); // another process, whose clock is behind
    expect(await numberOf()).toBe('C02');
    expect(await row(test, 'select count(distinct business_date)::int as days from ticket')).toEqual({ days: 1 });
  });
});
