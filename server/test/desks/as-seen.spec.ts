import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';

/** Two screens of the same advisor: a command counts for the ticket that its screen showed. */
describe('as seen', () => {
  let branch: TestBranch;
  let luis: TestClient;

  beforeEach(async () => {
    branch = await openBranch();
    luis = await branch.ready('luis.perez');
  });
  afterEach(() => branch.test.close());

  const desk = async () => (await luis.send('GET', '/api/advisor/desk')).body;
  const post = (verb: string, seen: string, body?: object) =>
    luis.send('POST', `/api/advisor/${verb}`, body, { 'desk-ticket': seen });

  it('R4: every command of a screen that is behind is refused with what is there now, and changes nothing', async () => {
    const first = await branch.issue();
    await branch.issue();
    await branch.issue();
    expect((await post('current/complete', first.codigoReferencia, {})).status).toBe(200);
    const before = await desk();
    expect(before.current.numero).toBe('C02');
    const late: [string, object?][] = [
      ['current/start'],
      ['current/recall'],
      ['current/complete', {}],
      ['current/no-show'],
      ['current/return', {}],
      ['current/transfer', { queueType: 'PERSONAL_BANKER' }],
      ['call-next', { finish: 'COMPLETADO' }],
      ['undo'],
    ];
    for (const [verb, body] of late) {
      const { status, body: problem } = await post(verb, first.codigoReferencia, body);
      expect([verb, status, problem.error, problem.mensaje]).toEqual([
        verb,
        409,
        'TRANSICION_INVALIDA',
        'Tu puesto cambió mientras tanto: ahora está C02. No se hizo nada',
      ]);
    }
    expect(await desk()).toEqual(before);
    expect((await post('current/start', before.current.codigoReferencia)).status).toBe(200);
  });

  it('R4: an empty desk that was seen: nobody is called over somebody who has just come', async () => {
    await branch.issue();
    expect((await post('call-next', 'none', {})).body.mensaje).toContain('ahora está C01');
    await luis.send('POST', '/api/advisor/current/no-show');
    expect((await post('current/complete', (await branch.issue()).codigoReferencia, {})).status).toBe(200);
    expect((await post('call-next', 'none', {})).status).toBe(204);
  });

  it('Lesson 23: a desk is told which queues nobody on duty serves, and how many wait there', async () => {
    await branch.issue('EMPRESAS');
    await branch.issue('EMPRESAS');
    const empresas = { queueType: 'EMPRESAS', displayName: 'Empresas', waiting: 2 };
    expect((await desk()).unattended).toEqual([
      empresas,
      { queueType: 'GERENCIA', displayName: 'Gerencia', waiting: 0 },
    ]);
    await branch.ready('ana.martinez');
    expect((await desk()).unattended).toEqual([]);
    await luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'PAUSA' });
    expect((await desk()).unattended.map((queue: { queueType: string }) => queue.queueType)).toEqual([
      'CAJA',
      'PERSONAL_BANKER',
    ]);
  });

  it('R5: the reason of a call names its queue, so that its priority can be told', async () => {
    await branch.issue();
    expect((await desk()).current.callReason).toMatchObject({ queueType: 'CAJA' });
    const supervisor = await signIn(branch.test.url, 'supervisor');
    const { advisors } = (await supervisor.send('GET', '/api/admin/advisors')).body;
    const reasons = advisors.flatMap((one: { callReason: object | null }) => one.callReason ?? []);
    expect(reasons).toEqual([expect.objectContaining({ queueType: 'CAJA' })]);
  });
});
