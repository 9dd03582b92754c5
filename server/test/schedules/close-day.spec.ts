import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { advisorRow, branchRow, inShort, row, rows, setSettings, tailAudit, versions } from '../support/rows.js';

/** Wednesday the 18th of November, Santiago: three hours behind UTC. */
const at = (time: string): number => Date.parse(`2026-11-18T${time}-03:00`);
const HOURS = { week: { 3: [{ from: '09:00', to: '14:00' }], 4: [{ from: '09:00', to: '14:00' }] } };

describe('the end of the day', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch();
    await rows(branch.test, 'update branch set opening_hours = $1', [JSON.stringify(HOURS)]);
  });
  afterEach(() => branch.test.close());

  const statuses = async (): Promise<Record<string, string>> => {
    const found = await rows(branch.test, 'select numero, status, cancel_reason from ticket order by id');
    return Object.fromEntries(
      found.map((ticket) => [ticket['numero'], [ticket['status'], ticket['cancel_reason']].filter(Boolean).join(' ')]),
    );
  };

  /** One of each: greeted, called, near, waiting. */
  async function oneOfEach(): Promise<void> {
    const luis = await branch.ready('luis.perez');
    const ana = await branch.ready('ana.martinez');
    await branch.issue(); // C01 greeted
    await luis.send('POST', '/api/advisor/current/start');
    await branch.issue('EMPRESAS'); // E01 called
    expect((await ana.send('GET', '/api/advisor/desk')).body.current.numero).toBe('E01');
    await branch.issue('CAJA', { telefono: PHONE }); // C02 near
    await branch.test.turn('positions');
    await branch.issue('GERENCIA'); // G01 waiting
    expect(await statuses()).toEqual({ C01: 'ATENDIENDO', E01: 'ATENDIENDO', C02: 'PROXIMO', G01: 'EN_ESPERA' });
  }
  const CLOSED = {
    C01: 'COMPLETADO',
    E01: 'NO_ATENDIDO',
    C02: 'CANCELADO FIN_DE_JORNADA',
    G01: 'CANCELADO FIN_DE_JORNADA',
  };

  it('R4: at closing time plus grace, not a second before, with every event', async () => {
    const { test } = branch;
    await setSettings(test, { graceMinutes: 45 });
    await oneOfEach();
    test.clock.set(at('14:44:59'));
    const open = await versions(test, ['ticket', 'branch', 'advisor']);
    await test.turn('close-day');
    expect(await versions(test, ['ticket', 'branch', 'advisor'])).toEqual(open);

    const newEvents = await tailAudit(test);
    test.clock.set(at('14:45:00'));
    await test.turn('close-day');
    expect(await statuses()).toEqual(CLOSED);
    expect((await newEvents()).map(inShort).sort()).toEqual(
      [
        'ADVISOR_FREED Ana Martínez SISTEMA',
        'ADVISOR_FREED Luis Pérez SISTEMA',
        'ADVISOR_STATUS_CHANGED Ana Martínez SISTEMA',
        'ADVISOR_STATUS_CHANGED Luis Pérez SISTEMA',
        'JORNADA_CERRADA CENTRO SISTEMA',
        'MENSAJE_DESCARTADO C02 SISTEMA',
        'MENSAJE_DESCARTADO C02 SISTEMA',
        'MENSAJE_DESCARTADO C02 SISTEMA',
        'TICKET_CANCELADO C02 SISTEMA',
        'TICKET_CANCELADO G01 SISTEMA',
        'TICKET_COMPLETADO C01 SISTEMA',
        'TICKET_NO_ATENDIDO E01 SISTEMA',
      ].sort(),
    );
    for (const user of ['luis.perez', 'ana.martinez']) {
      expect(await advisorRow(test, user)).toMatchObject({
        status: 'OFFLINE',
        status_reason: 'FIN_DE_JORNADA',
        assigned_tickets_count: 0,
        workload_minutes: 0,
      });
    }
    const closed = await versions(test, ['ticket', 'branch', 'advisor', 'audit_log']);
    test.clock.set(at('14:50:00'));
    await test.turn('close-day'); // once is enough
    expect(await versions(test, ['ticket', 'branch', 'advisor', 'audit_log'])).toEqual(closed);
  });

  it('R4: the next morning is a day of its own: open, at 01, closed again in the evening', async () => {
    const { test } = branch;
    await oneOfEach();
    test.clock.set(at('14:30:00'));
    await test.turn('close-day');
    expect((await branchRow(test))['day_closed']).toBe(true);
    test.clock.set(at('10:00:00') + 86_400_000);
    expect((await branch.issue()).numero).toBe('C01');
    expect((await branchRow(test))['day_closed']).toBe(false);
    test.clock.set(at('14:30:00') + 86_400_000);
    await test.turn('close-day');
    expect(await row(test, "select count(*)::int as n from audit_log where event_type = 'JORNADA_CERRADA'")).toEqual({
      n: 2,
    });
  });

  it.each(['positions', 'the first number', 'the first sign of an advisor'])(
    'R4: without opening hours the day ends at midnight of the branch, by %s',
    async (trigger) => {
      const { test } = branch;
      await rows(test, 'update branch set opening_hours = null');
      await oneOfEach();
      test.clock.set(at('23:59:59'));
      await test.turn('close-day');
      await test.turn('positions');
      expect((await statuses())['G01']).toBe('PROXIMO');
      test.clock.advance(1_000);
      if (trigger === 'positions') await test.turn('positions');
      else if (trigger === 'the first number') expect((await branch.issue('PERSONAL_BANKER')).numero).toBe('P01');
      else await branch.ready('carlos.rodriguez', 5);

      expect(await statuses()).toMatchObject(CLOSED);
      expect(await row(test, 'select business_date::text as day, day_closed from branch')).toEqual({
        day: '2026-11-19',
        day_closed: false,
      });
      const [closing] = await rows(test, "select * from audit_log where event_type = 'JORNADA_CERRADA'");
      expect(closing!['additional_data']).toEqual({ businessDate: '2026-11-18', cancelled: 2, ended: 2 });
    },
  );

  it('R4: a server that was away for three days closes the old day before it begins the new one', async () => {
    const { test } = branch;
    await rows(test, 'update branch set opening_hours = null');
    await oneOfEach();
    test.clock.advance(3 * 86_400_000);
    await test.turn('positions');
    expect(await statuses()).toEqual(CLOSED);
    expect(
      await row(test, "select count(*)::int as n from queue_day where business_date = '2026-11-18' and cancelled > 0"),
    ).toEqual({ n: 2 }); // counted for the day they belong to
  });
});
