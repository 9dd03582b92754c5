import { CONFIG, type Config } from '../../src/platform/config.js';
import { startApp, type TestApp } from '../support/app.js';
import { client, signIn } from '../support/client.js';
import { printingKiosk, type PrintingKiosk } from '../support/printer/kiosk.js';
import { textOf, type Sheet } from '../support/printer/paper.js';
import { TestPrinter, type Faults } from '../support/printer/printer.js';
import { row, rows, type Row } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

/** What the branch knows of its tickets, to prove that paper changes nothing of it. */
const everyTicket = (test: TestApp): Promise<Row[]> => rows(test, 'select * from ticket order by id');
const auditLength = async (test: TestApp): Promise<number> =>
  (await row(test, 'select count(*)::int as many from audit_log'))['many'];

describe('a kiosk with a printer', () => {
  let test: TestApp;
  let printer: TestPrinter;
  let kiosk: PrintingKiosk;

  beforeAll(async () => {
    test = await startApp({ config: { publicUrl: 'https://turnos.banco.cl' } });
  });
  beforeEach(async () => {
    printer = await TestPrinter.start();
    kiosk = await printingKiosk(test, printer);
  });
  afterEach(() => printer.stop());
  afterAll(() => test.close());

  const lastSheet = (): Sheet => printer.sheets.at(-1)!;
  const slipRow = ({ codigoReferencia }: Row): Promise<Row> =>
    row(test, 'select * from slip where codigo_referencia = $1', [codigoReferencia]);

  it('R2: prints the ticket’s number, once, with the code of its page', async () => {
    const ticket = await kiosk.issue();
    expect(await kiosk.print(ticket)).toBe('IMPRESO');
    expect(printer.sheets).toHaveLength(1);
    expect(textOf(lastSheet())).toEqual(expect.arrayContaining(['Sucursal Centro', ticket['numero'], 'Caja']));
    expect(textOf(lastSheet())).not.toContain('COPIA');
    expect(lastSheet().codes).toEqual([`https://turnos.banco.cl/t/${ticket['codigoReferencia']}`]);
    expect(await slipRow(ticket)).toMatchObject({ result: 'IMPRESO', on_paper: true, device_id: kiosk.id });
    expect(printer.heard).toHaveLength(1); // one connection
  });

  it('R13: nothing of the person is on it, nor in its row', async () => {
    const nationalId = '16.543.987-K';
    const body = { nationalId, queueType: 'CAJA', telefono: '+56998765432' };
    const { body: ticket } = await kiosk.send('POST', '/api/tickets', body);
    await kiosk.print(ticket);
    const everything =
      printer.heard.map((bytes) => bytes.toString('latin1')).join() + JSON.stringify(await slipRow(ticket));
    expect(everything).toContain(ticket.numero);
    // But for the reference, which is drawn by chance: it may hold five digits of anybody.
    const said = everything.replaceAll(ticket.codigoReferencia, '');
    expect(said).not.toMatch(/16\.?543|543\.?987|987-K|98765432/);
  });

  it('R2: the same ticket again is the same slip, marked as a copy, also when others came meanwhile', async () => {
    const ticket = await kiosk.issue();
    await kiosk.print(ticket);
    const first = lastSheet();
    for (let i = 0; i < 3; i++) await kiosk.issue();
    expect(await kiosk.print(ticket)).toBe('IMPRESO');
    expect(printer.sheets).toHaveLength(2);
    expect(textOf(lastSheet())).toContain('COPIA');
    expect(textOf(lastSheet()).filter((line) => line !== 'COPIA')).toEqual(textOf(first));
    expect(lastSheet().codes).toEqual(first.codes);
  });

  it('R2: two who ask for the same slip at once get one', async () => {
    const ticket = await kiosk.issue();
    printer.faults.slowMs = 60; // the second comes while the first is on its way, on a busy machine too
    expect(await Promise.all([kiosk.print(ticket), kiosk.print(ticket)])).toEqual(['IMPRESO', 'IMPRESO']);
    expect(printer.sheets).toHaveLength(1);
  });

  const FAULTS: [name: string, faults: Partial<Faults>, result: string, somethingCame: boolean][] = [
    ['has no paper', { paperOut: true }, 'SIN_PAPEL', false],
    ['runs out of paper in the middle', { linesLeft: 4 }, 'SIN_PAPEL', true],
    ['has its cover open', { coverOpen: true }, 'CON_FALLA', false],
    ['has its cover open and sees no paper', { coverOpen: true, paperOut: true }, 'CON_FALLA', false],
    ['has an error of its knife', { error: true }, 'CON_FALLA', false],
    ['was put off line', { offLine: true }, 'CON_FALLA', false],
    ['hangs', { hangs: true }, 'SIN_CONEXION', false],
    ['breaks the line in the middle', { bytesLeft: 60 }, 'SIN_CONEXION', true],
    ['is no printer', { banner: '220 mail.banco.cl ESMTP\r\n' }, 'SIN_CONEXION', false],
    ['is no printer either', { banner: '-ERR unknown command\r\n' }, 'SIN_CONEXION', false],
  ];

  it.each(FAULTS)('R2: that %s: no ghost, no second number, and the next try gives the same', async (...one) => {
    const [, faults, result, somethingCame] = one;
    const ticket = await kiosk.issue();
    const [before, audit] = [await everyTicket(test), await auditLength(test)];
    Object.assign(printer.faults, faults);
    expect(await kiosk.print(ticket)).toBe(result);
    expect(printer.sheets).toHaveLength(0);
    expect(await everyTicket(test)).toEqual(before);
    expect(await auditLength(test)).toBe(audit);
    expect(await slipRow(ticket)).toMatchObject({ result, on_paper: somethingCame });
    expect(await row(test, 'select last_print from device where id = $1', [kiosk.id])).toEqual({ last_print: result });

    printer.mend();
    const left = printer.sheets.length; // what lay in its buffer, when there was paper again
    expect(await kiosk.print(ticket)).toBe('IMPRESO');
    expect(printer.sheets).toHaveLength(left + 1);
    expect(textOf(lastSheet())).toContain(ticket['numero']);
    expect(textOf(lastSheet()).includes('COPIA')).toBe(somethingCame);
    expect(await everyTicket(test)).toEqual(before);
  });

  it('R2: to who is no printer goes nothing but the question what it is', async () => {
    const ticket = await kiosk.issue();
    printer.faults.banner = '-ERR unknown command\r\n';
    await kiosk.print(ticket);
    printer.faults.banner = '';
    printer.faults.hangs = true;
    await kiosk.print(ticket);
    for (const heard of printer.heard)
      expect([...heard.subarray(0, 3)]).toEqual([0x10, 0x04, 1].slice(0, heard.length));
    expect(Math.max(...printer.heard.map(({ length }) => length))).toBe(3);
  });

  it('R2: that is unplugged, and plugged in again', async () => {
    const ticket = await kiosk.issue();
    const port = await printer.unplug();
    expect(await kiosk.print(ticket)).toBe('SIN_CONEXION');
    await printer.plugIn(port);
    expect(await kiosk.print(ticket)).toBe('IMPRESO');
    expect(textOf(lastSheet())).not.toContain('COPIA');
  });

  it('R2: that is slow, or does not know how to say when it is done, prints all the same', async () => {
    const [first, second] = [await kiosk.issue(), await kiosk.issue()];
    printer.faults.slowMs = 60;
    expect(await kiosk.print(first)).toBe('IMPRESO');
    printer.mend();
    printer.faults.noBarrier = true;
    expect(await kiosk.print(second)).toBe('IMPRESO');
    expect(printer.sheets).toHaveLength(2);
  });

  it('R2: two kiosks with one printer: each slip is whole', async () => {
    const other = await printingKiosk(test, printer);
    const tickets = await Promise.all(Array.from({ length: 6 }, (_, i) => (i % 2 ? kiosk : other).issue()));
    const results = await Promise.all(tickets.map((ticket, i) => (i % 2 ? kiosk : other).print(ticket)));
    expect(results).toEqual(Array.from({ length: 6 }, () => 'IMPRESO'));
    expect(printer.sheets).toHaveLength(6);
    const pages = printer.sheets.map(({ codes }) => codes.join());
    const numbers = printer.sheets.map((sheet) => textOf(sheet)[2]);
    for (const { numero, codigoReferencia } of tickets) {
      const place = numbers.indexOf(numero as string);
      expect(pages[place]).toBe(`https://turnos.banco.cl/t/${codigoReferencia}`);
    }
  });

  it('R2: a printer that hangs keeps nobody from a number, and another printer prints meanwhile', async () => {
    const ticket = await kiosk.issue();
    printer.faults.hangs = true;
    const better = await TestPrinter.start();
    // Long enough that no busy machine ends it: it hangs until it is switched off.
    const { printing } = test.app.get<Config>(CONFIG);
    const { wholeMs } = printing;
    printing.wholeMs = 60_000;
    try {
      const other = await printingKiosk(test, better);
      let over = false;
      const hanging = kiosk.print(ticket).then((result) => {
        over = true;
        return result;
      });
      for (let i = 0; i < 20; i++) expect(await other.issue()).toHaveProperty('numero');
      expect(await other.print(await other.issue())).toBe('IMPRESO');
      expect(over).toBe(false);
      const idle = "select count(*)::int as many from pg_stat_activity where state like 'idle in transaction%'";
      expect(await row(test, `${idle} and datname = current_database()`)).toEqual({ many: 0 });
      await printer.stop();
      expect(await hanging).toBe('SIN_CONEXION');
    } finally {
      printing.wholeMs = wholeMs;
      await better.stop();
    }
  });

  it('CONTRACT: a kiosk without a printer is told so, and nothing is kept', async () => {
    const plain = await printingKiosk(test, null);
    const ticket = await plain.issue();
    expect(await plain.print(ticket)).toBe('SIN_IMPRESORA');
    expect(await rows(test, 'select * from slip where codigo_referencia = $1', [ticket['codigoReferencia']])).toEqual(
      [],
    );
  });

  it('R4: a ticket that is over has no slip; one that never was is not found', async () => {
    const ticket = await kiosk.issue();
    await client(test.url).send('DELETE', `/api/tickets/${ticket['codigoReferencia']}`);
    const over = await kiosk.send('POST', `/api/tickets/${ticket['codigoReferencia']}/print`);
    expect([over.status, over.body.error]).toEqual([409, 'TRANSICION_INVALIDA']);
    const never = await kiosk.send('POST', '/api/tickets/0d4e4a0e-96a1-4a4b-8f3a-1f5f6d3a9c10/print');
    expect([never.status, never.body.error]).toEqual([404, 'TICKET_NO_ENCONTRADO']);
    expect(printer.heard).toEqual([]);
  });

  it('CONTRACT: staff say on which kiosk’s printer; a kiosk prints on its own and no other', async () => {
    const ticket = await kiosk.issue();
    const path = `/api/tickets/${ticket['codigoReferencia']}/print`;
    const maria = await signIn(test.url, 'maria.gonzalez');
    expect((await maria.send('POST', path)).body).toEqual({ result: 'SIN_IMPRESORA' });
    expect((await maria.send('POST', path, { deviceId: kiosk.id })).body).toEqual({ result: 'IMPRESO' });
    expect((await maria.send('POST', path, { deviceId: 999_999 })).status).toBe(404);
    await addSecondBranch(test);
    const north = await signIn(test.url, 'supervisor.norte');
    expect((await north.send('POST', path, { deviceId: kiosk.id })).status).toBe(403);
    const plain = await printingKiosk(test, null);
    expect((await plain.send('POST', path, { deviceId: kiosk.id })).body).toEqual({ result: 'SIN_IMPRESORA' });
    expect(printer.sheets).toHaveLength(1);
  });

  it('CONTRACT: slips are forgotten after two days', async () => {
    const ticket = await kiosk.issue();
    await kiosk.print(ticket);
    const kept = () => rows(test, 'select 1 from slip where codigo_referencia = $1', [ticket['codigoReferencia']]);
    await test.turn('slips');
    expect(await kept()).toHaveLength(1);
    await rows(test, "update slip set at = at - interval '49 hours' where codigo_referencia = $1", [
      ticket['codigoReferencia'],
    ]);
    await test.turn('slips');
    expect(await kept()).toHaveLength(0);
  });
});
