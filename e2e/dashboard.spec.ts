import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';
import type { Page } from 'playwright-core';

import { advisorsNow, countsNow, queuesNow } from '../server/test/supervision/figures';
import { liveMorning } from './screens/branch.mjs';
import { kioskOf, signedIn } from './support/api.mjs';
import { openConsole, signIn } from './support/console';
import { openWorld, reads, screen, until, type World } from './support/world';

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
  await until('the page shows what SQL counts', same, 15_000).catch(async () =>
    expect(await shown(page)).toEqual(wanted),
  );
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
  await reads(page, '.figure-enEspera dd', '0');
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
  await own.goto(`${world.server.origin}/console/#/reports`);
  await own.getByLabel('Agrupar por').waitFor();
  expect(await own.getByLabel('Agrupar por').locator('option').allInnerTexts()).not.toContain('Sucursal');
});

test('CONTRACT: a link and a reload are about the branch that they say, in the view that they say', async () => {
  const page = await dashboard('admin');
  await page.locator('.bank-card').first().waitFor();
  await page.goto(`${world.server.origin}/console/#/tickets?at=NORTE`);
  await page.getByText('Sucursal Norte').waitFor();
  await page.getByText('Hoy no hay turnos todavía').waitFor();
  await page.getByRole('link', { name: 'Auditoría' }).click();
  await page.waitForURL(/#\/audit\?at=NORTE$/);
  await page.goto(`${world.server.origin}/console/#/tickets?at=CENTRO`);
  await page.getByText('Sucursal Centro').waitFor();
  await page.locator('.tickets-table tbody tr').first().waitFor();
  // Sent without a branch: it is asked for, and the view is the one that was sent.
  const other = await openConsole(world);
  await other.goto(`${world.server.origin}/console/#/tickets`);
  await signIn(other, 'admin');
  await other.locator('[data-branch="NORTE"]').click();
  await screen(other, 'tickets').waitFor();
  await other.waitForURL(/#\/tickets\?at=NORTE$/);
  await other.reload();
  await other.getByText('Sucursal Norte').waitFor();
});

test('CONTRACT: the branches side by side say that they are old when no answer comes, and are live again with the next', async () => {
  const page = await openConsole(world);
  await page.clock.install();
  await signIn(page, 'admin');
  await page.locator('.bank-card').first().waitFor();
  const link = page.locator('.link-chip');
  expect(await link.getAttribute('data-link')).toBe('live');
  await page.route('**/api/admin/branches/overview', () => undefined); // neither an answer nor a failure
  await page.clock.runFor(13_000);
  await until('it says so', async () => (await link.getAttribute('data-link')) === 'stale');
  await page.getByText(/^Datos de hace [1-5]\d s/).waitFor(); // it goes on, however long the look takes
  expect(await page.locator('.bank-card').count()).toBe(2);
  await page.unroute('**/api/admin/branches/overview');
  await page.clock.runFor(5_000);
  await until('it is live', async () => (await link.getAttribute('data-link')) === 'live');
});

test('R8: where nobody serves there is no promise on the card of a queue', async () => {
  const page = await dashboard('admin');
  const estimates = page.locator('.queue-card-estimate dd');
  await page.locator('[data-branch="NORTE"]').click();
  await estimates.first().waitFor();
  expect(new Set(await estimates.allInnerTexts())).toEqual(new Set(['Nadie atiende']));
  await page.goto(`${world.server.origin}/console/#/supervisor?at=CENTRO`);
  await page.locator('[data-queue="CAJA"] dd[data-on-duty=true]').waitFor();
  expect(await page.locator('[data-queue="CAJA"] .queue-card-estimate dd').innerText()).toMatch(/ min$/);
});

const SCREENS = [
  ['admin', 'desk', { width: 1366, height: 768 }],
  ['supervisor', 'desk', { width: 1366, height: 768 }],
  ['admin', 'phone', { width: 390, height: 844 }],
  ['supervisor', 'phone', { width: 390, height: 844 }],
] as const;

test.each(SCREENS)(
  'WCAG: the views of %s on a %s fit, say which is open, and are reached by keys and by touch',
  async (user, kind, viewport) => {
    const page = await openConsole(world, { viewport, hasTouch: true });
    await signIn(page, user);
    if (user === 'admin') await page.locator('[data-branch="CENTRO"]').click();
    await page.locator('.queue-card').first().waitFor();
    for (const language of ['es', 'en']) {
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
      if (kind === 'desk') {
        expect(await page.locator('.top').evaluate((bar) => bar.getBoundingClientRect().height)).toBeLessThan(64);
        expect(await page.locator('.top-views [aria-current=page]').innerText()).toMatch(/^Supervisi[oó]n$/);
        await page.locator('.top-views a').nth(1).focus();
        await page.keyboard.press('Enter');
      } else {
        const open = page.locator('.top-views-open');
        expect(await open.innerText()).toMatch(/^Supervisi[oó]n$/);
        await open.tap();
        await page.getByRole('menu').waitFor(); // a tap is a press only when the browser has made one of it
        expect(await page.getByRole('menuitem').count()).toBe(user === 'admin' ? 8 : 6);
        expect(await page.locator('[role=menuitem][aria-current=page]').innerText()).toMatch(/^Supervisi[oó]n$/);
        await page.getByRole('menuitem').nth(1).tap();
      }
      await screen(page, 'tickets').waitFor();
      await page.goBack();
      await page.locator('.queue-card').first().waitFor();
    }
  },
);

test('Reports: who is of the whole bank lays the branches side by side, by name, each with its own', async () => {
  const admin = await signedIn(world.server.origin, 'admin');
  await admin('POST', '/api/tickets', { nationalId: '19876543-2', queueType: 'CAJA', branchOffice: 'NORTE' });
  const page = await dashboard('admin');
  await page.locator('[data-branch="CENTRO"]').click();
  await screen(page, 'supervisor').waitFor();
  await page.getByRole('link', { name: 'Reportes' }).click();
  await page.getByLabel('Agrupar por').selectOption('Sucursal');
  const names = page.locator('.report-rows tbody th');
  // By the hour there may be two rows as well.
  await until('both branches', async () => (await names.allInnerTexts()).includes('Sucursal Norte'));
  expect(await names.allInnerTexts()).toEqual(['Sucursal Centro', 'Sucursal Norte']);
  const issued = (row: string) => page.locator(`${row} td`).first().innerText();
  expect(await issued('.report-rows tbody tr:nth-child(2)')).toBe('1');
  const centro = Number(await issued('.report-rows tbody tr:nth-child(1)'));
  expect(centro).toBeGreaterThan(10);
  expect(Number(await issued('.report-rows tfoot tr'))).toBe(centro + 1);
  await page.getByText(/^Todo el banco · Comparado con/).waitFor();
  await page.getByRole('heading', { name: 'Ocupación por sucursal' }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportar CSV' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^informe-branch-BANCO-/);
  await page.waitForURL(/#\/reports\?by=branch&at=CENTRO$/);
});
