import { SOCKET_PATH } from '@ticketero/contract';

import { DOORS } from '../../src/platform/http/doors.js';
import type { TestApp } from '../support/app.js';
import { openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn } from '../support/client.js';
import { openLink, untilView, type LinkView } from '../support/link.js';
import { listen, refusal, type Listener } from '../support/socket.js';
import { openLine, statusOf, type Line } from '../support/tcp.js';

const TOO_MANY = 'DEMASIADAS_SOLICITUDES';
const LATE_MS = 4_000;
const TIGHT = {
  ...DOORS.sockets,
  /** Time enough for whoever means to join, and for a few lines to be open at once, on a machine that is busy with others. */
  joinMs: 2_000,
  messagesPerMinute: 12,
  waitingPerAddress: 4,
  perDevice: 2,
  perPerson: 3,
  perTicket: 2,
  ticketsPerAddress: 3,
};

describe('how many may listen', () => {
  let branch: TestBranch;
  let test: TestApp;
  let device: string;
  const open: Listener[] = [];
  const enter = async (...[name, auth]: [Parameters<typeof listen>[1], object]): Promise<Listener> => {
    const listener = await listen(test.url, name, auth);
    open.push(listener);
    return listener;
  };

  beforeAll(async () => {
    branch = await openBranch({}, { doors: { sockets: TIGHT }, config: { rateLimitFactor: 1 } });
    test = branch.test;
    device = (await pairDevice(test.url, 'DISPLAY')).token;
  });
  afterEach(() => open.splice(0).forEach((listener) => listener.close()));
  afterAll(() => test.close());

  /** As soon as the server has heard of those that left. */
  const enterSoon = async (...[name, auth]: Parameters<typeof enter>): Promise<Listener> => {
    for (;;) {
      try {
        return await enter(name, auth);
      } catch (error) {
        if ((error as Error).message !== TOO_MANY) throw error;
      }
    }
  };

  /** Without a client of socket.io: an upgrade as somebody writes it, and what is answered. */
  const upgrade = async (headers: Record<string, string> = {}, at = test): Promise<Line> => {
    const line = await openLine(at.url);
    const all = {
      Host: new URL(at.url).host,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    const heard = new Promise((resolve) => line.socket.once('data', resolve));
    line.socket.write(`GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    await Promise.race([heard, line.closed]);
    return line;
  };

  /** Those of the test before may still be leaving. */
  const upgradeSoon = async (): Promise<Line> => {
    for (;;) {
      const line = await upgrade();
      if (statusOf(line) === 101) return line;
      expect(statusOf(line)).toBe(429);
    }
  };

  it('CONTRACT: a device has so many sockets, and room again when one leaves', async () => {
    const first = await enter('display', { token: device });
    await enter('display', { token: device });
    expect(await refusal(test.url, 'display', { token: device })).toBe(TOO_MANY);
    // Another device of the same address is another counter; a wrong token has none, and is told what it always is.
    await enter('display', { token: (await pairDevice(test.url, 'DISPLAY')).token });
    expect(await refusal(test.url, 'display', { token: `${device}x` })).toBe('NO_AUTENTICADO');
    first.close();
    await enterSoon('display', { token: device });
    expect(await refusal(test.url, 'display', { token: device })).toBe(TOO_MANY);
  });

  it('CONTRACT: a person has so many tabs, whichever of their tokens each has, in all namespaces', async () => {
    const [one, other] = [await signIn(test.url, 'maria.gonzalez'), await signIn(test.url, 'maria.gonzalez')];
    await enter('advisor', { token: one.token });
    await enter('advisor', { token: other.token });
    await enter('display', { token: one.token });
    expect(await refusal(test.url, 'advisor', { token: other.token })).toBe(TOO_MANY);
    await enter('advisor', { token: (await signIn(test.url, 'carlos.rodriguez')).token });
  });

  it('CONTRACT: a ticket has so many, and so have all tickets of one address', async () => {
    const [mine, hers] = [await branch.issue(), await branch.issue()];
    const auth = (ticket: typeof mine) => ({ codigoReferencia: ticket.codigoReferencia });
    await enter('ticket', auth(mine));
    await enter('ticket', auth(mine));
    expect(await refusal(test.url, 'ticket', auth(mine))).toBe(TOO_MANY);
    await enter('ticket', auth(hers));
    expect(await refusal(test.url, 'ticket', auth(hers))).toBe(TOO_MANY);
  });

  it('CONTRACT: who joins nothing is cut off, also after having been somewhere', async () => {
    const line = await upgradeSoon();
    expect(await line.closed).toBeLessThan(TIGHT.joinMs + LATE_MS);

    const listener = await enter('display', { token: device });
    const { engine } = listener.socket.io;
    const gone = new Promise((resolve) => engine.once('close', resolve));
    // Leaves the namespace and keeps the line.
    engine.write('1/display,');
    await gone;
  });

  it('CONTRACT: so many of one address may be about to join, and no more', async () => {
    const lines = [];
    for (let i = 0; i < TIGHT.waitingPerAddress; i++) lines.push(await upgradeSoon());
    const refused = await upgrade();
    expect(statusOf(refused)).toBe(429);
    expect(refused.heard()).toContain(`"error":"${TOO_MANY}"`);
    expect(refused.heard()).toMatch(/^Retry-After: \d+\r$/m);
    await Promise.all(lines.map(({ closed }) => closed));
    await enter('display', { token: device });
  });

  it('CONTRACT: who sends without end is cut off', async () => {
    const listener = await enter('display', { token: device });
    const gone = new Promise<string>((resolve) => listener.socket.once('disconnect', resolve));
    for (let i = 0; i < TIGHT.messagesPerMinute; i++) listener.socket.emit('resync', {});
    expect(await gone).toBe('transport close');
    // One who asks as our clients do stays.
    const calm = await enterSoon('display', { token: device });
    for (let i = 0; i < 5; i++) expect((await calm.resync()).revision).toBeGreaterThanOrEqual(0);
  });

  it('CONTRACT: a page of another site opens no socket; a caller that is no browser does', async () => {
    const host = new URL(test.url).host;
    const answers: [string, number][] = [];
    for (const origin of [`http://${host}`, 'https://evil.example', 'null', `http://${host}.evil.example`]) {
      const line = await upgrade({ Origin: origin });
      answers.push([origin, statusOf(line)]);
      if (statusOf(line) === 403) expect(line.heard()).toContain('"error":"SIN_PERMISO"');
      line.socket.destroy();
    }
    expect(answers.map(([, status]) => status)).toEqual([101, 403, 403, 403]);
    const plain = await upgrade();
    expect(statusOf(plain)).toBe(101);
    plain.socket.destroy();
  });

  it('CONTRACT: a screen that is one too many waits and comes in by itself, and does not ask to sign in', async () => {
    const first = await enterSoon('display', { token: device });
    await enterSoon('display', { token: device });
    const refused = jest.fn(() => Promise.resolve(false));
    const link = openLink({
      namespace: 'display',
      auth: () => ({ token: device }),
      origin: test.url,
      onRefused: refused,
    });
    const seen: LinkView<unknown>['link'][] = [];
    link.subscribe(() => seen.push(link.view().link));
    try {
      expect(await refusal(test.url, 'display', { token: device })).toBe(TOO_MANY);
      first.close();
      await untilView(link, (view) => view.link === 'live');
      expect(refused).not.toHaveBeenCalled();
      expect(seen).not.toContain('refused');
    } finally {
      link.close();
    }
  });
});

