import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { browse } from '../support/people.js';
import { advisorRow, inShort, row, rows, tailAudit } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen } from '../support/socket.js';

const NEXT = 'tres tristes tigres';

describe('advisors, as an ADMIN manages them', () => {
  let branch: TestBranch;
  let url: string;
  let admin: TestClient;
  let people = 0;
  const create = (more: object = {}, by = admin): Promise<Answer> => {
    const email = `asesora.${++people}@banco.com`;
    const advisor = { email, name: 'Asesora Nueva', queueTypes: ['CAJA'], branchOffice: 'CENTRO', ...more };
    return by.send('POST', '/api/admin/advisors', advisor);
  };
  const change = (id: number, body: object, by = admin): Promise<Answer> =>
    by.send('PUT', `/api/admin/advisors/${id}`, body);
  const disable = (id: number): Promise<Answer> => admin.send('DELETE', `/api/admin/advisors/${id}`);
  const listed = async (): Promise<{ id: number; name: string; queueTypes: string[] }[]> =>
    (await admin.send('GET', '/api/admin/advisors?branchOffice=CENTRO')).body.advisors;
  /** Made, signed in, with a password of their own, and ready at a module. */
  const atDesk = async (moduleNumber: number, more: object = {}) => {
    const { body } = await create(more);
    const { email, id } = body.advisor;
    const first = await browse(url, email, body.temporaryPassword);
    const passwords = { currentPassword: body.temporaryPassword, newPassword: NEXT };
    await first.send('POST', '/api/auth/change-password', passwords);
    const ready = await first.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber });
    expect(ready.status).toBe(200);
    return { ...first, id: id as number, userId: body.advisor.userId as number, email: email as string };
  };

  beforeAll(async () => {
    branch = await openBranch();
    url = branch.test.url;
    await addSecondBranch(branch.test);
    admin = await signIn(url, 'admin');
  });
  afterEach(async () => expect(await broken(branch.test)).toEqual({}));
  afterAll(() => branch.test.close());

  it('CONTRACT: somebody new gets an account and a desk; every screen knows at once', async () => {
    const supervisor = await signIn(url, 'supervisor');
    const screen = await listen(url, 'supervisor', { token: supervisor.token });
    const before = screen.of('snapshot')[0]!.payload.state.advisorsSummary.total;
    const heard = await tailAudit(branch.test);
    const { status, body } = await create({ email: 'Nueva@Banco.com', queueTypes: ['CAJA', 'EMPRESAS', 'CAJA'] });
    expect(status).toBe(201);
    expect(body).toEqual({
      advisor: {
        id: expect.any(Number),
        userId: expect.any(Number),
        email: 'nueva@banco.com',
        name: 'Asesora Nueva',
        branchOffice: 'CENTRO',
        queueTypes: ['CAJA', 'EMPRESAS'],
        active: true,
      },
      temporaryPassword: expect.stringMatching(/^[a-z2-9]{4}-/),
    });
    await screen.until('dashboard:changed', ({ state }) => state.advisorsSummary.total === before + 1);
    screen.close();
    const events = await heard();
    expect(events.map(inShort)).toEqual([
      'CONFIG_CAMBIADA nueva@banco.com admin@banco.com',
      'CONFIG_CAMBIADA Asesora Nueva admin@banco.com',
    ]);
    expect(events[1]).toMatchObject({
      entity_type: 'ADVISOR',
      entity_id: String(body.advisor.id),
      old_state: null,
      new_state: { queueTypes: ['CAJA', 'EMPRESAS'], active: true },
    });
    expect((await create({ email: 'nueva@banco.com' })).status).toBe(409);
    const { body: user } = await admin.send('GET', `/api/admin/users/${body.advisor.userId}`);
    expect(user).toMatchObject({ role: 'ADVISOR', advisor: { id: body.advisor.id, active: true } });
  });

  it('CONTRACT: somebody who signs in already gets a desk, and keeps their role and password', async () => {
    const { body } = await create({ email: 'supervisor@banco.com', name: 'Patricia Rojas' });
    expect(body).toMatchObject({ advisor: { email: 'supervisor@banco.com' }, temporaryPassword: null });
    const patricia = await signIn(url, 'supervisor');
    expect((await patricia.send('GET', '/api/auth/me')).body).toMatchObject({
      role: 'SUPERVISOR',
      advisorId: body.advisor.id,
    });
    expect((await patricia.send('GET', '/api/advisor/desk')).status).toBe(200);
  });

  it('CONTRACT: who has no place in the branch is refused, and nothing is made', async () => {
    const before = await row(
      branch.test,
      'select (select count(*) from app_user) + (select count(*) from advisor) as n',
    );
    const refused: [object, number][] = [
      [{ queueTypes: ['CAJA', 'NADA'] }, 404],
      [{ queueTypes: [] }, 400],
      [{ queueTypes: 'CAJA' }, 400],
      [{ email: 'admin@banco.com' }, 409],
      [{ email: 'supervisor.norte@banco.com' }, 409],
      [{ email: 'maria.gonzalez@banco.com' }, 409],
      [{ branchOffice: 'NADA' }, 404],
      [{ branchOffice: undefined }, 400],
    ];
    for (const [wrong, status] of refused) expect([wrong, (await create(wrong)).status]).toEqual([wrong, status]);
    const after = await row(
      branch.test,
      'select (select count(*) from app_user) + (select count(*) from advisor) as n',
    );
    expect(after).toEqual(before);
    const unknown = await create({ queueTypes: ['NADA'] });
    expect([unknown.body.error, unknown.body.colasDisponibles]).toEqual([
      'COLA_NO_ENCONTRADA',
      expect.arrayContaining(['CAJA']),
    ]);
    const north = await signIn(url, 'admin.norte');
    expect((await create({}, north)).status).toBe(403);
  });

  it('R7: new queues count at once: who waits is called', async () => {
    const one = await atDesk(1, { queueTypes: ['EMPRESAS'] });
    const { numero } = await branch.issue('GERENCIA');
    expect((await one.send('GET', '/api/advisor/desk')).body.current).toBeNull();
    const heard = await tailAudit(branch.test);
    const { body } = await change(one.id, { queueTypes: ['EMPRESAS', 'GERENCIA'] });
    expect(body).toMatchObject({ name: 'Asesora Nueva', queueTypes: ['EMPRESAS', 'GERENCIA'], active: true });
    expect((await one.send('GET', '/api/advisor/desk')).body.current.numero).toBe(numero);
    expect((await heard()).map(({ event_type: type }) => type)).toEqual([
      'CONFIG_CAMBIADA',
      'TICKET_ASIGNADO',
      'ADVISOR_ASSIGNED',
    ]);
    expect((await change(one.id, { queueTypes: ['NADA'] })).status).toBe(404);
    expect((await change(one.id, { queueTypes: [] })).status).toBe(400);
    expect((await change(one.id, { name: null })).status).toBe(400);
    await one.send('POST', '/api/advisor/current/complete');
    await disable(one.id);
  });

  it('R7: nobody leaves with a ticket in hand; then they leave every list and screen', async () => {
    const one = await atDesk(2, { queueTypes: ['GERENCIA'] });
    const { numero } = await branch.issue('GERENCIA');
    for (const attempt of [
      disable(one.id),
      change(one.id, { active: false }),
      admin.send('DELETE', `/api/admin/users/${one.userId}`),
    ]) {
      const { status, body } = await attempt;
      expect([status, body.error, body.mensaje]).toEqual([409, 'ASESOR_CON_TICKET', expect.stringContaining(numero)]);
    }
    expect((await one.send('GET', '/api/auth/me')).body.advisorId).toBe(one.id);
    await one.send('POST', '/api/advisor/current/complete');
    const heard = await tailAudit(branch.test);
    expect((await disable(one.id)).status).toBe(204);
    expect((await heard()).map(inShort)).toEqual([
      'ADVISOR_STATUS_CHANGED Asesora Nueva admin@banco.com',
      'CONFIG_CAMBIADA Asesora Nueva admin@banco.com',
    ]);
    expect(await row(branch.test, 'select * from advisor where id = $1', [one.id])).toMatchObject({
      active: false,
      status: 'OFFLINE',
      status_reason: 'DESACTIVADO',
    });
    expect((await listed()).map(({ id }) => id)).not.toContain(one.id);
    expect((await one.send('GET', '/api/auth/me')).body.advisorId).toBeNull();
    expect((await one.send('GET', '/api/advisor/desk')).body.error).toBe('ASESOR_NO_ENCONTRADO');
    await branch.issue('GERENCIA'); // is called to nobody
    expect((await row(branch.test, "select count(*)::int as n from ticket where status = 'ATENDIENDO'"))['n']).toBe(0);
    expect((await disable(one.id)).status).toBe(204);
    expect((await admin.send('DELETE', '/api/admin/advisors/999999')).status).toBe(404);
  });

  it('CONTRACT: who comes back has the same desk, with its history', async () => {
    const luis = await advisorRow(branch.test, 'luis.perez');
    await disable(luis['id']);
    expect((await change(luis['id'], { active: true })).body.active).toBe(true);
    await disable(luis['id']);
    const { body } = await create({ email: 'luis.perez@banco.com', name: 'Luis Pérez Soto' });
    expect(body).toMatchObject({ advisor: { id: luis['id'], name: 'Luis Pérez Soto', queueTypes: ['CAJA'] } });
    expect(body.temporaryPassword).toBeNull();
    expect((await listed()).find(({ id }) => id === luis['id'])).toMatchObject({ name: 'Luis Pérez Soto' });
    const me = await (await signIn(url, 'luis.perez')).send('GET', '/api/auth/me');
    expect(me.body).toMatchObject({ name: 'Luis Pérez Soto', advisorId: luis['id'] });
  });

  it('CONTRACT: a user who is disabled leaves the desk in the same moment, and a new name is the desk’s too', async () => {
    const one = await atDesk(3);
    const renamed = await admin.send('PUT', `/api/admin/users/${one.userId}`, { name: 'Rosa Díaz' });
    expect(renamed.body.name).toBe('Rosa Díaz');
    expect((await one.send('GET', '/api/advisor/desk')).body.advisor.name).toBe('Rosa Díaz');
    const busy = await branch.issue('CAJA');
    expect((await admin.send('DELETE', `/api/admin/users/${one.userId}`)).status).toBe(409);
    await admin.send('POST', `/api/admin/tickets/${busy.codigoReferencia}/cancel`, { reason: 'x' });
    const heard = await tailAudit(branch.test);
    expect((await admin.send('DELETE', `/api/admin/users/${one.userId}`)).status).toBe(204);
    expect((await heard()).map(inShort)).toEqual([
      'ADVISOR_STATUS_CHANGED Rosa Díaz admin@banco.com',
      'NO_ADVISORS_AVAILABLE CENTRO SISTEMA', // of an earlier test somebody waits
      'CONFIG_CAMBIADA Rosa Díaz admin@banco.com',
      `CONFIG_CAMBIADA ${one.email} admin@banco.com`,
    ]);
    expect((await one.send('GET', '/api/auth/me')).status).toBe(401);
    expect((await listed()).map(({ id }) => id)).not.toContain(one.id);
    // The desk is nobody's until they may sign in again.
    expect((await change(one.id, { active: true })).status).toBe(409);
    await admin.send('PUT', `/api/admin/users/${one.userId}`, { active: true });
    expect((await change(one.id, { active: true })).status).toBe(200);
  });

  it('CONTRACT: to another branch by way of leaving this one; the history stays here', async () => {
    const one = await atDesk(4);
    const move = () => admin.send('PUT', `/api/admin/users/${one.userId}`, { branchOffice: 'NORTE' });
    expect((await move()).status).toBe(409);
    await disable(one.id);
    expect((await move()).body).toMatchObject({ branchOffice: 'NORTE', advisor: null });
    expect((await change(one.id, { active: true })).status).toBe(409);
    const { status, body } = await create({ email: one.email, branchOffice: 'NORTE' });
    expect([status, body.temporaryPassword]).toEqual([201, null]);
    expect(body.advisor.id).not.toBe(one.id);
    const desks = await rows(branch.test, 'select active from advisor where user_id = $1 order by id', [one.userId]);
    expect(desks.map(({ active }) => active)).toEqual([false, true]);
  });

  it('R7: a change meets the work of the branch: whatever comes first, nothing breaks', async () => {
    const desks = [await atDesk(1), await atDesk(5)];
    for (let round = 0; round < 6; round++) {
      await Promise.all([
        ...desks.flatMap(({ id }) => [change(id, { active: round % 2 === 1 }), change(id, { queueTypes: ['CAJA'] })]),
        ...desks.map((one) => one.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' })),
        branch.issue('CAJA'),
        branch.issue('CAJA'),
      ]);
      expect(await broken(branch.test)).toEqual({});
    }
    const empty = await rows(
      branch.test,
      `select t.numero from ticket t join advisor a on a.id = t.assigned_advisor_id
       where t.status = 'ATENDIENDO' and not a.active`,
    );
    expect(empty).toEqual([]);
  });
});
