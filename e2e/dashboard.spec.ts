import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';
import type { Page } from 'playwright-core';

import { advisorsNow, countsNow, queuesNow } from '../server/test/supervision/figures';
import { liveMorning } from './screens/branch.mjs';
import { kioskOf } from './support/api.mjs';
import { openConsole, signIn } from './support/console';
import { openWorld, screen, until, type World } from './support/world';

const dataDir = mkdtempSync(join(tmpdir(), 'ticketero-dashboard-'));
let world: World;
let database: Client;

beforeAll(async () => {
  world = await openWorld({ DATA_DIR: dataDir });
  const port = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3] ?? '';
  database = new Client({ connectionString: `postgres://ticketero@127.0.0.1:${port}/postgres` });
  await database.connect();
});
afterEach(() => world.tidy());
afterAll(async () => {
  await database?.end();
  await world?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const sql = async (text: string) => (await database.query<object>(text)).rows;

async function dashboard(user: string): Promise<Page> {
  const page = await openConsole(world);
  await signIn(page, user);
  return page;
}

/** What stands on the page: figures by their names, queues by their types, desks by their names. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const text = (within: Element | Document, selector: string) =>
      within.querySelector(selector)?.textContent?.trim() ?? '';
    const figure = (name: string) => Number(text(document, `.figure-${name} dd`));
    return {
      figures: ['enEspera', 'proximo', 'atendiendo', 'completadosHoy', 'noAtendidosHoy', 'canceladosHoy'].map(figure),
      advisors: ['available', 'busy', 'offline'].map(figure),
      queues: [...document.querySelectorAll('[data-queue]')].map((card) => ({
        queueType: card.getAttribute('data-queue'),
        waiting: Number(text(card, '.queue-card-count strong')),
        nextNumero: text(card, 'dl > div:nth-child(1) dd'),
        beingServed: Number(text(card, 'dl > div:nth-child(2) dd')),
      })),
      desks: [...document.querySelectorAll('.advisors tbody tr:not(.why-row)')].map((row) => ({
        name: text(row, 'th'),
        module: text(row, '.column-module'),
        ticket: text(row, '.column-ticket strong'),
        served: Number(text(row, '.column-served')),
        load: Number(text(row, '.column-load').replace(' min', '')),
      })),
    };
  });

async function counted() {
  const counts = await countsNow(sql);
  const queues = (await queuesNow(sql)) as {
    queueType: string;
    waiting: number;
    nextNumero: string;
    beingServed: number;
  }[];
  const advisors = await advisorsNow(sql);
  const of = (status: string) => advisors.filter((advisor) => advisor.status === status).length;
  return {
    figures: [
      counts.enEspera + counts.proximo,
      ...[counts.proximo, counts.atendiendo, counts.completadosHoy, counts.noAtendidosHoy, counts.canceladosHoy],
    ],
    advisors: [of('AVAILABLE'), of('BUSY'), of('OFFLINE')],
    queues: queues.map(({ queueType, waiting, nextNumero, beingServed }) => ({
      ...{ queueType, waiting, nextNumero: nextNumero ?? '—', beingServed },
    })),
    desks: advisors.map((advisor) => ({
      name: advisor.name,
      module: String(advisor.moduleNumber ?? '—'),
      ticket: advisor.currentTicket ?? '',
      served: advisor.totalTicketsServedToday,
      load: advisor.workloadMinutes,
    })),
  };
}

/** Numbers are promoted by the clock as well: both are looked at until they are the same. */
async function agree(page: Page): Promise<void> {
  let wanted = await counted();
  const same = async () => {
    wanted = await counted();
    return JSON.stringify(await shown(page)) === JSON.stringify(wanted);
  };
  await until('the page shows what SQL counts', same).catch(async () => expect(await shown(page)).toEqual(wanted));
}

test('R4–R8: what stands on the dashboard after a busy morning is what SQL counts; without the link it still is, within 5 s', async () => {
  const page = await dashboard('supervisor');
  await page.locator('.queue-card').first().waitFor();
  await liveMorning(world.server.origin);
  await agree(page);
  expect((await counted()).figures[0]).toBeGreaterThan(5);
  // A link that tells nothing any more: what is asked for every 5 s does.
  await page.routeWebSocket(/socket\.io/, () => undefined);
  await page.reload();
  await page.locator('.queue-card').first().waitFor();
  await (await kioskOf(world.server.origin)).issue('CAJA');
  await agree(page);
});

test('CONTRACT: who is of the whole bank sees the branches side by side, opens one by a touch, and all that follows is of that one', async () => {
  await database.query("insert into branch (code, name) values ('NORTE', 'Sucursal Norte')");
  await database.query(
    `insert into queue (branch_id, queue_type, display_name, prefix, priority, average_time_minutes, target_wait_minutes)
     select n.id, q.queue_type, q.display_name, q.prefix, q.priority, q.average_time_minutes, q.target_wait_minutes
     from queue q join branch b on b.id = q.branch_id and b.code = 'CENTRO', branch n where n.code = 'NORTE'`,
  );
  const page = await dashboard('admin');
  const cards = page.locator('.bank-card');
  await until('both branches are there', async () => (await cards.count()) === 2);
  expect(await cards.first().getAttribute('data-branch')).toBe('CENTRO'); // people wait there
  await page.locator('[data-branch="NORTE"]').click();
  await screen(page, 'supervisor').waitFor();
  await page.getByText('Sucursal Norte').waitFor();
  expect(await page.locator('.figure-enEspera dd').textContent()).toBe('0');
  await page.reload();
  await page.getByText('Sucursal Norte').waitFor();
  await page.getByRole('link', { name: 'Turnos' }).click();
  await page.getByText('Hoy no hay turnos todavía').waitFor();
  await page.getByRole('link', { name: 'Sucursales' }).click();
  await page.locator('[data-branch="CENTRO"]').click();
  await agree(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const own = await dashboard('supervisor');
  await own.locator('.queue-card').first().waitFor();
  expect(await own.getByRole('link', { name: 'Sucursales' }).count()).toBe(0);
});
