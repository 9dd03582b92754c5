import { Agent } from 'node:http';

import * as fc from 'fast-check';

import { client } from '../support/client.js';
import { documentOf, faults, routesOf, type Document, type Route } from '../support/contract.js';
import { CHUNK, heapUsed, HTTP_CASES, limitMs, SEED } from '../support/fuzz/budget.js';
import { wrongWith } from '../support/fuzz/judge.js';
import { goodRequests, oneWrongEach, requests } from '../support/fuzz/requests.js';
import { Untouched } from '../support/fuzz/untouched.js';
import { FuzzWorld } from '../support/fuzz/world.js';
import { broken } from '../support/invariants.js';
import { overTcp, sendRaw, type WireRequest } from '../support/wire.js';

/** A sign-in costs what it must (argon2): tried less often. */
const SLOW = new Set(['POST /api/auth/login', 'POST /api/auth/change-password']);
const MB = 1024 * 1024;

interface Case {
  route: Route;
  wire: WireRequest;
}

interface Tally {
  good: number;
  refused: number;
}

describe(`requests that no client of ours sends (FUZZ_SEED=${SEED}, ${HTTP_CASES} cases)`, () => {
  let world: FuzzWorld;
  let document: Document;
  let untouched: Untouched;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tallies = new Map<string, Tally>();
  let sent = 0;

  beforeAll(async () => {
    world = await FuzzWorld.open();
    document = documentOf(world.test.app);
    untouched = new Untouched(world.test);
  });
  afterAll(async () => {
    untouched.stop();
    agent.destroy();
    await world.test.close();
  });

  /** Sends it, and says what is wrong with the answer or with what it left behind. */
  const tried = async (route: Route, wire: WireRequest): Promise<string[]> => {
    const { cookie } = wire.headers;
    const headers = cookie === 'fresh' ? { ...wire.headers, cookie: world.nextCookie() } : wire.headers;
    const since = performance.now();
    const answer = await sendRaw(world.test.url, { ...wire, headers }, agent);
    const wrong = wrongWith(document, wire, answer, performance.now() - since);
    const still = await untouched.still();
    if (answer.status >= 400 && !still) wrong.push('a refused request changed something');
    if (answer.status === 201) world.note((JSON.parse(answer.text) as { codigoReferencia?: string }).codigoReferencia);
    const tally = tallies.get(route.name) ?? { good: 0, refused: 0 };
    tally[answer.status < 400 ? 'good' : 'refused'] += 1;
    tallies.set(route.name, tally);
    sent += 1;
    return wrong.map(
      (fault) => `FUZZ_SEED=${SEED}: ${fault}: ${answer.status} to ${JSON.stringify(wire).slice(0, 600)}`,
    );
  };

  /** First one of each route as a good client sends it, while there is still everything; then three in ten such. */
  const cases = (seed: number, count: number): Case[] => {
    const routes = routesOf(document);
    const good = (route: Route): fc.Arbitrary<WireRequest> =>
      goodRequests(document, route, world.tokensFor(route), world.knownFor(route));
    const first = routes.map((route) => ({
      route,
      wire: fc.sample(good(route), { seed, numRuns: 1 })[0] as WireRequest,
    }));
    const often = routes.flatMap((route) => Array<Route>(SLOW.has(route.name) ? 1 : 4).fill(route));
    // Made once for each route: to make them takes longer than to draw from them.
    const casesOf = new Map(
      routes.map((route) => {
        const bad = requests(document, route, world.tokensFor(route), world.knownFor(route));
        const wire = fc.oneof({ weight: 7, arbitrary: bad }, { weight: 3, arbitrary: good(route) });
        return [route, wire.map((made): Case => ({ route, wire: made }))];
      }),
    );
    const any = fc.constantFrom(...often).chain((route) => casesOf.get(route) as fc.Arbitrary<Case>);
    return [...first, ...fc.sample(any, { seed, numRuns: Math.max(0, count - first.length) })];
  };

  it(
    'R14: any request at all: never a 5xx, always a problem, nothing told of our inside, nothing changed by a refusal',
    async () => {
      let heapBefore = 0;
      for (let chunk = 0; chunk * CHUNK < HTTP_CASES; chunk++) {
        await world.prepare();
        await untouched.still();
        for (const { route, wire } of cases(SEED + chunk, Math.min(CHUNK, HTTP_CASES - chunk * CHUNK))) {
          const wrong = await tried(route, wire);
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
        }
        if (chunk === 1) heapBefore = heapUsed();
      }
      expect(sent).toBeGreaterThanOrEqual(HTTP_CASES);
      if (heapBefore > 0) expect(heapUsed() - heapBefore).toBeLessThan(50 * MB);
    },
    limitMs(HTTP_CASES),
  );

  it('R14: every field of every route, one wrong at a time', async () => {
    await world.prepare();
    await untouched.still();
    const wrong: string[] = [];
    const before = sent;
    for (const route of routesOf(document)) {
      for (const wire of oneWrongEach(document, route, world.knownFor(route))) {
        const authorization = `Bearer ${world.tokensFor(route)[0]}`;
        wrong.push(...(await tried(route, { ...wire, headers: { ...wire.headers, authorization } })));
      }
    }
    expect(wrong).toEqual([]);
    expect(sent - before).toBeGreaterThan(1_000);
  });

  it('R14: each route was reached, refused and used: a run that does nothing does not pass', () => {
    const routes = routesOf(document).map(({ name }) => name);
    const none = (kind: keyof Tally): string[] => routes.filter((name) => (tallies.get(name)?.[kind] ?? 0) === 0);
    // Nothing can be wrong with a sign-out, or with asking for what everybody may know.
    expect(
      none('refused').filter(
        (name) => !/^GET \/(api\/(health(\/(live|ready))?|demo)|brand\/brand\.json)$|logout$/.test(name),
      ),
    ).toEqual([]);
    // To whoever adds a route: give FuzzWorld something that it can name.
    expect(none('good').filter((name) => name !== 'POST /api/auth/setup')).toEqual([]); // there are people already
    const all = [...tallies.values()];
    const good = all.reduce((sum, tally) => sum + tally.good, 0);
    expect(good / sent).toBeGreaterThan(0.1);
    expect(good / sent).toBeLessThan(0.6);
  });

  it('R2 to R12: after all of that the branch is as it must be, and works', async () => {
    expect(await broken(world.test)).toEqual({});
    expect((await client(world.test.url).send('GET', '/api/health')).body.status).toBe('UP');
  });

  it('R14: what is no HTTP at all, or too much of it, is a problem too', async () => {
    const bad: [string, number][] = [
      ['NONSENSE\r\n\r\n', 400],
      ['GET /api/health HTTP/9.9\r\nHost: x\r\n\r\n', 400],
      ['GET /api/health HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n', 400],
      [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
      [`GET /api/health HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
      ['POST /api/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
      [`GET /api/tickets/${'a'.repeat(2_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 414],
      ['TRACE /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404],
      ['BREW /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ];
    const answers = await Promise.all(bad.map(([request]) => overTcp(new URL(world.test.url).port, request)));
    expect(answers.map(({ status }) => status)).toEqual(bad.map(([, status]) => status));
    for (const { type, body } of answers) {
      expect(type).toBe('application/problem+json');
      expect(faults(document, { $ref: '#/components/schemas/Problem' }, JSON.parse(body))).toEqual([]);
    }
  });
});
