import { NAMESPACES, type Namespace } from '@ticketero/contract';
import * as fc from 'fast-check';

import { openBranch, type TestBranch } from '../support/branch.js';
import { pairDevice, signIn } from '../support/client.js';
import { documentOf, faults, type Document } from '../support/contract.js';
import { CHUNK, heapUsed, limitMs, SEED, SOCKET_CASES } from '../support/fuzz/budget.js';
import { tellsOfInside } from '../support/fuzz/judge.js';
import { messages, upgrades } from '../support/fuzz/messages.js';
import { Untouched } from '../support/fuzz/untouched.js';
import { serverSide } from '../support/gateways.js';
import { broken } from '../support/invariants.js';
import { RawSocket } from '../support/raw-socket.js';
import { listen, type Listener } from '../support/socket.js';

const MB = 1024 * 1024;
const PER_SOCKET = 10;
const HANDSHAKES = Math.ceil(SOCKET_CASES / 4);
const MESSAGES = SOCKET_CASES - HANDSHAKES;

/** What a server of ours says on a socket, and nothing else. */
const MAY_SAY = [
  /^0\{"sid":"[\w-]+","upgrades":\[\],"pingInterval":\d+,"pingTimeout":\d+,"maxPayload":\d+\}$/,
  /^2$/,
  new RegExp(`^40/(${NAMESPACES.join('|')}),\\{"sid":"[\\w-]+"\\}$`),
  /^44(\/[^]*,)?\{"message":"(NO_AUTENTICADO|Invalid namespace)"\}$/,
  new RegExp(`^42/(${NAMESPACES.join('|')}),\\["(snapshot|\\w+:changed|heartbeat|ticket:called|ticket:assigned)",`),
  new RegExp(`^43/(${NAMESPACES.join('|')}),[\\d.e+]+\\[\\{"protocol":`),
];

