import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn } from '../support/client.js';
import { beat } from '../support/gateways.js';
import { branchRow } from '../support/rows.js';
import { listen, type Listener } from '../support/socket.js';

/** Ids and phones whose every part can be told from anything else that travels: `717-7` stands in one reference of 30,000. */
const MARKED = ['77.171.717-K', '88282828-K', 'ZQ9X5W7V3'];
const PHONES = ['+56777111777', '+56888222888', '+56999333999'];

/** What would give somebody away: the id as typed, as stored, without its check digit, its masked end, the phone. */
const traces = MARKED.flatMap((typed) => {
  const normalised = typed.replace(/[.-]/g, '');
  return [
    typed,
    normalised,
    normalised.slice(0, -1),
    typed.slice(0, 6),
    `${normalised.slice(-4, -1)}-${normalised.at(-1)}`,
  ];
}).concat(
  PHONES,
  PHONES.map((phone) => phone.slice(-9)),
);

describe('personal data', () => {
  let branch: TestBranch;
  const heard: Record<string, Listener> = {};
  beforeAll(async () => {
    branch = await openBranch();
  });
  afterAll(async () => {
    Object.values(heard).forEach((listener) => listener.close());
    await branch.test.close();
  });

  it('R13: is in no frame of any namespace, whatever happens to a ticket', async () => {
    const { url, clock } = branch.test;
    const maria = await signIn(url, 'maria.gonzalez');
    const supervisor = await signIn(url, 'supervisor');
    const display = await pairDevice(url, 'DISPLAY');
    heard['display'] = await listen(url, 'display', { token: display.token });
    heard['kiosk'] = await listen(url, 'kiosk', { token: branch.kiosk.token });
    heard['advisor'] = await listen(url, 'advisor', { token: maria.token });
    heard['supervisor'] = await listen(url, 'supervisor', { token: supervisor.token });

    const tickets: { codigoReferencia: string }[] = [];
    for (const [i, nationalId] of MARKED.entries()) {
      const ticket = await branch.issue('CAJA', { nationalId, telefono: PHONES[i], preferential: i === 1 });
      tickets.push(ticket);
      heard[`ticket ${i}`] = await listen(url, 'ticket', { codigoReferencia: ticket.codigoReferencia });
    }
    const steps: (() => Promise<unknown>)[] = [
      () => maria.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 3 }),
      () => maria.send('POST', '/api/advisor/current/recall'),
      () => maria.send('POST', '/api/advisor/current/start'),
      () => branch.test.turn('positions'),
      () => maria.send('POST', '/api/advisor/current/complete', { note: 'ok' }),
      () => maria.send('POST', '/api/advisor/current/no-show'),
      () => supervisor.send('POST', `/api/admin/tickets/${tickets[2]?.codigoReferencia}/cancel`, { reason: 'x' }),
    ];
    for (const step of steps) {
      clock.advance(MINUTE);
      await step();
      // One after another, so that no state is joined with the next and escapes.
      const now = (await branchRow(branch.test))['revision'];
      await heard['display'].until('board:changed', (payload) => payload.revision === now);
    }
    // A second ticket is refused with the first one in the answer: to the kiosk that asked, and to nobody else.
    await branch.issue('EMPRESAS', { nationalId: MARKED[0], telefono: PHONES[0] });
    const again = { nationalId: MARKED[0], queueType: 'CAJA' };
    expect((await branch.kiosk.send('POST', '/api/tickets', again)).status).toBe(409);
    await beat(branch.test);

    const { revision } = await branchRow(branch.test);
    for (const listener of Object.values(heard)) {
      await listener.until('heartbeat', (payload) => payload.revision === revision);
      await listener.resync();
    }
    const frames = Object.entries(heard).flatMap(([who, listener]) =>
      listener.frames.map(({ event, payload }) => `${who} ${event} ${JSON.stringify(payload)}`),
    );
    expect(frames.length).toBeGreaterThan(40);
    // The marks are where they belong, so that finding none here means something.
    const staff = await supervisor.send('GET', '/api/admin/tickets');
    expect(JSON.stringify(staff.body)).toContain('717-K');
    for (const frame of frames) for (const trace of traces) expect(frame).not.toContain(trace);
    for (const frame of frames) expect(frame).not.toMatch(/nationalId|telefono|•|token/i);
  });
});
