import { readFileSync } from 'node:fs';

import type { Page } from 'playwright-core';

import { openConsole, signIn } from './support/console';
import { FIGURES, FIRST, openReports, SECOND, twoDays } from './support/reports';
import { answeredSoFar, openWorld, screen, stopClock, until, type World } from './support/world';

/** The supervisor's reports: what the branch did, in figures, pictures and a table, over two days that were lived. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
  await twoDays(world);
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const BOTH = `?from=${FIRST}&to=${SECOND}`;
const REPORT = /\/api\/admin\/reports\?/;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true, pressed: true }).waitFor();
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();
const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
const rows = async (page: Page, part = 'tbody tr') =>
  (await page.locator(`.report-rows ${part}`).allInnerTexts()).map(plain);
const names = async (page: Page) => (await page.locator('.report-rows tbody th').allInnerTexts()).map(plain);
const headline = async (page: Page) => (await page.locator('.headline').allInnerTexts()).map(plain);
const pictures = (page: Page) => page.locator('.chart-picture svg');
const drawn = (page: Page, count = 5) =>
  until(`${String(count)} pictures`, async () => (await pictures(page).count()) === count);

describe('what a report says', () => {
  test('Reports: the figures of the day are those that were lived, beside the same weekday of the week before', async () => {
    const page = await openReports(world);
    await heading(page, 'jueves, 19 de marzo de 2026');
    await page.getByText(/^Comparado con jue, 12 mar · Hoy aún no termina: cifras de las 11:0\d$/).waitFor();
    await page.locator('.headline-verdict').first().waitFor();
    const [now, before] = [FIGURES[SECOND], FIGURES[FIRST]];
    expect(await headline(page)).toEqual([
      `Atendidos ${now.served} menos Antes: ${before.served}`,
      `Espera mediana (p50) ${now.wait} min peor Antes: ${before.wait} min`,
      `Espera de 9 de cada 10 (p90) ${now.wait} min peor Antes: ${before.wait} min`,
      'Dentro de la meta 0 % peor Antes: 100 %',
      expect.stringMatching(/^Promesa cumplida /),
    ]);
    expect(await page.locator('.chart-outcomes .chart-says').innerText()).toBe(
      `Turnos: ${now.issued}. Atendidos: ${now.served}; no atendidos: ${now.noShow}; cancelados: ${now.cancelled}.`,
    );
    await until('its hours', async () => (await names(page)).length > 0);
    expect(await names(page)).toEqual(['09:00–10:00']);
  });

  test('Reports: two days in one table, by day and by queue; their sum below', async () => {
    const page = await openReports(world, BOTH);
    await heading(page, '12–19 mar 2026');
    await field(page, 'Agrupar por').selectOption('Día');
    await until('the days', async () => (await names(page)).length === 6);
    const issued = (await rows(page)).map((row) =>
      row.replace(/^(\S+ \d+ \S+ 2026) (\d+) (\d+) (\d+) .*$/, '$1: $2 $3 $4'),
    );
    expect(issued.filter((row) => !row.endsWith(': 0 0 0'))).toEqual([
      'jue, 12 mar 2026: 5 3 1',
      'jue, 19 mar 2026: 3 2 0',
    ]);
    expect(issued).toHaveLength(6); // no Saturday and no Sunday: nobody came on any
    expect((await rows(page, 'tfoot tr'))[0]).toMatch(/^Total 8 5 1 /);
    await field(page, 'Agrupar por').selectOption('Cola');
    await until('the queues', async () => (await names(page)).includes('Caja'));
    const [caja] = (await rows(page)).filter((row) => row.startsWith('Caja'));
    expect(caja).toMatch(/^Caja 7 4 1 /);
    await field(page, 'Cola').selectOption('Empresas');
    await until('one queue', async () => (await rows(page, 'tfoot tr'))[0]?.startsWith('Total 1 1 0 ') === true);
    // Who serves several queues is on duty for all of them.
    await page.getByRole('heading', { name: 'Ocupación por asesor, en todas las colas' }).waitFor();
    await until('both who were on duty', async () =>
      (await page.locator('.chart-occupancy svg').innerHTML()).includes('Carlos Rodríguez'),
    );
  });

  test('Reports: each picture has its words and its numbers; nothing is refused by the browser', async () => {
    const said: string[] = [];
    const page = await openReports(world, `${BOTH}&by=day`, {}, async (page) => {
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('401')) said.push(message.text());
      });
    });
    await drawn(page);
    const alternatives = await page.locator('.chart-picture').evaluateAll((all) => all.map((one) => one.ariaLabel));
    expect(alternatives).toHaveLength(5);
    expect(alternatives[0]).toMatch(/^Espera\. La mitad esperó 12 min o menos y nueve de cada diez, 25 min o menos\./);
    expect(alternatives[4]).toMatch(/^Llegadas por día y hora\. .* jueves a las 10:00, en promedio 2,5 por día\.$/);
    await page.locator('.chart-waits summary').focus();
    await page.keyboard.press('Enter');
    const numbers = page.getByRole('region', { name: 'Cifras: Espera', exact: true });
    await numbers.waitFor();
    expect((await numbers.locator('tbody tr').allInnerTexts()).map(plain)).toEqual(
      expect.arrayContaining(['jue, 12 mar 2026 12 min 12 min 100 %', 'jue, 19 mar 2026 25 min 25 min 0 %']),
    );
    expect(said).toEqual([]);
  });
});

describe('which report', () => {
  test('Reports: the address has it: a reload and a link show the same, the way back leads to the view before', async () => {
    const page = await openReports(world);
    await page.getByRole('link', { name: 'Turnos' }).click();
    await screen(page, 'tickets').waitFor();
    await page.getByRole('link', { name: 'Reportes' }).click();
    await heading(page, 'jueves, 19 de marzo de 2026'); // the server's day, no longer this machine's
    await button(page, 'Semana pasada').click();
    await heading(page, '9–15 mar 2026');
    await field(page, 'Agrupar por').selectOption('Asesor');
    await page.waitForURL(/#\/reports\?from=2026-03-09&to=2026-03-15&by=advisor$/);
    await page.reload();
    await heading(page, '9–15 mar 2026');
    await pressed(page, 'Semana pasada'); // as soon as the server has said which day it is
    await until('who served', async () => (await names(page)).includes('Ana Martínez'));
    await page.goBack();
    await screen(page, 'tickets').waitFor();
  });

  test('Reports: own dates, by keyboard; one that passes the other takes it along', async () => {
    const page = await openReports(world);
    await field(page, 'Desde').fill(FIRST);
    await heading(page, '12–19 mar 2026');
    await field(page, 'Hasta').fill('2026-03-10');
    await heading(page, 'martes, 10 de marzo de 2026');
    await page.getByText('No hubo turnos en estos días').waitFor();
  });

  test('Reports: a column is sorted by its button, and says so', async () => {
    const page = await openReports(world, `${BOTH}&by=queue`);
    await until('the queues', async () => (await names(page)).length >= 2);
    const issued = page.getByRole('columnheader', { name: 'Emitidos' });
    await issued.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await issued.getAttribute('aria-sort')).toBe('descending');
    expect((await names(page))[0]).toBe('Caja');
    await page.keyboard.press('Enter');
    expect(await issued.getAttribute('aria-sort')).toBe('ascending');
    expect((await names(page)).at(-1)).toBe('Caja');
  });
});

describe('when all does not go well', () => {
  test('Reports: no answer is said calmly, and comes by itself or by the button', async () => {
    const page = await openReports(world, '', {}, async (page) => {
      await page.clock.install();
      await page.route(REPORT, (route) => route.abort());
    });
    await heading(page, 'jueves, 19 de marzo de 2026');
    await page.getByText('No se pudo leer el reporte').waitFor();
    // It would come by itself just before the button is pressed, which goes with it.
    await stopClock(page);
    await answeredSoFar(page);
    await page.unroute(REPORT);
    await button(page, 'Intentar ahora').click();
    await page.clock.resume();
    await drawn(page);
  });

  test('Reports: a part that does not come leaves the others; too long a period is refused in the server’s words', async () => {
    const page = await openReports(world, '', {}, (page) =>
      page.route(/\/api\/admin\/reports\/arrivals\?/, (route) => route.abort()),
    );
    await page.getByText('Estas cifras no llegaron').waitFor();
    await drawn(page, 4);
    await field(page, 'Desde').fill('2020-01-01');
    await page.getByRole('alert').getByText('Un informe abarca hasta').waitFor();
  });

  test('Reports: what still goes on is asked for again each minute, without a flicker', async () => {
    const page = await openReports(world, '', {}, (page) => page.clock.install());
    await drawn(page);
    let asked = 0;
    page.on('request', (request) => (asked += REPORT.test(request.url()) ? 1 : 0));
    await page.clock.fastForward(60_100);
    await until('asked again', () => Promise.resolve(asked >= 3));
    expect(await page.locator('.chart-waiting').count()).toBe(0);
  });
});

describe('to take along', () => {
  test.each([
    ['Exportar CSV', 'csv', '\uFEFF'],
    ['Exportar Excel', 'xlsx', 'PK'],
  ])('Reports: %s saves what is looked at', async (name, ending, begins) => {
    const page = await openReports(world, `${BOTH}&by=day`, { acceptDownloads: true });
    await drawn(page);
    const saved = page.waitForEvent('download');
    await button(page, name).click();
    const file = await saved;
    expect(file.suggestedFilename()).toBe(`informe-day-CENTRO-${FIRST}-${SECOND}.${ending}`);
    expect(readFileSync(await file.path(), 'utf8').startsWith(begins)).toBe(true);
    await page.getByText('El archivo está en tus descargas').waitFor();
  });

  test('Reports: on paper there are the figures, the pictures and the whole table, without the tools', async () => {
    const page = await openReports(world, `${BOTH}&by=day`);
    await drawn(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(3);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top, .report-chooser, .report-tools').filter({ visible: true }).count()).toBe(0);
    expect(await pictures(page).filter({ visible: true }).count()).toBe(5);
    expect(await page.locator('.report-rows tfoot .in-promise').filter({ visible: true }).count()).toBe(5);
  });
});

describe('who, and where', () => {
  test('Reports: an advisor has no such view, and nobody downloads it before it is looked at', async () => {
    const files: string[] = [];
    const draws = () => files.filter((file) => /assets\/(reports|picture)-|api\/admin\/reports/.test(file));
    const page = await openConsole(world);
    page.on('request', (request) => files.push(request.url()));
    await page.goto(`${world.server.origin}/console/#/reports`);
    await signIn(page, 'maria.gonzalez');
    await screen(page, 'desk-offline').waitFor();
    expect(draws()).toEqual([]);
    const other = await openConsole(world);
    other.on('request', (request) => files.push(request.url()));
    await signIn(other, 'supervisor');
    await screen(other, 'supervisor').waitFor();
    await other.getByRole('row').nth(3).waitFor();
    expect(draws()).toEqual([]);
    await other.getByRole('link', { name: 'Reportes' }).click();
    await drawn(other);
    expect(draws().length).toBeGreaterThan(3);
  });

  test('Reports: on a telephone nothing is wider than it, and the table shows one group of columns at a time', async () => {
    const page = await openReports(world, BOTH, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await drawn(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const shown = () => page.locator('.report-rows thead tr:last-child th').filter({ visible: true }).count();
    expect(await shown()).toBe(1 + 6);
    await button(page, 'Atención (min)').tap();
    await pressed(page, 'Atención (min)');
    expect(await shown()).toBe(1 + 5);
    await page.locator('.report-rows td.in-service').first().waitFor();
  });

  test('Reports: in English and in high contrast it is drawn anew in that language and those colours', async () => {
    const page = await openReports(world, `${BOTH}&by=day`);
    await drawn(page);
    await button(page, 'English').click();
    await heading(page, /^Mar 12 – 19, 2026$/);
    await until('English months', async () =>
      (await page.locator('.chart-outcomes svg').innerHTML()).includes('Mar 12'),
    );
    const ink = () =>
      page
        .locator('.chart-waits svg g[stroke="var(--chart-a)"]')
        .first()
        .evaluate((line) => getComputedStyle(line).stroke);
    const before = await ink();
    await page.evaluate(() => (document.documentElement.dataset['theme'] = 'contrast'));
    expect(await ink()).not.toBe(before);
  });
});
