import { PAIRING_MS } from '../../../src/identity/tokens.js';
import { WallClock } from '../../../src/platform/clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { client, signIn, type Answer, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';
import { row, rows } from '../../support/rows.js';
import { addSecondBranch } from '../../support/second-branch.js';

describe('devices', () => {
  let test: TestApp;
  let admin: TestClient;
  const as = (token = ''): TestClient => checked(client(test.url, token), documentOf(test.app));
  const create = async (kind = 'KIOSK'): Promise<Answer['body']> =>
    (await admin.send('POST', '/api/admin/devices', { kind, name: 'Entrada', branchOffice: 'CENTRO' })).body;
  const pair = (pairingCode: unknown): Promise<Answer> => as().send('POST', '/api/devices/pair', { pairingCode });
  /** Whether a kiosk's token opens a door that only a token opens. */
  const works = async (token: string): Promise<boolean> =>
    (await as(token).send('GET', '/api/tickets/by-rut/12345678-9')).status === 200;

  beforeAll(async () => {
    test = await startApp();
    const { token } = await signIn(test.url, 'admin');
    admin = as(token);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => test.close());

  it('CONTRACT: created with a code of six digits that is good for ten minutes', async () => {
    const before = Date.now();
    const { status, body } = await admin.send('POST', '/api/admin/devices', { kind: 'DISPLAY', name: '  Sala ' });
    const after = Date.now();
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(['branchOffice', 'expiresAt', 'id', 'kind', 'name', 'pairingCode']);
    expect(body).toMatchObject({ kind: 'DISPLAY', name: 'Sala', branchOffice: 'CENTRO' });
    expect(body.pairingCode).toMatch(/^\d{6}$/);
    expect(Date.parse(body.expiresAt)).toBeGreaterThanOrEqual(before + 10 * 60_000);
    expect(Date.parse(body.expiresAt)).toBeLessThanOrEqual(after + 10 * 60_000);
    const stored = JSON.stringify(await rows(test, 'select p::text as line from pairing_code p'));
    expect(stored).not.toContain(body.pairingCode);
  });

  it('CONTRACT: a code pairs once, and gives {deviceToken, kind, branch}', async () => {
    const { id, pairingCode } = await create();
    const { status, body } = await pair(pairingCode);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['branch', 'deviceToken', 'kind']);
    expect(body).toMatchObject({ kind: 'KIOSK', branch: { code: 'CENTRO', name: 'Sucursal Centro', moduleCount: 5 } });
    expect(body.branch.timeZone).toBe('America/Santiago');
    expect(await works(body.deviceToken)).toBe(true);
    const { line } = await row(test, 'select d::text as line from device d where id = $1', [id]);
    expect(line).not.toContain(body.deviceToken);

    const again = await pair(pairingCode);
    expect([again.status, again.body.error]).toEqual([400, 'VALIDACION_FALLIDA']);
    expect(again.body.campos).toEqual({ pairingCode: 'El código no es válido o ya venció' });
  });

  it('CONTRACT: twenty who try one code at once: one of them has it', async () => {
    const { pairingCode } = await create();
    const answers = await Promise.all(Array.from({ length: 20 }, () => pair(pairingCode)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(19);
  });

  it('CONTRACT: a code is dead after ten minutes', async () => {
    const before = Date.now();
    const [early, late] = [await create(), await create()];
    const after = Date.now();
    const clock = jest.spyOn(test.app.get(WallClock), 'now');
    clock.mockReturnValue(before + PAIRING_MS - 1);
    expect((await pair(early.pairingCode)).status).toBe(200);
    clock.mockReturnValue(after + PAIRING_MS + 1);
    expect((await pair(late.pairingCode)).status).toBe(400);
  });

  it('CONTRACT: a wrong code is a 400 that says what a code is', async () => {
    for (const wrong of ['12345', '1234567', 'abcdef', '', 123456, null]) {
      const { status, body } = await pair(wrong);
      expect([status, body.campos.pairingCode]).toEqual([400, expect.any(String)]);
    }
    expect((await pair('12345a')).body.mensaje).toBe('El código tiene 6 dígitos');
  });

  it('CONTRACT: a new code ends the one before; paired with it, the old token ends', async () => {
    const made = await create();
    const first = await pair(made.pairingCode);
    const unused = await admin.send('POST', `/api/admin/devices/${made.id}/pairing-code`);
    const fresh = await admin.send('POST', `/api/admin/devices/${made.id}/pairing-code`);
    expect(fresh.status).toBe(201);
    expect(fresh.body).toMatchObject({ id: made.id, name: 'Entrada', kind: 'KIOSK' });
    expect((await pair(unused.body.pairingCode)).status).toBe(400);
    expect(await works(first.body.deviceToken)).toBe(true);
    const second = await pair(fresh.body.pairingCode);
    expect(await works(first.body.deviceToken)).toBe(false);
    expect(await works(second.body.deviceToken)).toBe(true);
  });

  it('CONTRACT: a revoked device is out at once, for good, and so is its code', async () => {
    const made = await create();
    const { body: paired } = await pair(made.pairingCode);
    const { body: next } = await admin.send('POST', `/api/admin/devices/${made.id}/pairing-code`);
    expect(await works(paired.deviceToken)).toBe(true);
    expect((await admin.send('DELETE', `/api/admin/devices/${made.id}`)).status).toBe(204);
    expect(await works(paired.deviceToken)).toBe(false);
    expect((await pair(next.pairingCode)).status).toBe(400);
    expect((await admin.send('DELETE', `/api/admin/devices/${made.id}`)).status).toBe(404);
    expect((await admin.send('POST', `/api/admin/devices/${made.id}/pairing-code`)).status).toBe(404);
    const events = await rows(
      test,
      "select event_type, actor from audit_log where entity_type = 'DEVICE' and entity_id = $1 order by id",
      [String(made.id)],
    );
    expect(events).toEqual([
      { event_type: 'DEVICE_REGISTRADO', actor: 'admin@banco.com' },
      { event_type: 'DEVICE_VINCULADO', actor: 'CLIENTE' },
      { event_type: 'CONFIG_CAMBIADA', actor: 'admin@banco.com' }, // a new code
      { event_type: 'DEVICE_REVOCADO', actor: 'admin@banco.com' },
    ]);
  });

  it('CONTRACT: a device needs a name, a kind and a branch that is there', async () => {
    const refused = async (body: object) => (await admin.send('POST', '/api/admin/devices', body)).body;
    expect((await refused({ kind: 'KIOSK' })).campos).toHaveProperty('name');
    expect((await refused({ kind: 'KIOSK', name: '   ' })).campos).toHaveProperty('name');
    expect((await refused({ kind: 'PRINTER', name: 'x' })).campos).toEqual({ kind: 'Debe ser uno de: KIOSK, DISPLAY' });
    expect((await refused({ kind: 'KIOSK', name: 'x', branchOffice: 'LUNA' })).error).toBe('SUCURSAL_NO_ENCONTRADA');
    // A name fits by the characters that people see, whatever they are made of.
    expect((await refused({ kind: 'KIOSK', name: `x${'\ufe0f'.repeat(100)}` })).campos).toHaveProperty('name');
  });

  it('CONTRACT: the list says what each is waiting for, and when it was last there', async () => {
    await addSecondBranch(test);
    const made = await create('DISPLAY');
    const found = async (query = '', by = admin) => {
      const { body } = await by.send('GET', `/api/admin/devices${query}`);
      return body.devices.find(({ id }: { id: number }) => id === made.id);
    };
    expect(await found()).toEqual({
      id: made.id,
      kind: 'DISPLAY',
      name: 'Entrada',
      branchOffice: 'CENTRO',
      pairedAt: null,
      lastSeenAt: null,
      revokedAt: null,
      pairing: { expiresAt: made.expiresAt },
      sound: null,
      printer: null,
      lastPrint: null,
    });
    const { body } = await pair(made.pairingCode);
    await client(test.url, body.deviceToken).send('GET', '/api/board');
    const paired = await found('?branchOffice=CENTRO');
    expect(paired).toMatchObject({ pairing: null, revokedAt: null });
    expect(Date.parse(paired.lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(paired.pairedAt));
    await admin.send('DELETE', `/api/admin/devices/${made.id}`);
    expect((await found()).revokedAt).not.toBeNull();
    expect(await found('?branchOffice=NORTE')).toBeUndefined();
    const north = as((await signIn(test.url, 'admin.norte')).token);
    expect(await found('', north)).toBeUndefined();
    expect((await north.send('GET', '/api/admin/devices?branchOffice=CENTRO')).status).toBe(403);
  });
});