describe('how fast they may come', () => {
  it('CONTRACT: so many handshakes a minute of one address; RATE_LIMIT_FACTOR 0 is no limit at all', async () => {
    const doors = { sockets: { ...TIGHT, handshakesPerMinute: 5, waitingPerAddress: 100 } };
    const branch = await openBranch({}, { doors, config: { rateLimitFactor: 1 } });
    const free = await openBranch({}, { doors, config: { rateLimitFactor: 0 } });
    try {
      const token = (await pairDevice(branch.test.url, 'DISPLAY')).token;
      const known = { token: 'x' };
      for (let i = 0; i < 5; i++) expect(await refusal(branch.test.url, 'display', known)).toBe('NO_AUTENTICADO');
      expect(await refusal(branch.test.url, 'display', { token })).toBe('websocket error');

      const screens = (await pairDevice(free.test.url, 'DISPLAY')).token;
      const all = await Promise.all(
        Array.from({ length: 30 }, () => listen(free.test.url, 'display', { token: screens })),
      );
      for (let i = 0; i < 50; i++) all[0]!.socket.emit('resync', {});
      expect((await all[0]!.resync()).revision).toBeGreaterThanOrEqual(0);
      all.forEach((listener) => listener.close());
    } finally {
      await branch.test.close();
      await free.test.close();
    }
  });
});
