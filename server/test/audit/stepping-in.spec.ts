import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { advisorRow, type Row } from '../support/rows.js';
import { AGENT, BUSY, freed, nobody, tells, waiting, type Command } from './told.js';

const CARLOS = 'carlos.rodriguez';
const BOSS = 'supervisor@banco.com';

describe('what a supervisor does about the day tells of itself, once and completely', () => {
  let branch: TestBranch;
  let supervisor: TestClient;

  beforeEach(async () => {
    branch = await openBranch({ recallCooldownSeconds: 0 });
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(() => branch.test.close());

  const good = async (method: 'POST' | 'PUT', path: string, body: object): Promise<void> => {
    const answer = await supervisor.send(method, `/api/admin/${path}`, body, { 'user-agent': AGENT });
    expect([answer.status, answer.status < 300 ? '' : answer.body]).toEqual([200, '']);
  };
  const called = async (): Promise<Row> => {
    await branch.ready(CARLOS);
    const ticket = await branch.issue();
    branch.test.clock.advance(MINUTE);
    return ticket;
  };

  const ROUTES: Record<string, () => Promise<Command>> = {
    'POST /api/admin/tickets/{codigoReferencia}/call-back': async () => {
      const { codigoReferencia } = await called();
      const told = { event: 'TICKET_RELLAMADO', by: BOSS, old: { recallCount: 0 }, data: { recallCount: 1 } };
      const path = `tickets/${codigoReferencia}/call-back`;
      return {
        act: () => good('POST', path, { reason: 'está en la puerta' }),
        told: [{ ...told, data: { recallCount: 1, reason: 'está en la puerta' } }],
      };
    },
    'POST /api/admin/advisors/{id}/release': async () => {
      const { numero } = await called();
      const { id } = await advisorRow(branch.test, CARLOS);
      const reason = 'su equipo no responde';
      return {
        act: () => good('POST', `advisors/${id}/release`, { numero, ticket: 'DEVUELTO', reason }),
        told: [
          {
            ...{ event: 'ADVISOR_STATUS_CHANGED', by: BOSS, old: { ...BUSY, reason: null } },
            new: { ...BUSY, reason, offlineAfterCurrent: true },
          },
          {
            ...{ event: 'TICKET_DEVUELTO', by: BOSS, old: { status: 'ATENDIENDO' } },
            ...{ new: waiting, data: { reason, positionInQueue: 1 } },
          },
          { ...freed, old: { ...BUSY, reason }, new: { status: 'OFFLINE', reason } },
          nobody,
        ],
      };
    },
    'PUT /api/admin/queues/{type}/open': async () => {
      const close = { open: false, text: 'Vuelva a las 12', reason: 'falta personal' };
      return {
        act: () => good('PUT', 'queues/CAJA/open', close),
        told: [
          {
            ...{ event: 'CONFIG_CAMBIADA', by: BOSS, old: { enabled: true, notice: null } },
            ...{ new: { enabled: false, notice: close.text }, data: { reason: close.reason } },
          },
        ],
      };
    },
    'PUT /api/admin/branch/status': async () => {
      const pause = { status: 'PAUSED', text: 'Corte de luz', reason: 'sin energía' };
      return {
        act: () => good('PUT', 'branch/status', pause),
        told: [
          {
            ...{ event: 'CONFIG_CAMBIADA', by: BOSS, old: { status: 'OPEN', notice: null } },
            ...{ new: { status: 'PAUSED', notice: pause.text }, data: { reason: pause.reason } },
          },
        ],
      };
    },
  };

  it.each(Object.keys(ROUTES))('R10: %s', async (name) => tells(branch.test, await ROUTES[name]!()));
});
