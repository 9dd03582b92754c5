import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

import type { Board } from '@ticketero/contract';

import { quietPort } from '../../../tools/lib/free-ports.mjs';
import { ServerProcess } from './built-server.js';
import { client, newPerson, pairDevice, signIn, type TestClient } from './client.js';
import { openLink, type Link } from './link.js';

const SECRETS = { JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) };

/** A server process of the installation, and where it listens. */
export interface Running {
  server: ServerProcess;
  url: string;
}

/** Servers as real processes on one database: what `env` says beside it. The first one makes the demo branch. */
export class Processes {
  readonly running: Running[] = [];

  constructor(
    private readonly databaseUrl: string,
    private readonly env: Record<string, string> = {},
  ) {}

  async start(env: Record<string, string> = {}): Promise<Running> {
    const seed = { SEED_DEMO: this.running.length === 0 ? 'true' : 'false' };
    // One that starts again listens where it did: no outgoing connection may stand there meanwhile.
    const port = { PORT: String(await quietPort()) };
    const server = new ServerProcess({
      ...SECRETS,
      ...seed,
      ...port,
      ...this.env,
      ...env,
      DATABASE_URL: this.databaseUrl,
    });
    const one = { server, url: await server.ready() };
    this.running.push(one);
    return one;
  }

  /** Whether each of them still runs. */
  get alive(): boolean[] {
    return this.running.map(({ server }) => server.child.exitCode === null && server.child.signalCode === null);
  }

  /** Throws when one of them does not end as it should, or ended by itself before. */
  async stop(): Promise<void> {
    for (const { server } of this.running) server.kill('SIGTERM');
    const ended = await Promise.all(this.running.map(({ server }) => server.ended));
    const [wrong] = ended.filter(({ code }) => code !== 0 && code !== null); // null: a test killed it
    if (wrong) throw new Error(`a server ended with ${wrong.code}: ${wrong.stderr}`);
  }
}

/** A connection goes to the first that takes it, beginning with another one each time, as through a proxy. */
export class Relay {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private turn = 0;

  private constructor(private targets: readonly { host: string; port: number }[]) {
    this.server = createServer((socket) => this.forward(socket));
  }

  static to(...urls: string[]): Promise<Relay> {
    return Relay.at(0, ...urls);
  }

  /** On that port; 0: any. */
  static async at(port: number, ...urls: string[]): Promise<Relay> {
    const relay = new Relay(targetsOf(urls));
    relay.server.listen(port, '127.0.0.1');
    await once(relay.server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** New connections go there. */
  aim(...urls: string[]): void {
    this.targets = targetsOf(urls);
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(socket: Socket): void {
    this.keep(socket);
    this.turn += 1;
    this.connectTo(socket, 0);
  }

  private connectTo(socket: Socket, tries: number): void {
    const target = this.targets[(this.turn + tries) % this.targets.length];
    if (!target || tries >= this.targets.length) {
      socket.destroy();
      return;
    }
    const there = connect(target);
    this.keep(there);
    there.once('error', () => this.connectTo(socket, tries + 1));
    there.once('connect', () => {
      there.removeAllListeners('error').on('error', () => socket.destroy());
      there.once('close', () => socket.destroy());
      socket.once('close', () => there.destroy());
      socket.pipe(there);
      there.pipe(socket);
    });
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => {}).once('close', () => this.open.delete(socket));
  }
}

const targetsOf = (urls: string[]): { host: string; port: number }[] =>
  urls.map((url) => ({ host: '127.0.0.1', port: Number(new URL(url).port) }));

/** A screen with the product's own client, and what it has shown. */
export interface Screen {
  link: Link<Board>;
  /** Every number that it showed as called. */
  shown: Set<string>;
  /** The revisions of the states that it put on, in their order. */
  revisions: number[];
  /** `ticket:called`, as they came. */
  heard: string[];
  /** Heartbeats until now. */
  beats: number;
  /** When its connections began, as of performance.now(). */
  beginnings: number[];
}

export function openScreen(origin: string, token: string): Screen {
  const heard: string[] = [];
  const events = {
    'ticket:called': ({ numero }: { numero: string }) => heard.push(numero),
    heartbeat: () => (screen.beats += 1),
    snapshot: () => screen.beginnings.push(performance.now()),
  };
  const link = openLink({ namespace: 'display', auth: () => ({ token }), origin, events });
  const screen: Screen = { link, shown: new Set(), revisions: [], heard, beats: 0, beginnings: [] };
  link.subscribe(() => {
    const { state, revision } = link.view();
    for (const { numero } of state?.called ?? []) screen.shown.add(numero);
    if (screen.revisions.at(-1) !== revision) screen.revisions.push(revision);
  });
  return screen;
}

/** A kiosk, a display and two advisors of the demo branch at their desks, with many people waiting for them. */
export interface Staff {
  kiosk: TestClient;
  display: TestClient;
  advisors: TestClient[];
}

export async function openDoors(url: string, waiting = 60): Promise<Staff> {
  const advisors: TestClient[] = [];
  for (const user of ['carlos.rodriguez', 'luis.perez']) {
    const advisor = await signIn(url, user);
    const { status } = await advisor.send('PUT', '/api/advisor/status', { status: 'AVAILABLE' });
    if (status !== 200) throw new Error(`ready: ${status}`);
    advisors.push(advisor);
  }
  const staff = { kiosk: await pairDevice(url, 'KIOSK'), display: await pairDevice(url, 'DISPLAY'), advisors };
  for (let i = 0; i < waiting; i++) await issueAt(url, staff);
  return staff;
}

/** A number at that process. Throws when it is refused. */
export async function issueAt(url: string, { kiosk }: Staff): Promise<string> {
  const answer = await client(url, kiosk.token).send('POST', '/api/tickets', {
    nationalId: newPerson(),
    queueType: 'CAJA',
  });
  if (answer.status !== 201) throw new Error(`issue: ${answer.status}`);
  return answer.body.numero as string;
}

/** The next customer, called at that process. Throws when nobody waits. */
export async function callAt(url: string, advisor: TestClient): Promise<string> {
  const answer = await client(url, advisor.token).send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
  if (answer.status !== 200) throw new Error(`call: ${answer.status}`);
  return answer.body.numero as string;
}

/** Looks again and again; the limit is the test's own. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export const health = async (url: string): Promise<{ status: number; redis: { status: string; detail?: string } }> => {
  const { status, body } = await client(url).send('GET', '/api/health');
  return { status, redis: body.components.redis };
};
