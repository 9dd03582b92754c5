import type { Alert } from '@ticketero/contract';

import { startApp, type TestApp } from '../support/app.js';
import { pairDevice, signIn, type TestClient } from '../support/client.js';
import { printingKiosk, type PrintingKiosk } from '../support/printer/kiosk.js';
import { TestPrinter } from '../support/printer/printer.js';
import { branchRow, row, type Row } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

const MINUTE = 60_000;

describe('supervisors are told of printers and of sound', () => {
  let test: TestApp;
  let printer: TestPrinter;
  let kiosk: PrintingKiosk;
  let admin: TestClient;
  let supervisor: TestClient;
  let hall: Listener;

  beforeEach(async () => {
    test = await startApp();
    printer = await TestPrinter.start();
    kiosk = await printingKiosk(test, printer);
    admin = await signIn(test.url, 'admin');
    supervisor = await signIn(test.url, 'supervisor');
    hall = await listen(test.url, 'supervisor', { token: supervisor.token });
  });
  afterEach(async () => {
    hall.close();
    await printer.stop();
    await test.close();
  });

  /** After the keeper's next look. */
  const alerts = async (type: Alert['type']): Promise<Alert[]> => {
    await test.turn('alerts');
    const { body } = await supervisor.send('GET', '/api/admin/dashboard');
    return (body.alerts as Alert[]).filter((alert) => alert.type === type);
  };
  const device = (id: number): Promise<Row> => row(test, 'select *, xmin from device where id = $1', [id]);
  const failing = async (faults: Partial<TestPrinter['faults']>): Promise<Row> => {
    Object.assign(printer.faults, faults);
    const ticket = await kiosk.issue();
    await kiosk.print(ticket);
    return ticket;
  };

  it('R14: which kiosk, what is wrong and what to do, from the first slip that did not come out until one does', async () => {
    const { name } = await device(kiosk.id);
    const ticket = await failing({ paperOut: true });
    const [alert] = await alerts('IMPRESORA');
    const now = new Date(test.clock.now()).toISOString();
    expect(alert).toEqual({
      id: expect.any(Number),
      type: 'IMPRESORA',
      severity: 'WARNING',
      queueType: null,
      deviceId: kiosk.id,
      message: `${name}: la impresora no tiene papel`,
      timestamp: now,
      raisedAt: now,
      acknowledgedBy: null,
      acknowledgedAt: null,
      recommendedAction: 'Cambia el rollo y cierra la tapa',
      facts: { device: name, printer: 'SIN_PAPEL' },
    });
    expect((await hall.until('alert:raised', ({ alert: { type } }) => type === 'IMPRESORA')).alert).toEqual(alert);
    printer.mend();
    await kiosk.print(ticket);
    expect(await alerts('IMPRESORA')).toEqual([]);
    await hall.until('alert:cleared', ({ alert: { deviceId } }) => deviceId === kiosk.id);
    expect(hall.of('alert:raised').filter(({ payload }) => payload.alert.type === 'IMPRESORA')).toHaveLength(1);
  });

  it('R14: another reason is said, since the first; the same again moves no screen', async () => {
    await failing({ paperOut: true });
    const since = (await alerts('IMPRESORA'))[0]?.timestamp;
    test.clock.advance(5 * MINUTE);
    const ticket = await failing({ coverOpen: true });
    const [alert] = await alerts('IMPRESORA');
    expect(alert).toMatchObject({ timestamp: since, message: expect.stringContaining('tapa abierta') });
    const { revision } = await branchRow(test);
    await kiosk.print(ticket);
    expect((await branchRow(test))['revision']).toBe(revision);
  });

  it.each([
    ['has no paper', { paperOut: true }, 'no tiene papel'],
    ['is open', { coverOpen: true }, 'tiene la tapa abierta'],
    ['has an error', { error: true }, 'tiene una falla'],
    ['is off line', { offLine: true }, 'está fuera de línea'],
    ['hangs', { hangs: true }, 'no responde'],
  ])('R14: a printer that %s has words of its own', async (_, faults, said) => {
    await failing(faults);
    expect((await alerts('IMPRESORA'))[0]?.message).toContain(said);
  });

  it('R14: two kiosks are two alerts', async () => {
    const other = await printingKiosk(test, printer);
    await failing({ paperOut: true });
    await other.print(await other.issue());
    expect((await alerts('IMPRESORA')).map(({ deviceId }) => deviceId)).toEqual([kiosk.id, other.id]);
    await hall.until('alert:raised', ({ alert }) => alert.deviceId === other.id);
    expect(hall.of('alert:cleared')).toEqual([]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a test page comes out',
      async () => {
        printer.mend();
        expect((await admin.send('POST', `/api/admin/devices/${kiosk.id}/test-page`)).body).toEqual({
          result: 'IMPRESO',
        });
      },
    ],
    [
      'it has another printer',
      () => admin.send('PUT', `/api/admin/devices/${kiosk.id}`, { printer: { host: '10.0.0.9' } }),
    ],
    ['it has none any more', () => admin.send('PUT', `/api/admin/devices/${kiosk.id}`, { printer: null })],
    ['the kiosk is revoked', () => admin.send('DELETE', `/api/admin/devices/${kiosk.id}`)],
  ])('R14: the alert ends when %s', async (_, act) => {
    await failing({ paperOut: true });
    expect(await alerts('IMPRESORA')).toHaveLength(1);
    await act();
    expect(await alerts('IMPRESORA')).toEqual([]);
    await hall.until('alert:cleared', ({ alert: { type } }) => type === 'IMPRESORA');
  });

  it('R14: a kiosk with another name and the same printer keeps its alert, under that name', async () => {
    await failing({ paperOut: true });
    await admin.send('PUT', `/api/admin/devices/${kiosk.id}`, { name: 'Tótem del patio' });
    expect((await alerts('IMPRESORA'))[0]?.message).toContain('Tótem del patio: ');
  });

  it('CONTRACT: the list of devices says what became of the last print', async () => {
    await failing({ paperOut: true });
    const { body } = await admin.send('GET', '/api/admin/devices');
    expect(body.devices.find(({ id }: { id: number }) => id === kiosk.id)).toMatchObject({
      lastPrint: { result: 'SIN_PAPEL', at: new Date(test.clock.now()).toISOString() },
      printer: { ...printer.setup, columns: 48, codePage: 'windows1252' },
      sound: null,
    });
  });

  it('R14: a screen that may not sound, until it says otherwise', async () => {
    const display = await pairDevice(test.url, 'DISPLAY');
    const report = async (sound?: string) =>
      expect((await display.send('POST', '/api/devices/report', sound ? { sound } : {})).status).toBe(204);
    await report('ON');
    expect(await alerts('SONIDO_BLOQUEADO')).toEqual([]);
    await report('BLOCKED');
    const [alert] = await alerts('SONIDO_BLOQUEADO');
    const timestamp = new Date(test.clock.now()).toISOString();
    expect(alert).toMatchObject({ severity: 'WARNING', timestamp, recommendedAction: 'Toca una vez esa pantalla' });
    expect(alert?.facts).toEqual({ device: 'DISPLAY de prueba' });
    expect(alert?.message).toMatch(/^DISPLAY de prueba: /);
    await hall.until('alert:raised', ({ alert: { type } }) => type === 'SONIDO_BLOQUEADO');
    test.clock.advance(MINUTE);
    await report('BLOCKED');
    await report();
    expect(await alerts('SONIDO_BLOQUEADO')).toEqual([alert]);
    await report('MUTED');
    expect(await alerts('SONIDO_BLOQUEADO')).toEqual([]);
    await hall.until('alert:cleared', ({ alert: { type } }) => type === 'SONIDO_BLOQUEADO');
  });

  it('CONTRACT: a report of nothing new writes nothing, and moves no screen', async () => {
    const display = await pairDevice(test.url, 'DISPLAY');
    const send = (sound: string) => display.send('POST', '/api/devices/report', { sound });
    await send('BLOCKED');
    const { id } = await row(test, "select id from device where sound = 'BLOCKED'");
    const [before, { revision }] = [await device(id), await branchRow(test)];
    for (let i = 0; i < 3; i++) await send('BLOCKED');
    expect(await device(id)).toEqual(before);
    expect((await branchRow(test))['revision']).toBe(revision);
    expect(before['last_seen_at']).not.toBeNull();
  });

  it('CONTRACT: what a kiosk says of its sound is kept, and is no alert: who uses it has touched it', async () => {
    await kiosk.send('POST', '/api/devices/report', { sound: 'BLOCKED' });
    expect(await device(kiosk.id)).toMatchObject({ sound: 'BLOCKED' });
    expect(await alerts('SONIDO_BLOQUEADO')).toEqual([]);
  });
});
