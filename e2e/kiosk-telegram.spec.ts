import type { PublicTicket } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import {
  goHome,
  numberOn,
  openKiosk,
  qrOf,
  qrOn,
  sheetsOf,
  takeNumber,
  tapKeys,
  TELEGRAM_ON,
  tellTickets,
  toThirdStep,
} from './support/kiosk';
import { openWorld, screen, standStill, stopClock, until, type World } from './support/world';

/** A branch with Telegram, and with an address that phones can open (R9). */
const PUBLIC_URL = 'https://turnos.banco.test';
const TELEGRAM_CODE = 'Código QR: avisos por Telegram';
const PAGE_CODE = 'Código QR: su turno en el teléfono';

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld({ ...TELEGRAM_ON, PUBLIC_URL });
});
beforeEach(async () => {
  page = await openKiosk(world);
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const code = (name: string) => page.locator('main').getByRole('img', { name });

/**
 * Where both codes stand, in one look, and not before the printer's answer: what is said of a slip under way takes of their
 * room. `printed`: armed before the number was taken.
 */
async function codes(printed: Promise<unknown>) {
  await printed;
  await page.getByText('Imprimiendo su número…').waitFor({ state: 'detached' });
  const [first, second] = await page
    .locator('main')
    .getByRole('img', { name: /^Código QR/ })
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  return [first!, second!] as const;
}

const printing = () => page.waitForResponse('**/api/tickets/*/print');

/** The next ticket that the server gives this page, as the server tells it. */
function nextTicket(): Promise<PublicTicket> {
  const answer = page.waitForResponse((response) => response.url().endsWith('/api/tickets') && response.ok());
  return answer.then(async (response) => (await response.json()) as PublicTicket);
}

describe('the third step', () => {
  test('The phone is asked for, and sent as it was typed', async () => {
    const request = page.waitForRequest('**/api/tickets');
    await toThirdStep(page, '161718190');
    await page.getByText(/La primera vez, escanee además el código/).waitFor();
    await button('Continuar con teléfono').tap();
    await page.getByText('Escriba su teléfono, o continúe sin teléfono.').waitFor();
    await tapKeys(page, '987654321');
    await button('Continuar con teléfono').tap();
    await screen(page, 'result').waitFor();
    expect((await request).postDataJSON()).toMatchObject({ telefono: '+56987654321' });
  });

  test('Who gives none still gets a number, also by the keyboard alone', async () => {
    const request = page.waitForRequest('**/api/tickets');
    await toThirdStep(page, '171819202');
    await page.keyboard.press('Enter');
    await screen(page, 'result').waitFor();
    expect((await request).postDataJSON()).not.toHaveProperty('telefono');
  });

  test('R13 idle: of a phone that was typed nothing is left anywhere', async () => {
    await standStill(page);
    await toThirdStep(page, '181920212');
    await tapKeys(page, '987654321');
    await page.clock.fastForward(22_000);
    await page.getByRole('alertdialog', { name: '¿Sigue ahí?' }).waitFor();
    await page.clock.fastForward(11_000);
    await screen(page, 'queues').waitFor();
    const left = await page.evaluate(() =>
      JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, location.href]),
    );
    expect(left.replace(/[.\s-]/g, '')).not.toMatch(/18192021|87654321/);
  });
});

describe('the codes to scan', () => {
  test('Telegram’s deep link large, the page beside it smaller: each code is its ticket’s, with its quiet zone', async () => {
    const given = nextTicket();
    const printed = printing();
    await takeNumber(page, '262728293');
    const { codigoReferencia, telegramLink } = await given;
    expect(telegramLink).toBe(`https://t.me/banco_bot?start=${codigoReferencia.replaceAll('-', '')}`);
    expect(await qrOn(page, TELEGRAM_CODE)).toBe(qrOf(telegramLink ?? ''));
    expect(await qrOn(page, PAGE_CODE)).toBe(qrOf(`${PUBLIC_URL}/t/${codigoReferencia}`));
    await page.getByRole('heading', { name: 'Avisos por Telegram' }).waitFor();
    await page.getByText('Escanee con su teléfono y pulse Iniciar.').first().waitFor();
    await page.getByRole('heading', { name: 'Siga su turno en el teléfono' }).waitFor();
    const [large, small] = await codes(printed);
    expect(large.width).toBeGreaterThanOrEqual(260);
    expect(small.width).toBeLessThan(large.width);
    expect(small.y).toBeLessThan(large.y + large.height); // side by side
    await until('all of it is in view', () =>
      page.evaluate(() => document.documentElement.scrollHeight === innerHeight),
    );
  });

  test('Time to scan: 40 s, more with any touch, and Listo ends at once', async () => {
    await page.clock.install();
    const numero = await takeNumber(page, '282930313');
    await stopClock(page); // from here on the test alone says how much time passes
    await code(TELEGRAM_CODE).tap();
    await page.clock.fastForward(35_000);
    await code(TELEGRAM_CODE).tap();
    await page.clock.fastForward(35_000);
    expect(await numberOn(page)).toBe(numero);
    await page.clock.fastForward(6_000);
    await screen(page, 'queues').waitFor();
    await page.clock.resume();
    await takeNumber(page, '293031323');
    await goHome(page);
  });

  test('Linked while it is looked at (the chat is feigned): the code gives way to a promise, which is read out', async () => {
    const told = { telegramLinked: false };
    const kiosk = await kioskOf(world.server.origin);
    const ahead = await kiosk.issue('CAJA');
    await tellTickets(page, () => told);
    await takeNumber(page, '303132334');
    await code(TELEGRAM_CODE).waitFor();
    told.telegramLinked = true;
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    await supervisor('POST', `/api/admin/tickets/${ahead.codigoReferencia}/cancel`, { reason: 'se fue' });
    await page.getByRole('status').getByText('Le avisaremos por Telegram').waitFor();
    expect(await code(TELEGRAM_CODE).count()).toBe(0);
    await code(PAGE_CODE).waitFor();
  });

  test('Called while it is looked at: there is nothing left to scan', async () => {
    await tellTickets(page, () => ({ status: 'ATENDIENDO', assignedModuleNumber: 3 }));
    await takeNumber(page, '313233345');
    await page.locator('#ticket').getByText('Pase al módulo').waitFor();
    expect(await page.getByRole('img').count()).toBe(0);
  });
});

