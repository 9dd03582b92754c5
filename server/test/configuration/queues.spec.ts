import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { broken } from '../support/invariants.js';
import { inShort, refusedWhole, tailAudit } from '../support/rows.js';
import { listen } from '../support/socket.js';

const JOVEN = {
  ...{ queueType: 'BANCA_JOVEN', displayName: 'Banca Joven', prefix: 'J', priority: 2 },
  ...{ averageTimeMinutes: 8, targetWaitMinutes: 15 },
};

describe('queues, as an ADMIN configures them', () => {
  let branch: TestBranch;
  let admin: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    admin = await signIn(branch.test.url, 'admin');
  });
  afterEach(async () => {
    expect(await broken(branch.test)).toEqual({});
    await branch.test.close();
  });

  const create = (more: object = {}): Promise<Answer> => admin.send('POST', '/api/admin/queues', { ...JOVEN, ...more });
  const change = (type: string, body: object): Promise<Answer> => admin.send('PUT', `/api/admin/queues/${type}`, body);

  it('R1: a fifth queue is on the kiosk at once, gives numbers, and its customers are called', async () => {
    const kiosk = await listen(branch.test.url, 'kiosk', { token: branch.kiosk.token });
    const heard = await tailAudit(branch.test);
    const { status, body } = await create({ displayName: ' Banca Joven ' });
    expect([status, body]).toEqual([
      201,
      {
        ...JOVEN,
        ...{ alertWaiting: 15, dailyCap: null, enabled: true, text: null },
        ...{ ticketsWaiting: 0, version: expect.any(String) },
      },
    ]);
    const { state } = await kiosk.until('queues:changed');
    expect(state.queues.map(({ queueType }: { queueType: string }) => queueType)).toContain('BANCA_JOVEN');
    kiosk.close();
    expect((await heard()).map(inShort)).toEqual(['CONFIG_CAMBIADA BANCA_JOVEN admin@banco.com']);
    expect((await branch.issue('BANCA_JOVEN')).numero).toBe('J01');
    const { body: advisors } = await admin.send('GET', '/api/admin/advisors');
    const { id } = advisors.advisors.find(({ name }: { name: string }) => name === 'Ana Martínez');
    await admin.send('PUT', `/api/admin/advisors/${id}`, { queueTypes: ['BANCA_JOVEN'] });
    const ana = await branch.ready('ana.martinez', 5);
    expect((await ana.send('GET', '/api/advisor/desk')).body.current.numero).toBe('J01');
  });

  it('R1: what a queue cannot be is refused by its field', async () => {
    const refused = async (more: object) => {
      const [status, error] = await refusedWhole(branch.test, ['queue', 'branch', 'audit_log'], () => create(more));
      const { body } = await create(more);
      return [status, error, ...Object.keys(body.campos)];
    };
    expect(await refused({ queueType: 'CAJA' })).toEqual([409, 'CONFLICTO', 'queueType']);
    expect(await refused({ prefix: 'C' })).toEqual([400, 'VALIDACION_FALLIDA', 'prefix']);
    for (const prefix of ['I', 'O', 'j', '1', 'JJ', '']) {
      expect(await refused({ prefix })).toEqual([400, 'VALIDACION_FALLIDA', 'prefix']);
    }
    for (const queueType of ['joven', '1A', 'A-B', 'A'.repeat(41), '']) {
      expect(await refused({ queueType })).toEqual([400, 'VALIDACION_FALLIDA', 'queueType']);
    }
    expect(await refused({ averageTimeMinutes: 0 })).toEqual([400, 'VALIDACION_FALLIDA', 'averageTimeMinutes']);
    expect(await refused({ displayName: ' ' })).toEqual([400, 'VALIDACION_FALLIDA', 'displayName']);
  });

  it('R2: a letter that gave numbers today is no new queue’s', async () => {
    await branch.issue('CAJA');
    await change('CAJA', { prefix: 'X' });
    expect((await create({ prefix: 'C' })).body.campos.prefix).toContain('hoy');
  });

  it('CONTRACT: an edit of an older version is refused, also when two come at once', async () => {
    const { body } = await admin.send('GET', '/api/admin/queues/CAJA');
    const edits = [3, 4, 5].map((alertWaiting) => change('CAJA', { version: body.version, alertWaiting }));
    const answers = await Promise.all(edits);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const late = answers.find(({ status }) => status === 409)!;
    expect([late.body.error, Object.keys(late.body.campos)]).toEqual(['CONFLICTO', ['version']]);
    const done = answers.find(({ status }) => status === 200)!;
    expect((await change('CAJA', { version: done.body.version, alertWaiting: 9 })).status).toBe(200);
  });

  it('R7: the last queue of somebody at a desk is not disabled; nobody there, it is', async () => {
    const ana = await branch.ready('ana.martinez', 5); // EMPRESAS and GERENCIA
    expect((await admin.send('DELETE', '/api/admin/queues/EMPRESAS')).status).toBe(204);
    const last = () => admin.send('DELETE', '/api/admin/queues/GERENCIA');
    const refused = await refusedWhole(branch.test, ['queue', 'branch', 'audit_log'], last);
    expect(refused).toEqual([409, 'CONFLICTO', expect.stringContaining('Ana Martínez')]);
    expect((await change('GERENCIA', { enabled: false })).body.campos).toHaveProperty('enabled');
    expect((await change('GERENCIA', { priority: 3 })).status).toBe(200); // another change is no harm
    await ana.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'almuerzo' });
    expect((await last()).status).toBe(204);
    await expect(branch.issue('GERENCIA')).rejects.toThrow('COLA_NO_ENCONTRADA');
  });
});