describe(`sockets as no client of ours uses them (FUZZ_SEED=${SEED}, ${SOCKET_CASES} cases)`, () => {
  let branch: TestBranch;
  let url: string;
  let document: Document;
  let untouched: Untouched;
  let screen: Listener;
  /** What opens each namespace. */
  let good: Record<Namespace, object>;
  const counted = { opened: 0, refused: 0, letIn: 0, notLetIn: 0, acknowledged: 0, cut: 0 };

  beforeAll(async () => {
    branch = await openBranch({}, { config: { rateLimitFactor: 1_000_000 } });
    url = branch.test.url;
    document = documentOf(branch.test.app);
    const [display, admin] = [await pairDevice(url, 'DISPLAY'), await signIn(url, 'admin')];
    const advisor = await signIn(url, 'maria.gonzalez');
    const { codigoReferencia } = await branch.issue();
    good = {
      display: { token: display.token },
      kiosk: { token: branch.kiosk.token },
      advisor: { token: advisor.token },
      supervisor: { token: admin.token, branchOffice: 'CENTRO' },
      ticket: { codigoReferencia },
    };
    screen = await listen(url, 'display', { token: display.token });
    untouched = new Untouched(branch.test);
    await untouched.still();
  });
  afterAll(async () => {
    untouched.stop();
    screen.close();
    await branch.test.close();
  });

  const blame = (fault: string, what: unknown): Error =>
    new Error(`FUZZ_SEED=${SEED}: ${fault}: ${JSON.stringify(what).slice(0, 800)}`);

  /** R14: a refusal is a problem here too. */
  const isProblem = ({ status, head }: RawSocket): boolean => {
    const [top = '', body = ''] = head.split('\r\n\r\n');
    if (status < 400 || status >= 500 || !/^content-type: application\/problem\+json/im.test(top)) return false;
    return faults(document, { $ref: '#/components/schemas/Problem' }, JSON.parse(body)).length === 0;
  };

  it(
    'CONTRACT: any handshake: a socket or a refusal, and nothing told of our inside',
    async () => {
      const cases = fc.sample(upgrades, { seed: SEED, numRuns: HANDSHAKES });
      for (const upgrade of cases) {
        const raw = await RawSocket.open(url, upgrade.headers, upgrade.query);
        const isFine = raw.status === 101 || isProblem(raw);
        const [fault] = [...(isFine ? [] : [`answered ${raw.head.slice(0, 300)}`]), ...tellsOfInside(raw.head)];
        if (fault !== undefined) throw blame(fault, upgrade);
        counted[raw.status === 101 ? 'opened' : 'refused'] += 1;
        raw.end();
      }
      expect(cases.length).toBe(HANDSHAKES);
    },
    limitMs(HANDSHAKES),
  );

  /** All on one socket, until the server has had enough of it; then whether it said what it may. */
  const speak = async (all: Buffer[], name: Namespace): Promise<void> => {
    const raw = await RawSocket.open(url);
    expect(raw.status).toBe(101);
    raw.say(`40/${name},${JSON.stringify(good[name])}`);
    await raw.until(() => raw.texts.some((text) => text.startsWith(`42/${name},["snapshot"`)));
    for (const one of all) raw.write(one);
    await raw.settled().catch((error: unknown) => {
      throw blame(
        String(error),
        all.map((one) => one.toString('latin1').slice(0, 200)),
      );
    });
    // By then all that was asked before is answered: the doors of a namespace are passed one after another.
    raw.say('40/supervisor,{"token":"nobody"}');
    await raw.until(() =>
      raw.texts.some((text) => text.startsWith('44/supervisor,') || text.startsWith('40/supervisor,')),
    );
    for (const text of raw.texts) {
      const told = tellsOfInside(text);
      const isOurs = MAY_SAY.some((fits) => fits.test(text));
      if (told.length > 0 || !isOurs) {
        throw blame(
          `said ${text.slice(0, 200)} ${told.join()}`,
          all.map((one) => one.subarray(6).toString().slice(0, 100)),
        );
      }
      if (text.startsWith('40/')) counted.letIn += 1;
      if (text.startsWith('44')) counted.notLetIn += 1;
      if (text.startsWith('43')) counted.acknowledged += 1;
    }
    if (raw.closed) counted.cut += 1;
    raw.end();
  };

  it(
    'CONTRACT: any message: what the contract says comes back, or nothing, or the end; and nothing changes',
    async () => {
      let heapBefore = 0;
      let sent = 0;
      for (let chunk = 0; sent < MESSAGES; chunk++) {
        const some = fc.sample(messages(Object.values(good)), {
          seed: SEED + chunk,
          numRuns: Math.min(CHUNK, MESSAGES - sent),
        });
        for (let i = 0; i < some.length; i += PER_SOCKET) {
          await speak(some.slice(i, i + PER_SOCKET), NAMESPACES[(i / PER_SOCKET) % NAMESPACES.length] ?? 'display');
        }
        sent += some.length;
        // Everybody else is served as ever, and no socket changes anything.
        expect((await screen.resync()).protocol).toBeGreaterThan(0);
        expect(await untouched.still()).toBe(true);
        if (chunk === 1) heapBefore = heapUsed();
      }
      expect(sent).toBe(MESSAGES);
      if (heapBefore > 0) expect(heapUsed() - heapBefore).toBeLessThan(50 * MB);
    },
    limitMs(MESSAGES),
  );

  it('CONTRACT: they were let in, turned away, answered and cut: a run that does nothing does not pass', () => {
    for (const [what, count] of Object.entries(counted)) expect([what, count > 5]).toEqual([what, true]);
  });

  it('CONTRACT: all who left are gone, and the branch works', async () => {
    const here = async (name: Namespace): Promise<number> =>
      (await serverSide(branch.test, name).fetchSockets()).length;
    for (const name of NAMESPACES) {
      const expected = name === 'display' ? 1 : 0;
      while ((await here(name)) > expected) await new Promise((resolve) => setImmediate(resolve));
      expect(await here(name)).toBe(expected);
    }
    await branch.issue();
    await screen.until('board:changed');
    expect(await broken(branch.test)).toEqual({});
  });
});