test('R13 whoever types somebody’s id sees that they have a number, and gets none of its codes', async () => {
  const kiosk = await kioskOf(world.server.origin);
  await kiosk.issue('PERSONAL_BANKER', { nationalId: '17.444.555-k' });
  await toThirdStep(page, '17444555K');
  await button('Continuar sin teléfono').tap();
  await screen(page, 'active').waitFor();
  await page.getByRole('heading', { name: 'Usted ya tiene un número' }).waitFor();
  expect(await page.getByRole('img', { name: /^Código QR/ }).count()).toBe(0);
});

describe('on paper', () => {
  const slip = () => page.locator('#root > section');

  test('The slip has one code, Telegram’s, and is one piece of the roll even with the longest names', async () => {
    await tellTickets(page, () => ({
      branchName: 'Sucursal Avenida Presidente Eduardo Frei Montalva',
      queueName: 'Atención de Empresas y Grandes Negocios',
      numero: 'E108',
      preferential: true,
      estimatedWaitRange: { low: 105, high: 210 },
    }));
    const given = nextTicket();
    await takeNumber(page, '323334356');
    const { telegramLink } = await given;
    await page.emulateMedia({ media: 'print' });
    expect(await slip().getByRole('img').count()).toBe(1);
    expect(await qrOn(page, TELEGRAM_CODE)).toBe(qrOf(telegramLink ?? ''));
    expect(await slip().innerText()).toContain('E108');
    expect(await sheetsOf(page)).toEqual(['80x175']);
  });

  test('Linked (feigned): the slip shows the page instead, and the promise', async () => {
    await tellTickets(page, () => ({ telegramLinked: true }));
    const given = nextTicket();
    await takeNumber(page, '333435367');
    const { codigoReferencia } = await given;
    await page.emulateMedia({ media: 'print' });
    expect(await slip().getByRole('img').count()).toBe(1);
    expect(await qrOn(page, PAGE_CODE)).toBe(qrOf(`${PUBLIC_URL}/t/${codigoReferencia}`));
    expect(await slip().innerText()).toContain('Le avisaremos por Telegram');
  });
});

describe.each([
  ['es', 'Español', 'Continuar', 'Continuar con teléfono', 'Continuar sin teléfono'],
  ['en', 'English', 'Continue', 'Continue with phone', 'Continue without phone'],
])('accessibility (%s)', (_, language, next, withPhone, without) => {
  async function toPhone(rut: string): Promise<void> {
    await button(language).tap();
    await button(/^(Caja|Teller)/).tap();
    await screen(page, 'id').waitFor();
    await page.keyboard.type(rut);
    await button(next).tap();
    await screen(page, 'phone').waitFor();
  }

  test('WCAG: the promise to a phone that is known (feigned)', async () => {
    await tellTickets(page, () => ({ telegramLinked: true }));
    await toPhone('353637389');
    await button(without).tap();
    await page.getByRole('status').getByText('Telegram').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});

test('WCAG 1.4.10: on a small phone the codes are below each other, and nothing is wider than the screen', async () => {
  page = await openKiosk(world, { viewport: { width: 320, height: 640 } });
  const printed = printing();
  await takeNumber(page, '363738390');
  const [first, second] = await codes(printed);
  expect(second.y).toBeGreaterThan(first.y + first.height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
