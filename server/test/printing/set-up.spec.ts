import { startApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { printingKiosk, type PrintingKiosk } from '../support/printer/kiosk.js';
import { textOf } from '../support/printer/paper.js';
import { TestPrinter } from '../support/printer/printer.js';
import { row, rows } from '../support/rows.js';

describe('a printer is set up', () => {
  let test: TestApp;
  let admin: TestClient;
  let printer: TestPrinter;
  let kiosk: PrintingKiosk;

  const closed = { connectMs: 300, wholeMs: 1_000, loopback: false };
  beforeAll(async () => {
    test = await startApp({ config: { printing: closed } });
    admin = await signIn(test.url, 'admin');
    kiosk = await printingKiosk(test, null);
    printer = await TestPrinter.start();
  });
  afterAll(async () => {
    await printer.stop();
    await test.close();
  });

  const change = (body: object, id = kiosk.id) => admin.send('PUT', `/api/admin/devices/${id}`, body);

  it('R10: name and printer, each by itself, with what was before and what is now in the log', async () => {
    const setup = { host: '10.20.1.50', port: 9100, columns: 48, codePage: 'windows1252' };
    expect((await change({ name: ' Entrada ', printer: { host: '10.20.1.50' } })).body).toMatchObject({
      name: 'Entrada',
      printer: setup,
    });
    const other = { host: 'tm-t20.centro.banco.cl', port: 9101, columns: 42, codePage: 'cp858' };
    expect((await change({ printer: other })).body).toMatchObject({ name: 'Entrada', printer: other });
    expect((await change({ name: 'Patio' })).body).toMatchObject({ name: 'Patio', printer: other });
    expect((await change({ printer: null })).body).toMatchObject({ name: 'Patio', printer: null });
    const events = await rows(
      test,
      `select entity_identifier as name, actor, old_state, new_state from audit_log
        where event_type = 'CONFIG_CAMBIADA' and entity_type = 'DEVICE' and entity_id = $1 order by id desc limit 4`,
      [String(kiosk.id)],
    );
    expect(events.map((event) => event['actor'])).toEqual(Array(4).fill('admin@banco.com'));
    expect(events[0]).toMatchObject({ old_state: { name: 'Patio', printer: other }, new_state: { printer: null } });
    expect(events[2]).toMatchObject({ old_state: { printer: setup }, new_state: { name: 'Entrada', printer: other } });
  });

  it.each([
    ['http://10.0.0.1', 'printer.host'],
    ['10.0.0.1:9100', 'printer.host'],
    ['10.0.0.1/x', 'printer.host'],
    ['user@printer', 'printer.host'],
    ['un nombre', 'printer.host'],
    ['1:2', 'printer.host'],
    ['10.0.0.300', 'printer.host'],
    ['', 'printer.host'],
    ['-'.repeat(254), 'printer.host'],
  ])('CONTRACT: %p is no host', async (host, field) => {
    const { status, body } = await change({ printer: { host } });
    expect([status, Object.keys(body.campos)]).toEqual([400, [field]]);
  });

  it('CONTRACT: ports, columns, letters and fields that there are, and nothing else', async () => {
    const host = '10.0.0.1';
    for (const wrong of [
      { port: 0 },
      { port: 65_536 },
      { port: '9100' },
      { columns: 44 },
      { codePage: 'utf8' },
      { path: 'x' },
    ]) {
      expect((await change({ printer: { host, ...wrong } })).status).toBe(400);
    }
    for (const wrong of ['10.0.0.1', [], [{ host }], 7]) expect((await change({ printer: wrong })).status).toBe(400);
    expect((await row(test, 'select printer from device where id = $1', [kiosk.id]))['printer']).toBeNull();
  });

  it('CONTRACT: a screen has none, and a device that is revoked is not there', async () => {
    const body = { kind: 'DISPLAY', name: 'Sala', branchOffice: 'CENTRO' };
    const { id } = (await admin.send('POST', '/api/admin/devices', body)).body;
    expect((await change({ printer: { host: '10.0.0.1' } }, id)).body.campos).toHaveProperty('printer');
    expect((await change({ name: 'Sala 2' }, id)).body.name).toBe('Sala 2');
    await admin.send('DELETE', `/api/admin/devices/${id}`);
    expect((await change({ name: 'x' }, id)).status).toBe(404);
    expect((await admin.send('POST', `/api/admin/devices/${id}/test-page`)).status).toBe(404);
  });

  it.each([
    '127.0.0.1',
    '127.8.9.1',
    '::1',
    '::ffff:127.0.0.1',
    '0.0.0.0',
    '169.254.169.254',
    'fe80::1',
    '224.0.0.1',
    '255.255.255.255',
  ])('R14: this machine and what is nobody’s printer is refused: %s', async (host) => {
    expect((await change({ printer: { host } })).body.campos).toHaveProperty(['printer.host']);
  });

  it('R14: nor is it reached when a row says so all the same', async () => {
    const local = JSON.stringify({ ...printer.setup, columns: 48, codePage: 'windows1252' });
    await rows(test, 'update device set printer = $1 where id = $2', [local, kiosk.id]);
    expect(await kiosk.print(await kiosk.issue())).toBe('SIN_CONEXION');
    expect(printer.heard).toEqual([]);
    await change({ printer: null });
  });

  it('CONTRACT: a test page says so, and needs a printer', async () => {
    const page = () => admin.send('POST', `/api/admin/devices/${kiosk.id}/test-page`);
    expect((await page()).body).toEqual({ result: 'SIN_IMPRESORA' });
    await change({ printer: { host: 'no-hay-tal-impresora.invalid' } });
    expect((await page()).body).toEqual({ result: 'SIN_CONEXION' });
    // From here on somebody answers: a busy machine must not look like one who does not.
    Object.assign(closed, { loopback: true, connectMs: 30_000, wholeMs: 60_000 });
    await change({ printer: printer.setup });
    expect((await page()).body).toEqual({ result: 'IMPRESO' });
    expect(textOf(printer.sheets[0])).toContain('Página de prueba');
    expect(await rows(test, 'select 1 from slip')).toHaveLength(1); // of the one ticket; a page is none
  });
});
