import type { MessagesAnswer, MessageView } from '@ticketero/contract';
import type { BrowserContextOptions, Page } from 'playwright-core';

import { emptyBranch, kioskOf } from './support/api.mjs';
import { violations } from './support/axe';
import { openConsole, openView, signIn } from './support/console';
import { TELEGRAM_ON } from './support/kiosk';
import { answeredSoFar, openWorld, screen, SIZES, stopClock, until, type World } from './support/world';

/** The supervisor's view of the messages (R9). "Feigned": states that take a customer's phone, or a broken Telegram. */
let world: World;

beforeAll(async () => {
  world = await openWorld(TELEGRAM_ON);
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

async function openMessages(
  options: BrowserContextOptions = {},
  before?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  const page = await openConsole(world, options);
  await before?.(page);
  await signIn(page, 'supervisor');
  await openView(page, 'Mensajes');
  await screen(page, 'messages').waitFor();
  return page;
}

const rows = (page: Page) => page.locator('.messages-table tbody tr');
const rowOf = (page: Page, words: RegExp) => page.getByRole('row', { name: words });

const NOW = Date.parse('2026-11-20T13:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();

function feigned(id: number, change: Partial<MessageView> = {}): MessageView {
  return {
    id,
    numero: 'C05',
    codigoReferencia: '0f8fad5b-d9cb-469f-a165-70867728950e',
    queueType: 'CAJA',
    plantilla: 'totem_es_tu_turno',
    estadoEnvio: 'ENVIADO',
    linked: true,
    fechaProgramada: at(0),
    readyAt: at(0),
    fechaEnvio: at(0.6),
    intentos: 0,
    errorMessage: null,
    canRetry: false,
    ...change,
  };
}

function answerOf(records: MessageView[], change: Partial<MessagesAnswer> = {}): MessagesAnswer {
  const summary = { sent: 8, sending: 1, planned: 3, waitingForLink: 5, failed: 2, discarded: 4 };
  return { total: records.length, page: 1, pageSize: 20, records, summary, telegram: { status: 'UP' }, ...change };
}

/** Answers the list with what `make` gives for its query; tells how often it was asked. */
async function feign(page: Page, make: (query: URLSearchParams) => MessagesAnswer) {
  const asked: string[] = [];
  await page.route('**/api/admin/messages?*', async (route) => {
    const { searchParams, search } = new URL(route.request().url());
    asked.push(search);
    await route.fulfill({ json: make(searchParams) });
  });
  return asked;
}

const FAILED = feigned(1, {
  estadoEnvio: 'FALLIDO',
  fechaEnvio: null,
  intentos: 4,
  errorMessage: 'SIN_RESPUESTA',
  canRetry: true,
});

describe('with the server', () => {
  test('A phone that is typed plans three messages; they wait for the customer, and the figures count them', async () => {
    await emptyBranch(world.server.origin);
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA', { telefono: '+56987654321' });
    const page = await openMessages();
    await rows(page).nth(2).waitFor();
    expect(await rows(page).count()).toBe(3);
    for (const template of ['Ticket creado', 'Pronto será su turno', 'Es su turno']) {
      await rowOf(page, new RegExp(`${numero} Caja ${template} Sin vincular`)).waitFor();
    }
    expect(await page.locator('.figure-waitingForLink dd').textContent()).toBe('3');
    await page.getByRole('heading', { name: /^Telegram/ }).waitFor();

    await page.getByRole('button', { name: 'Enviados' }).click();
    await page.getByText('Ningún mensaje coincide con el filtro').waitFor();
    await page.getByRole('button', { name: 'Ver todos' }).click();
    await rows(page).nth(2).waitFor();
    await page.getByRole('searchbox', { name: 'Buscar por número' }).fill(numero.toLowerCase());
    await rows(page).nth(2).waitFor();
    await page.getByRole('searchbox').fill('C99');
    await page.getByText('Ningún mensaje coincide con el filtro').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('987654321'); // R13
  });

  test('An advisor has no such view, whatever the address says', async () => {
    const page = await openConsole(world);
    await signIn(page, 'maria.gonzalez');
    await screen(page, 'desk-offline').waitFor();
    await page.goto(`${world.server.origin}/console/#/messages`);
    await screen(page, 'desk-offline').waitFor();
    expect(await page.getByRole('link', { name: 'Mensajes' }).count()).toBe(0);
  });
});

describe('the table (feigned answers)', () => {
  test('Each message says in words which it is, where it is, why it failed and how late it was', async () => {
    const page = await openMessages({}, async (page) => {
      await feign(page, () =>
        answerOf([
          feigned(9, { estadoEnvio: 'PENDIENTE', fechaEnvio: null, readyAt: null, fechaProgramada: at(600) }),
          feigned(8, { estadoEnvio: 'PENDIENTE', fechaEnvio: null, intentos: 2, errorMessage: 'SIN_CONEXION' }),
          feigned(7, { estadoEnvio: 'PENDIENTE', fechaEnvio: null, readyAt: null, linked: false, numero: 'P03' }),
          feigned(6, { plantilla: 'totem_ticket_creado' }),
          feigned(5, { fechaEnvio: at(125) }),
          feigned(4, {
            numero: 'E02',
            queueType: 'EMPRESAS',
            plantilla: 'totem_proximo_turno',
            estadoEnvio: 'DESCARTADO',
          }),
          FAILED,
        ]),
      );
    });
    const words = async () => (await rows(page).allInnerTexts()).map((row) => row.replace(/\s+/g, ' ').trim());
    await rows(page).nth(6).waitFor();
    expect(await words()).toEqual([
      '10:10 C05 Caja Es su turno Previsto 0 — —',
      '10:00 C05 Caja Es su turno Se reintenta 2 Sin conexión con Telegram —',
      '10:00 P03 Caja Es su turno Sin vincular 0 — —',
      '10:00 C05 Caja Ticket creado Enviado 0 — 0,6 s',
      '10:02 C05 Caja Es su turno Enviado 0 — 2:05 min',
      '10:00 E02 Empresas Pronto será su turno Descartado 0 — 0,6 s',
      '10:00 C05 Caja Es su turno Fallido 4 Telegram no respondió a tiempo — Reintentar',
    ]);
    expect(await page.locator('.figure dd').allTextContents()).toEqual(['8', '1', '3', '5', '2', '4']);
  });

  test('Reintentar by keyboard: the message is on its way again, and the focus stays in its row', async () => {
    let retried = false;
    const page = await openMessages({}, async (page) => {
      const again = feigned(1, { estadoEnvio: 'PENDIENTE', fechaEnvio: null });
      await feign(page, () => answerOf([retried ? again : FAILED]));
      await page.route('**/api/admin/messages/1/retry', async (route) => {
        retried = true;
        await route.fulfill({ json: again });
      });
    });
    const button = page.getByRole('button', { name: 'Reintentar «Es su turno» de C05' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('El mensaje de C05 se enviará otra vez.').waitFor();
    await rowOf(page, /En envío/).waitFor();
    expect(await button.count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('C05');
  });

  test('409: the server’s own words say why it is not tried again', async () => {
    const page = await openMessages({}, async (page) => {
      await feign(page, () => answerOf([FAILED]));
      await page.route('**/api/admin/messages/1/retry', (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          json: { status: 409, error: 'TRANSICION_INVALIDA', mensaje: 'Este mensaje ya no se puede reintentar' },
        }),
      );
    });
    await page.getByRole('button', { name: /^Reintentar/ }).click();
    await page.getByRole('alert').getByText('Este mensaje ya no se puede reintentar').waitFor();
  });

  test('Filter and pages: asked of the server, and a filter starts from its first page', async () => {
    let asked: string[] = [];
    const page = await openMessages({}, async (page) => {
      asked = await feign(page, (query) => {
        const total = query.get('estadoEnvio') === 'FALLIDO' ? 1 : 45;
        return answerOf([FAILED], { total, page: Number(query.get('page')) });
      });
    });
    await page.getByText('1–20 de 45').waitFor();
    await page.getByRole('button', { name: 'Más antiguos' }).click();
    await page.getByText('21–40 de 45').waitFor();
    await page.getByRole('button', { name: 'Más antiguos' }).click();
    await page.getByText('41–45 de 45').waitFor();
    expect(await page.getByRole('button', { name: 'Más antiguos' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Fallidos' }).click();
    await page.getByRole('navigation', { name: 'Páginas' }).waitFor({ state: 'detached' });
    expect(asked.at(-1)).toBe('?page=1&pageSize=20&estadoEnvio=FALLIDO');
  });
});

describe('the states (feigned answers)', () => {
  test('Telegram down: in words, and since when; off: what becomes of the messages', async () => {
    let telegram: MessagesAnswer['telegram'] = { status: 'DOWN', detail: `SIN_CONEXION desde ${at(0)}` };
    const page = await openMessages({}, async (page) => {
      await page.clock.install();
      await feign(page, () => answerOf([], { telegram }));
    });
    await page.getByRole('heading', { name: 'Telegram no funciona' }).waitFor();
    await page.getByText('Sin conexión con Telegram desde las 10:00').waitFor();
    await page.getByText('Hoy no hay mensajes todavía').waitFor();
    telegram = { status: 'OFF' };
    await page.clock.fastForward(5_100);
    await page.getByRole('heading', { name: 'Telegram está apagado' }).waitFor();
  });

  test('Every 5 s anew while it can be seen, not at all while it is hidden, and at once when it is back', async () => {
    let asked: string[] = [];
    const page = await openMessages({}, async (page) => {
      await page.clock.install();
      asked = await feign(page, () => answerOf([FAILED]));
    });
    await rows(page).first().waitFor();
    await stopClock(page);
    await answeredSoFar(page);
    const seen = async (visibility: string) =>
      page.evaluate((state) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, visibility);
    const before = asked.length;
    await page.clock.fastForward(5_100);
    await until('it asked again', async () => asked.length === before + 1);
    await seen('hidden');
    await page.clock.fastForward(20_000);
    await answeredSoFar(page);
    expect(asked.length).toBe(before + 1);
    await seen('visible');
    await until('it asked at once', async () => asked.length === before + 2);
  });

  test('No answer: at first it says so and tries again, later the table stays and says how old it is', async () => {
    let silent = true;
    const page = await openMessages({}, async (page) => {
      await page.clock.install();
      await page.route('**/api/admin/messages?*', (route) =>
        silent ? route.abort() : route.fulfill({ json: answerOf([FAILED]) }),
      );
    });
    await page.getByRole('alert').getByText('No se pudieron cargar los mensajes').waitFor();
    // They would come by themselves just before the button is pressed, which goes with it.
    await stopClock(page);
    await answeredSoFar(page);
    silent = false;
    await page.getByRole('button', { name: 'Intentar ahora' }).click();
    await rows(page).first().waitFor();
    silent = true;
    await page.clock.fastForward(5_100);
    await page.getByRole('status').getByText('El servidor no responde; se vuelve a intentar solo.').waitFor();
    expect(await rows(page).count()).toBe(1);
  });
});

describe.each([
  ['es', SIZES.desk],
  ['en', { width: 390, height: 844 }],
] as const)('accessibility (%s, %o)', (language, viewport) => {
  test('WCAG: full, empty and failed; nothing is wider than the screen', async () => {
    const found: Record<string, string[]> = {};
    const cases = {
      full: answerOf([feigned(2), FAILED], { total: 45, telegram: { status: 'DOWN', detail: 'SIN_CONEXION' } }),
      empty: answerOf([], { telegram: { status: 'OFF' } }),
      failed: null,
    };
    for (const [name, answer] of Object.entries(cases)) {
      const page = await openMessages({ viewport, reducedMotion: 'reduce' }, (page) =>
        page.route('**/api/admin/messages?*', (route) => (answer ? route.fulfill({ json: answer }) : route.abort())),
      );
      await page.locator('.list-card, .list-note').first().waitFor();
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      const wrong = await violations(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wrong.length > 0 || wide) found[name] = [...wrong, ...(wide ? ['too wide'] : [])];
      if (language === 'en') expect(await page.locator('main').innerText()).not.toMatch(/mensaje|Telegram (no|está)/i);
      await page.context().close();
    }
    expect(found).toEqual({});
  });
});
