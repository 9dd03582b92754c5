import { createDatabase, type TestDatabase } from '../support/database.js';
import {
  callAt,
  health,
  issueAt,
  openDoors,
  openScreen,
  Processes,
  until,
  type Screen,
  type Staff,
} from '../support/processes.js';
import { describeWithRedis, RealRedis } from '../support/redis.js';

describeWithRedis('three processes with a Redis', () => {
  let database: TestDatabase;
  let redis: RealRedis;
  let processes: Processes;
  let urls: string[];
  let staff: Staff;
  const screens: Screen[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    redis = await RealRedis.absent();
    processes = new Processes(database.url, { REDIS_URL: redis.url });
    await processes.start();
    await Promise.all([processes.start(), processes.start()]);
    urls = processes.running.map(({ url }) => url);
    staff = await openDoors(urls[0]!);
    screens.push(...urls.map((url) => openScreen(url, staff.display.token)));
    await until(() => screens.every(({ link }) => link.view().link === 'live'));
  });
  afterAll(async () => {
    for (const { link } of screens) link.close();
    await processes.stop();
    await redis.remove();
    await database.drop();
  });

  const redisOf = (): Promise<string[]> => Promise.all(urls.map(async (url) => (await health(url)).redis.status));
  const redisIs = (status: string): Promise<void> =>
    until(async () => (await redisOf()).every((one) => one === status));
  /** Each has its connections again: those to speak and those to hear are not the same. */
  async function everybodyHears(): Promise<void> {
    await redisIs('UP');
    await until(async () => (await redis.hearers()) === urls.length);
  }
  const showing = (numero: string): Screen[] => screens.filter(({ shown }) => shown.has(numero));
  /** The number called at one process, when the screen of that very process shows it. */
  async function callShownAt(which: number): Promise<string> {
    const numero = await callAt(urls[which]!, staff.advisors[0]!);
    await until(() => screens[which]!.shown.has(numero));
    return numero;
  }
  const inOrder = (revisions: number[]): boolean => revisions.every((one, i) => i === 0 || one > revisions[i - 1]!);

  it('CONTRACT: without Redis at the start they start, say so, and the screens of the same process go on', async () => {
    expect(await redisOf()).toEqual(['DOWN', 'DOWN', 'DOWN']);
    expect((await health(urls[0]!)).redis.detail).toMatch(/^SIN_CONEXION desde \d{4}-/);
    expect((await health(urls[0]!)).status).toBe(200);
    const numero = await callShownAt(1);
    // The others: by the heartbeat, which knows the branch's revision from the database.
    await until(() => showing(numero).length === 3);
  });

  it('CONTRACT: Redis comes, and an event on one is on the screens of the others, once and in order', async () => {
    await redis.start();
    await everybodyHears();
    for (const screen of screens) {
      screen.heard.length = 0;
      screen.revisions.length = 0;
    }
    const calls: string[] = [];
    for (let i = 0; i < 12; i++) {
      await issueAt(urls[i % 3]!, staff);
      calls.push(await callAt(urls[(i + 1) % 3]!, staff.advisors[i % 2]!));
    }
    await until(() => screens.every(({ heard }) => heard.length >= calls.length));
    for (const { heard, revisions } of screens) {
      expect([...heard].sort()).toEqual([...calls].sort()); // each once
      expect(inOrder(revisions)).toBe(true);
    }
    await until(() => calls.every((numero) => showing(numero).length === 3));
  });

  it('CONTRACT: the screens of the others do not wait for the heartbeat', async () => {
    let withoutBeat = 0;
    // As many rounds as it takes: on a busy machine there is a heartbeat in the midst of most of them.
    for (let i = 0; withoutBeat < 4; i++) {
      await issueAt(urls[i % 3]!, staff);
      const before = screens.map(({ beats }) => beats);
      const numero = await callShownAt(i % 3);
      await until(() => showing(numero).length === 3);
      if (screens.every(({ beats }, which) => beats === before[which])) withoutBeat += 1;
    }
    // By the heartbeat alone there would be none, and no end: each of the others would have to hear one first.
  });

  it.each([
    ['stopped', 'SIN_CONEXION', () => redis.stop(), () => redis.start()],
    ['silent', 'SIN_RESPUESTA', async () => redis.pause(), async () => redis.resume()],
  ])('CONTRACT: Redis %s and back: nobody restarts anything', async (_how, word, end, begin) => {
    await end();
    // At once, before anybody has noticed.
    const first = await callShownAt(0);
    await redisIs('DOWN');
    expect((await health(urls[2]!)).redis.detail).toMatch(new RegExp(`^${word} desde`));
    const second = await callShownAt(1);
    await until(() => showing(first).length === 3 && showing(second).length === 3);
    await begin();
    await everybodyHears();
    for (const screen of screens) screen.heard.length = 0;
    const third = await callShownAt(2);
    await until(() => screens.every(({ heard }) => heard.length > 0));
    expect(screens.map(({ heard }) => heard)).toEqual([[third], [third], [third]]);
    expect(processes.alive).toEqual([true, true, true]);
    expect(screens.every(({ revisions }) => inOrder(revisions))).toBe(true);
  });
});
