import { Transactions } from '../../../src/platform/database/transactions.js';
import { MINUTE, openBranch, type TestBranch } from '../../support/branch.js';
import { client, pairDevice, type TestClient } from '../../support/client.js';
import { checked, documentOf } from '../../support/contract.js';
import { branchRow, rows } from '../../support/rows.js';

describe('board and health', () => {
  let branch: TestBranch;
  let display: TestClient;
  let anybody: TestClient;

  beforeAll(async () => {
    branch = await openBranch();
    display = checked(await pairDevice(branch.test.url, 'DISPLAY'), documentOf(branch.test.app));
    anybody = checked(client(branch.test.url), documentOf(branch.test.app));
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => branch.test.close());

  it('CONTRACT: the board before anybody came', async () => {
    const { body } = await display.send('GET', '/api/board');
    const { revision } = await branchRow(branch.test);
    expect(body).toEqual({
      protocol: 1,
      revision,
      at: new Date(branch.test.clock.now()).toISOString(),
      state: {
        branch: {
          code: 'CENTRO',
          name: 'Sucursal Centro',
          timeZone: 'America/Santiago',
          open: true,
          reason: null,
          opensAt: null,
          closesAt: null,
          text: null,
          texts: null,
          holiday: null,
        },
        waiting: [
          { queueType: 'CAJA', displayName: 'Caja', prefix: 'C', waiting: 0, onDuty: false },
          { queueType: 'PERSONAL_BANKER', displayName: 'Personal Banker', prefix: 'P', waiting: 0, onDuty: false },
          { queueType: 'EMPRESAS', displayName: 'Empresas', prefix: 'E', waiting: 0, onDuty: false },
          { queueType: 'GERENCIA', displayName: 'Gerencia', prefix: 'G', waiting: 0, onDuty: false },
        ],
        called: [],
        notices: [],
      },
    });
  });

  it('CONTRACT: the board shows the last call first, and who is no longer served after', async () => {
    const { clock } = branch.test;
    await branch.issue('CAJA');
    await branch.issue('CAJA');
    await branch.issue('CAJA');
    const maria = await branch.ready('maria.gonzalez', 3);
    const firstCall = new Date(clock.now()).toISOString();
    clock.advance(5 * MINUTE);
    await maria.send('POST', '/api/advisor/current/complete', {});
    const secondCall = new Date(clock.now()).toISOString();
    clock.advance(MINUTE);
    await maria.send('POST', '/api/advisor/current/recall');
    await rows(branch.test, "update branch set notice = 'Cerramos a las 14'");
    const { state } = (await display.send('GET', '/api/board')).body;
    const common = { moduleNumber: 3, queueType: 'CAJA' };
    expect(state.called).toEqual([
      {
        ...common,
        numero: 'C02',
        calledAt: secondCall,
        lastCalledAt: new Date(clock.now()).toISOString(),
        recallCount: 1,
        serving: true,
      },
      { ...common, numero: 'C01', calledAt: firstCall, lastCalledAt: firstCall, recallCount: 0, serving: false },
    ]);
    expect(state.waiting[0]).toMatchObject({ queueType: 'CAJA', waiting: 1 });
    expect(state.notices).toEqual([{ id: 'branch', text: { es: 'Cerramos a las 14' } }]);
    expect(state.branch.text).toBe('Cerramos a las 14');
  });

  it('CONTRACT: health says UP, the version and each component', async () => {
    const { status, body } = await anybody.send('GET', '/api/health');
    expect(status).toBe(200);
    expect(body).toEqual({
      status: 'UP',
      timestamp: expect.any(String),
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      components: {
        database: { status: 'UP' },
        telegram: { status: 'OFF' },
        schedulers: { status: 'UP' },
        redis: { status: 'OFF' },
      },
    });
  });

  it('R11: a job that fails is reported and does not make the server DOWN', async () => {
    await rows(branch.test, 'alter table job_lease rename to job_lease_elsewhere');
    await branch.test.turn('positions');
    await rows(branch.test, 'alter table job_lease_elsewhere rename to job_lease');
    const failing = await anybody.send('GET', '/api/health');
    expect([failing.status, failing.body.status]).toEqual([200, 'UP']);
    expect(failing.body.components.schedulers).toEqual({ status: 'DOWN', detail: 'positions' });
    await branch.test.turn('positions');
    expect((await anybody.send('GET', '/api/health')).body.components.schedulers).toEqual({ status: 'UP' });
    const [event] = await rows(branch.test, "select entity_id from audit_log where event_type = 'SCHEDULER_ERROR'");
    expect(event).toEqual({ entity_id: 'positions' });
  });

  it('CONTRACT: health is 503 DOWN when the database is away, and says nothing of why', async () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
    jest.spyOn(branch.test.app.get(Transactions), 'query').mockRejectedValue(gone);
    const { status, body, headers } = await client(branch.test.url).send('GET', '/api/health');
    expect([status, body.status, body.components.database]).toEqual([503, 'DOWN', { status: 'DOWN' }]);
    expect(JSON.stringify(body)).not.toContain('10.0.0.7');
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    const refused = await client(branch.test.url, display.token).send('GET', '/api/board');
    expect([refused.status, refused.body.error]).toEqual([503, 'SERVICIO_NO_DISPONIBLE']);
    expect(JSON.stringify(refused.body)).not.toContain('10.0.0.7');
  });
});
