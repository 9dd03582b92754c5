import type { DatabaseVerdict, DatabaseView } from '@ticketero/contract';

import { signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { openConsole, signIn } from './support/console';
import { openSettings } from './support/settings';
import { openWorld, screen, until, type World } from './support/world';

/** How the database is, in the console: for whoever runs the whole bank's installation. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const ask = async (): Promise<DatabaseView> =>
  (await signedIn(world.server.origin, 'admin'))('GET', '/api/admin/database') as Promise<DatabaseView>;

test('every figure of the server stands on the page with its verdict, every table with its size', async () => {
  const page = await openSettings(world, 'section=database');
  const figures = page.locator('[data-figure]');
  const tables = page.locator('.config-table').nth(1).locator('tbody tr');
  // The database lives on: what the page heard a moment ago is compared with what is told now until it is the same.
  const shown = async () => [
    await figures.evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-figure'), one.getAttribute('data-verdict')]),
    ),
    await tables.count(),
    (await tables.first().innerText()).split(/\s/)[0],
  ];
  const told = async () => {
    const view = await ask();
    return [view.figures.map(({ name, verdict }) => [name, verdict]), view.tables.length, view.tables[0]?.name];
  };
  await figures.first().waitFor();
  const same = async () => JSON.stringify(await shown()) === JSON.stringify(await told());
  await until('the page shows what the server tells', same).catch(async () =>
    expect(await shown()).toEqual(await told()),
  );
  await page.getByText('falta create extension pg_stat_statements', { exact: false }).first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByRole('heading', { name: 'Database', exact: true }).waitFor();
  expect(await page.locator('[data-figure="SIZE"] th').innerText()).toBe('Size');
});

test('what is to be looked at says so in front, and what to do beside it', async () => {
  const page = await openConsole(world);
  const well = (verdict: DatabaseVerdict): DatabaseVerdict => (verdict === 'LOOK' ? 'OK' : verdict);
  // One figure, whatever this young database's own are: so many of its blocks are read for the first time.
  const look = (view: DatabaseView): DatabaseView => ({
    ...view,
    figures: view.figures.map((one) =>
      one.name === 'OLDEST_TRANSACTION'
        ? { ...one, value: 4_000, verdict: 'LOOK' }
        : { ...one, verdict: well(one.verdict) },
    ),
    tables: view.tables.map((table, i) => (i === 0 ? { ...table, deadRows: 12_345, verdict: 'LOOK' } : table)),
    statements: {
      status: 'THERE',
      slowest: [{ text: 'select $1', calls: 500, meanMs: 250, totalSeconds: 125, verdict: 'LOOK' }],
    },
  });
  await page.route('**/api/admin/database', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: look((await answer.json()) as DatabaseView) });
  });
  await signIn(page, 'admin');
  await screen(page, 'supervisor').waitFor();
  await page.goto(`${world.server.origin}/console/#/configuration?section=database`);
  await page.locator('.config-note', { hasText: /^Hay un dato que mirar\. PostgreSQL 16/ }).waitFor();
  const row = page.locator('[data-figure="OLDEST_TRANSACTION"]');
  expect(await row.innerText()).toMatch(/4000\ss.*Mirar.*pg_terminate_backend/s);
  expect(await page.locator('.config-list code').innerText()).toBe('select $1');
  expect(await violations(page)).toEqual([]);
});
