import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { answerOf, events, feigned, found, named, openAudit, SEARCH, sentences, servedTicket } from './support/audit';
import { openConsole, openView, signIn } from './support/console';
import { openWorld, screen, until, type World } from './support/world';

/** The supervisor's view of the audit log (R10): what is found in it, and how it is told. */
let world: World;
let numero: string;

beforeAll(async () => {
  world = await openWorld();
  numero = await servedTicket(world);
});
afterEach(async () => {
  await world.tidy();
});
afterAll(() => world?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });

describe('a story', () => {
  test('R10: a ticket from the kiosk to the end of its service, in words, in both languages', async () => {
    const page = await openAudit(world, `?ticket=${numero.toLowerCase()}`);
    await found(page, new RegExp(`^Historia de ${numero} · \\d+ eventos$`));
    await named(page);
    const told = await sentences(page);
    expect(told).toEqual([
      'Creado en Kiosko demo: Caja, lugar 1 de la cola, espera estimada 5 min',
      ...(told.length === 6 ? [expect.stringMatching(/^Es de los próximos/)] : []),
      'Llamado al módulo 3 por María González: llevaba 0 de 20 min',
      'Llamado otra vez al módulo 3: repetición 1',
      'Atención iniciada en el módulo 3',
      'Atención terminada (menos de 1 min)',
    ]);
    expect(await page.locator('.story-head').innerText()).toMatch(
      new RegExp(`${numero}\\s+Caja\\s+Completado[^]*Llamadas\\s+2[^]*María González`),
    );
    await button(page, 'English').click();
    await found(page, /^Story of /);
    expect((await sentences(page)).at(-1)).toBe('Service completed (less than 1 min)');
  });

  test('R10: from a row of the day to the story of its ticket, and back to the day by the way back', async () => {
    const page = await openAudit(world);
    await page.getByRole('link', { name: numero, exact: true }).first().click();
    await found(page, new RegExp(`^Historia de ${numero}`));
    expect(new URL(page.url()).hash).toMatch(new RegExp(`^#/audit\\?ticket=${numero}&date=\\d{4}-\\d{2}-\\d{2}$`));
    expect(await field(page, 'Turno').inputValue()).toBe(numero);
    await page.goBack();
    await found(page, /^\d+ eventos$/);
  });

  test('R10: on paper it is one page, without the tools', async () => {
    const page = await openAudit(world, `?ticket=${numero}`);
    await found(page, /^Historia de /);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top, .audit-filters, .audit-tools').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.story-head, .event-words').filter({ visible: true }).count()).toBeGreaterThan(5);
  });
});

describe('the search', () => {
  test('R10: by advisor, by who did it, by what happened, by what it is about; the address keeps it', async () => {
    const page = await openAudit(world);
    await field(page, 'Asesor').selectOption('María González');
    await field(page, 'Qué pasó').selectOption('Atención iniciada');
    await found(page, '1 evento');
    expect(await sentences(page)).toEqual(['Atención iniciada en el módulo 3']);
    await page.reload();
    await found(page, '1 evento');
    await named(page);
    expect(await field(page, 'Qué pasó').inputValue()).toBe('TICKET_INICIADO');
    await field(page, 'Qué pasó').selectOption('Nadie disponible');
    await page.getByText('No hay eventos así en estos días').waitFor();
    await button(page, 'Quitar los filtros').click();
    await events(page).first().waitFor();

    await field(page, 'Hecho por').fill('maría gonzález');
    await field(page, 'Sobre').selectOption('Asesores');
    await page.waitForURL(/actor=maria\.gonzalez%40banco\.com&entity=ADVISOR/);
    // What she did to tickets may be shown in between: by who did it alone.
    await found(page, '2 eventos');
    expect(await page.locator('.event-who').allInnerTexts()).toEqual(['María González', 'María González']);
    expect(await sentences(page)).toEqual(['Fuera de línea: Almuerzo', 'Disponible en el módulo 3']);
  });

  test('R10: today is where it begins; yesterday knows nothing of it, and seven days do', async () => {
    const page = await openAudit(world);
    expect(await button(page, 'Hoy').getAttribute('aria-pressed')).toBe('true');
    await button(page, 'Ayer').click();
    await page.getByText('No hay eventos así en estos días').waitFor();
    await button(page, '7 días').click();
    await events(page).first().waitFor();
    const [from, to] = await Promise.all(['Desde', 'Hasta'].map((name) => field(page, name).inputValue()));
    expect(Date.parse(to!) - Date.parse(from!)).toBe(6 * 86_400_000);
    await field(page, 'Hasta').fill(from!);
    await page.waitForURL(new RegExp(`date=${from}`));
  });

  test('R10: what is written meanwhile moves nothing: it is counted, and shown when it is asked for', async () => {
    const page = await openAudit(world, '', {}, (page) => page.clock.install());
    await events(page).first().waitFor();
    await named(page);
    const before = await page.locator('[data-event-id]').evaluateAll((rows) => rows.map((row) => row.outerHTML));
    const kiosk = await kioskOf(world.server.origin);
    const fresh = await kiosk.issue('GERENCIA');
    await page.clock.fastForward(5_100);
    const news = button(page, /^\d+ nuevos?$/);
    await news.waitFor();
    const after = await page.locator('[data-event-id]').evaluateAll((rows) => rows.map((row) => row.outerHTML));
    expect(after).toEqual(before);
    await news.click();
    await page.getByRole('link', { name: fresh.numero }).first().waitFor();
    await news.waitFor({ state: 'detached' });
    await emptyBranch(world.server.origin);
  });

  test('R10: pages stay where they were: the next one repeats how far the first one saw', async () => {
    const asked: string[] = [];
    const page = await openAudit(world, '', {}, (page) =>
      page.route(SEARCH, async (route) => {
        const { searchParams } = new URL(route.request().url());
        // What looks for news has no page.
        if (searchParams.has('page')) asked.push(`${searchParams.get('page')} ${searchParams.get('upTo')}`);
        await route.fulfill({ json: answerOf([feigned()], { total: 120, page: Number(searchParams.get('page')) }) });
      }),
    );
    await page.getByText('1–50 de 120').waitFor();
    await button(page, 'Más antiguos').click();
    await page.getByText('51–100 de 120').waitFor();
    await field(page, 'Sobre').selectOption('Asesores');
    await page.getByText('1–50 de 120').waitFor();
    expect(asked).toEqual(['1 null', '2 1000', '1 null']);
  });

  test('R10: an answer that is overtaken is called off and never shown; what was found stays meanwhile', async () => {
    const page = await openAudit(world);
    await events(page).first().waitFor();
    await named(page);
    const shown = await sentences(page);
    let release: () => void = () => undefined;
    const slow = new Promise<void>((done) => (release = done));
    const ended: string[] = [];
    page.on('requestfailed', (request) => ended.push(request.url()));
    await page.route(SEARCH, async (route) => {
      if (!route.request().url().includes('DEVICE')) return route.continue();
      await slow;
      return route.fulfill({ json: answerOf([feigned({ eventType: 'DEVICE_REVOCADO' })]) }).catch(() => undefined);
    });
    await field(page, 'Sobre').selectOption('Dispositivos');
    await page.locator('.list-card[aria-busy=true]').waitFor();
    expect(await sentences(page)).toEqual(shown);
    await field(page, 'Sobre').selectOption('Asesores');
    await page.locator('.list-card[aria-busy=false]').waitFor();
    release();
    await until('it is called off', () => Promise.resolve(ended.some((url) => url.includes('DEVICE'))));
    expect(ended.filter((url) => url.includes('DEVICE'))).toHaveLength(1);
    await page.waitForLoadState('networkidle');
    expect((await sentences(page)).join()).not.toContain('revocado');
  });
});

