import { readFileSync } from 'node:fs';

import type { AuditVerification } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { signedIn } from './support/api.mjs';
import { answerOf, events, feigned, found, openAudit, SEARCH, servedTicket } from './support/audit';
import { violations } from './support/axe';
import { openWorld, SIZES, until, type World } from './support/world';

/** The audit view's tools: whether the log is whole, a copy of it, and its states as everybody can use them. */
let world: World;
let numero: string;

beforeAll(async () => {
  world = await openWorld();
  numero = await servedTicket(world);
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const verify = (page: Page) => button(page, 'Comprobar la cadena').click();
const VERIFY = '**/api/admin/audit/verify';
const EXPORT = '**/api/admin/audit/export?*';

const result = (change: Partial<AuditVerification>): AuditVerification => ({
  branch: 'CENTRO',
  events: 1_000_000,
  valid: true,
  firstInvalidId: null,
  ...change,
});

describe('whether the log is whole', () => {
  test('R10: green, with the count of all events of the branch', async () => {
    const page = await openAudit(world);
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    const counted = async () => (await supervisor('GET', '/api/admin/audit/verify')).events as number;
    let count = NaN;
    let words = '';
    // A job may write an event between two looks: then both look again.
    await until('both count in one moment', async () => {
      const before = await counted();
      await verify(page);
      words = await page.locator('.verify-good').innerText();
      count = await counted();
      if (count !== before) await button(page, 'Cerrar el resultado').click();
      return count === before;
    });
    expect(words).toMatch(
      new RegExp(`^${count} eventos: la cadena está completa\\. Comprobado a las \\d\\d:\\d\\d:\\d\\d, en `),
    );
    await button(page, 'Cerrar el resultado').click();
    await page.locator('.verify').waitFor({ state: 'detached' });
  });

  test('R10: while it runs it says so, and a million is told as a million', async () => {
    let release: () => void = () => undefined;
    const walked = new Promise<void>((done) => (release = done));
    const page = await openAudit(world, '', {}, (page) =>
      page.route(VERIFY, async (route) => {
        await walked;
        await route.fulfill({ json: result({}) });
      }),
    );
    await verify(page);
    await page.getByText('Se recorre la cadena entera, evento por evento.').waitFor();
    expect(await button(page, 'Revisando…').getAttribute('aria-busy')).toBe('true');
    release();
    await page.getByText('1.000.000 eventos: la cadena está completa.').waitFor();
  });

  test('R10: red, with the event that does not fit and the way to it', async () => {
    const page = await openAudit(world);
    await events(page).first().waitFor();
    const id = Number(await events(page).nth(2).getAttribute('data-event-id'));
    await page.route(VERIFY, (route) =>
      route.fulfill({ json: result({ valid: false, firstInvalidId: id, events: 12 }) }),
    );
    await verify(page);
    await page.getByRole('alert').getByText(`La cadena se rompe en el evento ${id}.`).waitFor();
    await page.getByRole('link', { name: 'Ver ese evento' }).click();
    await found(page, '1 evento');
    expect(await events(page).getAttribute('data-event-id')).toBe(String(id));
    expect(await events(page).getAttribute('data-open')).toBe('true');
    await page.getByRole('alert').getByText(`La cadena se rompe en el evento ${id}.`).waitFor(); // still there
  });

  test('R10: an event that was taken out is said to be missing', async () => {
    const page = await openAudit(world, '?id=987654321');
    await page.getByText('El evento 987654321 no está en el registro').waitFor();
  });

  test('R10: asked too often, or no answer: nobody is told that all is well', async () => {
    const page = await openAudit(world);
    const problem = { status: 429, mensaje: 'Demasiadas solicitudes', error: 'DEMASIADAS_SOLICITUDES' };
    await page.route(VERIFY, (route) =>
      route.fulfill({ status: 429, headers: { 'retry-after': '59' }, json: problem }),
    );
    await verify(page);
    await page.getByText('Se comprobó varias veces hace poco: espera un momento.').waitFor();
    await page.getByText(/^Faltan [3-5]\d segundos\.$/).waitFor();
    await page.unroute(VERIFY);
    await page.route(VERIFY, (route) => route.abort());
    await verify(page);
    await page.getByText('no se sabe si la cadena está completa').waitFor();
    expect(await page.locator('.verify-good').count()).toBe(0);
  });
});

describe('a copy of the log', () => {
  test('R10: what was found is saved as a file, with the name that the server gave it', async () => {
    const page = await openAudit(world, `?ticket=${numero}`, { acceptDownloads: true });
    await found(page, /^Historia de /);
    const told = await events(page).count();
    const saved = page.waitForEvent('download');
    await button(page, 'Exportar CSV').click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^auditoria-CENTRO-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFid;fecha_hora_utc;/);
    expect(lines).toHaveLength(1 + told);
    expect(lines[1]).toContain('TICKET_CREADO'); // in the order of the story
    expect(lines.slice(1).every((line) => line.includes(`;${numero};`))).toBe(true);
    await page.getByText(/^El archivo está en tus descargas \(\d+ kB\)\.$/).waitFor();
  });

  test('R10: one that takes long tells so and can be called off; then nothing is saved', async () => {
    const page = await openAudit(world, '', {}, (page) => page.route(EXPORT, () => undefined));
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/export'));
    await button(page, 'Exportar CSV').click();
    await page.getByText('Descargando…').waitFor();
    await button(page, 'Cancelar').click();
    await failed;
    await button(page, 'Exportar CSV').waitFor();
    expect(await page.locator('.verify').count()).toBe(0);
  });

  test('R10: refused, or no answer: said calmly, and the search goes on', async () => {
    const page = await openAudit(world);
    await events(page).first().waitFor();
    await page.route(EXPORT, (route) =>
      route.fulfill({ status: 429, json: { mensaje: 'Espera un momento', detail: 'Wait a moment' } }),
    );
    await button(page, 'Exportar CSV').click();
    await page.getByText('Espera un momento').waitFor();
    await page.unroute(EXPORT);
    await page.route(EXPORT, (route) => route.abort());
    await button(page, 'Exportar CSV').click();
    await page.getByText('La descarga se cortó: no se guardó nada. Vuelve a intentarlo.').waitFor();
    expect(await events(page).count()).toBeGreaterThan(5);
  });
});

describe('no answer', () => {
  test('At first it says so and tries again by itself; later what was found stays, and says that it is old', async () => {
    let silent = true;
    const page = await openAudit(world, '', {}, async (page) => {
      await page.clock.install();
      await page.route(SEARCH, (route) => (silent ? route.abort() : route.continue()));
    });
    await page.getByRole('alert').getByText('No se pudo leer la auditoría').waitFor();
    silent = false;
    await page.clock.fastForward(5_100);
    await events(page).first().waitFor();
    silent = true;
    await page.getByLabel('Sobre', { exact: true }).selectOption('Asesores');
    await page.getByText('El servidor no responde; se vuelve a intentar solo.').waitFor();
    expect(await events(page).count()).toBeGreaterThan(5);
    silent = false;
    await page.clock.fastForward(5_100);
    await page.getByText('El servidor no responde').waitFor({ state: 'detached' });
  });

  test('R14: what the server refuses is said in its words', async () => {
    const problem = { status: 400, error: 'VALIDACION_FALLIDA', mensaje: 'Mal', campos: { actor: 'Demasiado largo' } };
    const page = await openAudit(world, '', {}, (page) =>
      page.route(SEARCH, (route) => route.fulfill({ status: 400, json: problem })),
    );
    await page.getByRole('alert').getByText('Demasiado largo').waitFor();
  });
});

describe.each([
  ['es', { width: 390, height: 844 }],
  ['en', SIZES.desk],
] as const)('accessibility (%s, %o)', (language, viewport) => {
  /** Every state of the view, one after the other, as somebody may meet them; after each: what to look at. */
  async function states(page: Page, look: (name: string) => Promise<void>): Promise<void> {
    const go = async (query: string) => {
      await page.evaluate((hash) => (location.hash = hash), `#/audit${query}`);
      await page.locator('.list-card[aria-busy=false]').waitFor();
    };
    await page.locator('.event-open').nth(1).click();
    await page.locator('.event-raw summary').click();
    await look('a day, one open');
    await go(`?ticket=${numero}`);
    await page.locator('.story-head').waitFor();
    await look('a story');
    await page.locator('.audit-tools button').last().click();
    await page.locator('.verify-good').waitFor();
    await look('whole');
    await page.route(VERIFY, (route) =>
      route.fulfill({ json: result({ valid: false, firstInvalidId: 3, events: 2 }) }),
    );
    await page.locator('.audit-tools button').last().click();
    await page.locator('.verify-bad').waitFor();
    await look('broken');
    await page.route(SEARCH, (route) => route.fulfill({ json: answerOf([]) }));
    await go('?entity=DEVICE');
    await page.locator('.list-note').waitFor();
    await look('nothing found');
    await page.route(SEARCH, (route) => {
      const unknown = feigned({ eventType: 'ALGO_NUEVO', metadata: { largo: 'x'.repeat(300) } });
      return route.fulfill({ json: answerOf([unknown], { total: 400 }) });
    });
    await go('?entity=USER');
    await page.locator('.event-fact').first().waitFor();
    await look('what nobody knows');
    await page.route(SEARCH, (route) => route.abort());
    await page.reload();
    await page.locator('.list-note').waitFor();
    await look('no answer');
  }

  test('WCAG: every state, and nothing is wider', async () => {
    const page = await openAudit(world, '', { viewport, reducedMotion: 'reduce' });
    if (language === 'en') await button(page, 'English').click();
    const wrong: Record<string, string[]> = {};
    await states(page, async (name) => {
      const found = await violations(page);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push('too wide');
      const words = await page.locator('main').innerText();
      if (language === 'en' && /evento|turno|módulo|cadena|registro/i.test(words)) found.push(`Spanish: ${words}`);
      if (found.length > 0) wrong[name] = found;
    });
    expect(wrong).toEqual({});
  });
});
