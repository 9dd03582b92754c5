import { randomUUID } from 'node:crypto';

import { startApp, type TestApp } from '../support/app.js';
import { newPerson, pairDevice, signIn, type Answer, type TestClient } from '../support/client.js';
import { countOf } from '../support/bank.js';
import { Crowd, holdBranch } from '../support/crowd.js';
import { broken } from '../support/invariants.js';
import { rows } from '../support/rows.js';

const ADVISORS = ['maria.gonzalez', 'luis.perez', 'ana.martinez', 'carmen.silva', 'carlos.rodriguez'];
/** So many may wait: one more is refused, so that it is known who is there. */
const KIOSKS = 12;
const DESKS = ADVISORS.length - 1;

describe('desks and kiosks wait for the same branch', () => {
  const limit = (most: number) => ({ most, waitMs: Infinity });
  let test: TestApp;
  let kiosk: TestClient;
  let advisors: TestClient[];

  beforeAll(async () => {
    const branchLine = { customers: limit(KIOSKS), staff: limit(KIOSKS + DESKS) };
    test = await startApp({ config: { branchLine } });
    kiosk = await pairDevice(test.url, 'KIOSK');
    advisors = await Promise.all(ADVISORS.map((who) => signIn(test.url, who)));
  });
  afterAll(() => test.close());

  const issue = (): Promise<Answer> =>
    kiosk.send(
      'POST',
      '/api/tickets',
      { nationalId: newPerson(), queueType: 'CAJA' },
      { 'idempotency-key': randomUUID() },
    );

  it('R7: whoever serves goes before those who came earlier for a number', async () => {
    const held = await holdBranch(test);
    const customers = new Crowd(Array.from({ length: KIOSKS + 1 }, issue));
    await customers.until(1);
    const desks = new Crowd(advisors.map((one) => one.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' })));
    await desks.until(1);
    await held.letGo();
    const answers = [...(await customers.everyone()), ...(await desks.everyone())].map(({ status }) => status);
    expect(countOf(answers)).toEqual(
      new Map([
        [201, KIOSKS],
        [503, 2],
        [200, DESKS],
      ]),
    );
    const written = await rows(
      test,
      "select event_type from audit_log where event_type in ('TICKET_CREADO', 'ADVISOR_STATUS_CHANGED') order by id",
    );
    // The first customer's was under way already.
    const others = Array<string>(KIOSKS - 1).fill('TICKET_CREADO');
    const first = ['TICKET_CREADO', ...Array<string>(DESKS).fill('ADVISOR_STATUS_CHANGED')];
    expect(written.map((event) => event['event_type'])).toEqual([...first, ...others]);
    expect(await broken(test)).toEqual({});
  });
});