describe('one event', () => {
  test('R10: old and new side by side, what changed first; who, from where, when to the millisecond; all of it as it is', async () => {
    const record = feigned({ metadata: { recallCount: 1, impresora: 'P-2' } });
    const page = await openAudit(world, '', {}, (page) =>
      page.route(SEARCH, (route) => route.fulfill({ json: answerOf([record]) })),
    );
    await page.getByText('impresora: P-2').waitFor(); // no sentence knows it: it is shown beside
    const details = button(page, 'Detalles: C05, Llamado otra vez al módulo 3: repetición 1');
    await details.focus();
    await page.keyboard.press('Enter');
    expect(await details.getAttribute('aria-expanded')).toBe('true');
    await named(page);
    const rows = await page.locator('.diff tbody tr').allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      'Repeticiones del llamado cambió 0 1',
      'Módulo sin registro 3',
      'Estado En atención En atención',
    ]);
    const origin = (await page.locator('.event-origin').innerText()).replace(/\s+/g, ' ');
    for (const words of [
      'Quién María González maria.gonzalez@banco.com',
      'Dirección IP 10.0.0.7',
      'Navegador Chrome 141 · Windows Mozilla/5.0',
      'Hora de la sucursal 20 nov 2026, 10:14:00,123 America/Santiago',
      'Hora UTC 2026-11-20T13:14:00.123Z',
      `N.º en el registro ${record.id}`,
      `Hash ${record.hash}`,
    ]) {
      expect(origin).toContain(words);
    }
    await page.getByText('Registro completo (JSON)').click();
    expect(JSON.parse(await page.locator('.event-raw pre').innerText())).toEqual(record);
  });

  test('R10: the arrows go from event to event', async () => {
    const page = await openAudit(world);
    await page.locator('.event-open').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await events(page).nth(1).getAttribute('data-open')).toBe('true');
  });
});

describe('who may', () => {
  test('R10: an advisor has no such view, whatever the address says, and never downloads it', async () => {
    const page = await openConsole(world);
    const files: string[] = [];
    page.on('request', (request) => files.push(request.url()));
    await page.goto(`${world.server.origin}/console/#/audit`);
    await signIn(page, 'carlos.rodriguez');
    await screen(page, 'desk-offline').waitFor();
    expect(files.filter((file) => /assets\/audit|api\/admin\/audit/.test(file))).toEqual([]);
  });

  test('R10: from the table of advisors and by the menu, with the touch of a finger', async () => {
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    expect((await supervisor('GET', '/api/admin/audit?limit=1')).total).toBeGreaterThan(5);
    const page = await openConsole(world, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await signIn(page, 'supervisor');
    await page.getByRole('link', { name: 'María González' }).tap();
    await screen(page, 'audit').waitFor();
    await page.locator('.event-words').first().tap();
    await page.locator('.diff').waitFor();
    await button(page, 'Más filtros').tap();
    const chosen = field(page, 'Asesor').locator('option:checked');
    await until('the names are there', async () => (await chosen.innerText()) === 'María González');
    await openView(page, 'Supervisión');
    await screen(page, 'supervisor').waitFor();
    await openView(page, 'Auditoría');
    await screen(page, 'audit').waitFor();
  });
});
