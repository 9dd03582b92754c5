import { MINUTE, openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { newPerson, pairDevice } from '../support/client.js';
import { addBranch, branchRow, inShort, rows, tailAudit, versions } from '../support/rows.js';

/** Everything that the recalculation could write. Not the lease, which is taken each time. */
const WRITTEN = ['branch', 'advisor', 'ticket', 'mensaje', 'audit_log', 'queue_day', 'advisor_day', 'ticket_counter'];

describe('positions, every five seconds', () => {
  let branch: TestBranch;
  beforeEach(async () => {
    branch = await openBranch();
  });
  afterEach(() => branch.test.close());

  const stored = (queueType = 'CAJA') =>
    rows(
      branch.test,
      `select numero, status, position_in_queue as position, estimated_wait_minutes as wait from ticket
       where queue_type = $1 and status in ('EN_ESPERA', 'PROXIMO') order by id`,
      [queueType],
    );
  const cancel = (ticket: { codigoReferencia: string }) =>
    branch.kiosk.send('DELETE', `/api/tickets/${ticket.codigoReferencia}`);

  it('R6: recalculated with their waits, the first three PROXIMO, each queue by itself', async () => {
    const [first] = [await branch.issue(), await branch.issue(), await branch.issue(), await branch.issue()];
    await branch.issue('GERENCIA');
    await cancel(first);
    const newEvents = await tailAudit(branch.test);
    await branch.test.turn('positions');
    expect(await stored()).toEqual([
      { numero: 'C02', status: 'PROXIMO', position: 1, wait: 5 },
      { numero: 'C03', status: 'PROXIMO', position: 2, wait: 10 },
      { numero: 'C04', status: 'PROXIMO', position: 3, wait: 15 },
    ]);
    expect(await stored('GERENCIA')).toEqual([{ numero: 'G01', status: 'PROXIMO', position: 1, wait: 30 }]);
    const events = await newEvents();
    expect(events.map(inShort).sort()).toEqual(
      ['C02', 'C03', 'C04', 'G01'].map((numero) => `TICKET_PROXIMO ${numero} SISTEMA`),
    );
    expect(events.find((event) => event['entity_identifier'] === 'C03')).toMatchObject({
      old_state: { status: 'EN_ESPERA' },
      new_state: expect.objectContaining({ status: 'PROXIMO' }),
      additional_data: { positionInQueue: 2 },
    });
  });

  it('R6: the fourth stays EN_ESPERA, and its second message is not due until it is third', async () => {
    const [, , third] = [await branch.issue(), await branch.issue(), await branch.issue()];
    for (let i = 0; i < 2; i++) await branch.issue('CAJA', { telefono: PHONE }); // C04, C05
    const due = async () => {
      const [message] = await rows(
        branch.test,
        `select m.fecha_programada <= $1 as due from mensaje m join ticket t on t.id = m.ticket_id
         where t.numero = 'C05' and m.plantilla = 'totem_proximo_turno'`,
        [new Date(branch.test.clock.now())],
      );
      return message!['due'];
    };
    await branch.test.turn('positions');
    expect((await stored()).map(({ status }) => status)).toEqual([
      ...Array(3).fill('PROXIMO'),
      ...Array(2).fill('EN_ESPERA'),
    ]);
    await cancel(third);
    await branch.test.turn('positions');
    expect(await due()).toBe(false); // fourth
    const [c01] = await rows(branch.test, "select codigo_referencia as ref from ticket where numero = 'C01'");
    await cancel({ codigoReferencia: c01!['ref'] });
    await branch.test.turn('positions');
    expect(await due()).toBe(true); // third
  });

  it('R6: PROXIMO is never taken back, even when somebody preferential goes before', async () => {
    for (let i = 0; i < 3; i++) await branch.issue();
    await branch.test.turn('positions');
    branch.test.clock.advance(MINUTE);
    await branch.issue('CAJA', { preferential: true });
    await branch.test.turn('positions');
    expect(await stored()).toEqual([
      { numero: 'C01', status: 'PROXIMO', position: 2, wait: 10 },
      { numero: 'C02', status: 'PROXIMO', position: 3, wait: 15 },
      { numero: 'C03', status: 'PROXIMO', position: 4, wait: 20 },
      { numero: 'C04', status: 'PROXIMO', position: 1, wait: 5 },
    ]);
  });

  it('R6: nothing changed: not one row is written', async () => {
    for (let i = 0; i < 5; i++) await branch.issue('CAJA', { telefono: PHONE });
    await branch.ready('luis.perez');
    const unsettled = await versions(branch.test, WRITTEN);
    await branch.test.turn('positions');
    const settled = await versions(branch.test, WRITTEN);
    expect(settled).not.toEqual(unsettled); // the comparison sees a write
    for (let i = 0; i < 3; i++) {
      branch.test.clock.advance(5_000);
      await branch.test.turn('positions');
      await branch.test.turn('assignment');
    }
    expect(await versions(branch.test, WRITTEN)).toEqual(settled);
  });

  it('R6: a change that moves nobody marks the branch as settled, without a new revision', async () => {
    await branch.test.turn('positions');
    await branch.ready('ana.martinez'); // changes the branch, no position
    const before = await branchRow(branch.test);
    expect(before['positions_revision']).not.toBe(before['revision']);
    await branch.test.turn('positions');
    expect(await branchRow(branch.test)).toMatchObject({
      revision: before['revision'],
      positions_revision: before['revision'],
    });
  });

  it('R6: only rows whose value changed are written', async () => {
    const tickets = [];
    for (let i = 0; i < 6; i++) tickets.push(await branch.issue());
    await branch.test.turn('positions');
    const before = await versions(branch.test, ['ticket', 'advisor']);
    await cancel(tickets[4]!); // only C06 moves up
    await branch.test.turn('positions');
    const after = await versions(branch.test, ['ticket', 'advisor']);
    const kept = after['ticket']!.filter((version) => before['ticket']!.includes(version));
    expect(kept).toHaveLength(4);
    expect(after['advisor']).toEqual(before['advisor']);
    expect((await stored()).at(-1)).toEqual({ numero: 'C06', status: 'EN_ESPERA', position: 5, wait: 25 });
  });

  it('R6: only the branch where something changed', async () => {
    await addBranch(branch.test);
    const north = await pairDevice(branch.test.url, 'KIOSK', 'NORTE');
    const issueNorth = () => north.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    await issueNorth();
    await branch.issue();
    await branch.test.turn('positions');
    const [one, other] = [await branchRow(branch.test), await branchRow(branch.test, 'NORTE')];
    expect((await issueNorth()).status).toBe(201);
    await branch.test.turn('positions');
    expect(await branchRow(branch.test)).toEqual(one);
    const changed = await branchRow(branch.test, 'NORTE');
    expect(changed['revision']).toBe(other['revision'] + 2); // the number, and its promotion
    expect(changed['positions_revision']).toBe(changed['revision']);
  });
});

describe('the net under the assignments', () => {
  let branch: TestBranch;
  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(() => branch.test.close());

  it('R7: an advisor who is AVAILABLE while somebody waits is found within a turn', async () => {
    await branch.issue();
    await branch.issue('GERENCIA');
    // As no command leaves it: a hand in the database, or a rule that forgot to assign.
    await rows(branch.test, "update advisor set status = 'AVAILABLE' where email = 'luis.perez@banco.com'");
    const newEvents = await tailAudit(branch.test);
    await branch.test.turn('assignment');
    expect((await newEvents()).map(inShort)).toEqual([
      'TICKET_ASIGNADO C01 SISTEMA',
      'ADVISOR_ASSIGNED Luis Pérez SISTEMA',
    ]);
    const settled = await versions(branch.test, WRITTEN);
    await branch.test.turn('assignment');
    expect(await versions(branch.test, WRITTEN)).toEqual(settled);
  });
});
