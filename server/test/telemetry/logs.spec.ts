import { createLogger } from '../../src/platform/logger.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import type { Config } from '../../src/platform/config.js';
import { openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { client } from '../support/client.js';
import { branchRow } from '../support/rows.js';

const LEVELS = { debug: 20, info: 30, warn: 40, error: 50 };
const RUT = '12345678-5';
const NAME = 'Carlos';

interface Line {
  level: number;
  time: string;
  msg: string;
  context?: string;
  requestId?: string;
  branchId?: number;
  route?: string;
  status?: number;
  ms?: number;
  error?: string;
}

describe('the log', () => {
  let branch: TestBranch;
  let written: string[];
  const lines = (): Line[] => written.map((line) => JSON.parse(line) as Line);
  const open = async (logLevel: Config['logLevel']): Promise<void> => {
    written = [];
    const logger = createLogger({ logLevel }, { write: (line: string) => void written.push(line) });
    branch = await openBranch({}, { config: { logLevel }, logger });
  };
  afterEach(async () => {
    jest.restoreAllMocks();
    await branch.test.close();
  });

  it('a request’s line has its id, which its answer carries, and the branch of who asked', async () => {
    await open('debug');
    const { status, headers } = await branch.kiosk.send('POST', '/api/tickets', { nationalId: RUT, queueType: 'CAJA' });
    const requestId = headers.get('x-request-id');
    expect([status, requestId]).toEqual([201, expect.stringMatching(/^[0-9a-f]{8}-[0-9a-z]+$/)]);
    const { id: branchId } = await branchRow(branch.test);
    await responded(() => lines().some((line) => line.requestId === requestId));
    expect(lines().filter((line) => line.requestId === requestId)).toEqual([
      {
        level: LEVELS.debug,
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        context: 'Http',
        msg: 'POST /api/tickets 201',
        requestId,
        branchId,
        method: 'POST',
        route: '/api/tickets',
        status: 201,
        ms: expect.any(Number),
      },
    ]);
  });

  it('a proxy’s id of a request is kept; what could be anything else is not', async () => {
    await open('debug');
    const ask = async (given: string) =>
      (await client(branch.test.url).send('GET', '/api/demo', undefined, { 'x-request-id': given })).headers.get(
        'x-request-id',
      );
    const nginx = '0123456789abcdef0123456789abcdef';
    const uuid = '3f1c09a2-7d5e-4c1b-9a60-0123456789ab';
    expect([await ask(nginx), await ask(uuid)]).toEqual([nginx, uuid]);
    for (const other of [RUT, PHONE, 'x', `${nginx}0`, NAME]) expect(await ask(other)).not.toBe(other);
  });

  it('R14: an error says which request it was, of which branch, and nothing of what was asked or found', async () => {
    await open('info');
    const secret = `duplicate key (national_id)=(${RUT})`;
    jest
      .spyOn(branch.test.app.get(Transactions), 'run')
      .mockRejectedValue(Object.assign(new Error(secret), { code: 'XX000' }));
    const { status, headers } = await branch.kiosk.send('POST', '/api/tickets', { nationalId: RUT, queueType: 'CAJA' });
    expect(status).toBe(500);
    const { id: branchId } = await branchRow(branch.test);
    const requestId = headers.get('x-request-id');
    expect(lines().filter(({ level }) => level > LEVELS.info)).toEqual([
      expect.objectContaining({ level: LEVELS.error, context: 'Problem', requestId, branchId, error: 'ERROR_INTERNO' }),
    ]);
    expect(written.join('')).not.toContain(RUT.slice(0, 8));
  });

  it('what is refused with a reason is nobody’s to look at: no warning, no error', async () => {
    await open('info');
    const before = written.length;
    await client(branch.test.url).send('GET', '/api/nothing');
    await branch.kiosk.send('POST', '/api/tickets', { queueType: 'CAJA' });
    await client(branch.test.url).send('GET', '/api/advisor/desk');
    await branch.issue();
    expect(written.slice(before)).toEqual([]);
  });

  it('R13: at its most talkative it has no id, phone, name, reference or token of anybody', async () => {
    await open('trace');
    const body = { nationalId: RUT, telefono: PHONE, queueType: 'CAJA' };
    const ticket = (await branch.kiosk.send('POST', '/api/tickets', body)).body;
    await branch.kiosk.send('POST', '/api/tickets', body); // refused, with the ticket there is
    await branch.kiosk.send('GET', `/api/tickets/by-rut/${RUT}`);
    await branch.kiosk.send('GET', `/api/tickets/by-rut/${RUT}x`);
    await client(branch.test.url).send('GET', `/api/tickets/${ticket.codigoReferencia}`);
    await client(branch.test.url).send('GET', `/api/nothing/${RUT}?telefono=${encodeURIComponent(PHONE)}`);
    const advisor = await branch.ready('carlos.rodriguez');
    await responded(() => lines().some(({ route }) => route === '/api/advisor/status'));
    const traces = [RUT.slice(0, 8), PHONE.slice(1), ticket.codigoReferencia, branch.kiosk.token, advisor.token, NAME];
    expect(traces.filter((trace) => written.join('').includes(trace))).toEqual([]);
    expect(lines().length).toBeGreaterThan(6);
  });

  /** The line is written after the answer has left. */
  async function responded(isThere: () => boolean): Promise<void> {
    while (!isThere()) await new Promise((resolve) => setImmediate(resolve));
  }
});
