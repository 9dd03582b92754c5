import { get } from 'node:http';

import { createDatabase, type TestDatabase } from '../support/database.js';
import { client, newPerson, type Answer } from '../support/client.js';
import { LivedTime } from '../support/lived-time.js';
import { describeWithNginx, RealNginx } from '../support/nginx.js';
import { callAt, openDoors, openScreen, Processes, until, type Screen, type Staff } from '../support/processes.js';

const SCREENS = 8;
/** What the product promises (docs/processes.md). */
const ELSEWHERE_MS = 5_000;
/** Public reads of one ticket (CONTRACT.md, Limits): a tenth of 120, with RATE_LIMIT_FACTOR 0.1. */
const READS = 12;

/** The status of a GET from that address of this machine. */
function statusFrom(localAddress: string, url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((done, failed) => {
    get(url, { localAddress, headers, agent: false }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0));
    }).once('error', failed);
  });
}

describeWithNginx('two processes behind the nginx that is shipped', () => {
  let database: TestDatabase;
  let processes: Processes;
  let nginx: RealNginx;
  let staff: Staff;
  const screens: Screen[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    processes = new Processes(database.url, { TRUST_PROXY: 'true' });
    await processes.start();
    await processes.start();
    nginx = await RealNginx.before(processes.running.map(({ url }) => url));
    await nginx.start();
    staff = await openDoors(processes.running[0]!.url, 30);
  });
  afterAll(async () => {
    for (const { link } of screens) link.close();
    await processes.stop();
    await nginx.remove();
    await database.drop();
  });

  it('CONTRACT: nginx takes the file', () => {
    expect(nginx.check()).toMatch(/test is successful/);
  });

  it('CONTRACT: pages, API and the screens’ WebSocket come through; what is only for the machine does not', async () => {
    expect((await client(nginx.url).send('GET', '/api/health')).body.status).toBe('UP');
    screens.push(...Array.from({ length: SCREENS }, () => openScreen(nginx.url, staff.display.token)));
    await until(() => screens.every(({ link }) => link.view().link === 'live'));
    const numero = await callAt(nginx.url, staff.advisors[0]!);
    await until(() => screens.every(({ shown }) => shown.has(numero)));
    expect(await statusFrom('127.0.0.1', `${nginx.url}/metrics`)).toBe(404);
  });

  it('CONTRACT: a process that is killed: its screens are on the other one, and nobody who asks notices', async () => {
    const lost = new Set<Screen>();
    const back = new Map<Screen, number>();
    const failed: Answer[] = [];
    const called: string[] = [];
    let going = true;
    const reader = (async () => {
      while (going) {
        const answer = await client(nginx.url, staff.display.token).send('GET', '/api/board');
        if (answer.status !== 200) failed.push(answer);
      }
    })();
    const time = new LivedTime();
    const killedAt = performance.now();
    for (const screen of screens) {
      screen.link.subscribe(() => {
        if (screen.link.view().link !== 'live') lost.add(screen);
        else if (lost.has(screen) && !back.has(screen)) back.set(screen, time.between(killedAt, performance.now()));
      });
    }
    processes.running[1]!.server.kill('SIGKILL');
    await processes.running[1]!.server.ended;
    while (lost.size === 0 || back.size < lost.size) {
      const answer = await client(nginx.url, staff.advisors[0]!.token).send('POST', '/api/advisor/call-next', {
        finish: 'COMPLETADO',
      });
      if (answer.status === 200) called.push(answer.body.numero);
      // One that a dying process had got is not sent twice: nobody knows what became of it.
      else expect([answer.status, answer.body.error]).toEqual([503, 'SERVICIO_NO_DISPONIBLE']);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    going = false;
    await reader;
    expect(failed).toEqual([]);
    expect(lost.size).toBeLessThan(SCREENS);
    expect(Math.max(...back.values())).toBeLessThan(ELSEWHERE_MS);
    time.end();
    await until(() => screens.every(({ shown }) => called.every((numero) => shown.has(numero))));
  });

  it('CONTRACT: without any server the answer is a problem, and with one again everything goes on', async () => {
    processes.running[0]!.server.kill('SIGKILL');
    await processes.running[0]!.server.ended;
    const answer = await client(nginx.url, staff.kiosk.token).send('POST', '/api/tickets', {
      nationalId: newPerson(),
      queueType: 'CAJA',
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'urn:ticketero:error:SERVICIO_NO_DISPONIBLE',
      status: 503,
      error: 'SERVICIO_NO_DISPONIBLE',
      mensaje: 'El servicio no está disponible, intenta de nuevo en un momento',
    });
    const { port } = new URL(processes.running[0]!.url);
    await processes.start({ PORT: port, RATE_LIMIT_FACTOR: '0.1' });
    await until(async () => (await statusFrom('127.0.0.9', `${nginx.url}/api/health`)) === 200);
  });

  it('CONTRACT: the limiter counts by the client’s address, whatever the client says of itself', async () => {
    const read = (from: string, headers = {}): Promise<number> =>
      statusFrom(from, `${nginx.url}/api/tickets/00000000-0000-4000-8000-000000000000`, headers);
    const statuses = [];
    for (let i = 0; i < READS + 3; i++) statuses.push(await read('127.0.0.2', { 'x-forwarded-for': `10.9.9.${i}` }));
    expect(statuses).toEqual([...Array<number>(READS).fill(404), 429, 429, 429]);
    expect(await read('127.0.0.3')).toBe(404);
  });
});
