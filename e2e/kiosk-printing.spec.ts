import type { PrintResult } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { numberOn, openKiosk, takeNumber, tapKeys, TELEGRAM_ON } from './support/kiosk';
import { openWorld, screen, until, type World } from './support/world';

/** The slip of a printer at the server (its answers are feigned): paper never makes a second number, nor a ghost. */
let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld(TELEGRAM_ON);
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

async function issued(): Promise<number> {
  return (await (await signedIn(world.server.origin, 'supervisor'))('GET', '/api/admin/tickets')).total;
}

/** Answers the printer gives one after another, the last one for ever; null is none at all. Returns what was asked. */
async function printer(...answers: (PrintResult | null)[]): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/api/tickets/*/print', (route) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? null;
    asked.push(new URL(route.request().url()).pathname);
    return answer === null ? route.abort('connectionreset') : route.fulfill({ json: { result: answer } });
  });
  return asked;
}

/** How often the browser itself was asked for paper. */
async function browserPrints(): Promise<() => number> {
  let times = 0;
  await page.exposeFunction('print', () => void (times += 1));
  return () => times;
}

test('The slip comes by itself, once, and again by a touch: the same ticket', async () => {
  const browser = await browserPrints();
  const asked = await printer('IMPRESO');
  await takeNumber(page, '262728293');
  await page.getByRole('status').getByText('Retire su número impreso.').waitFor();
  expect(asked).toHaveLength(1);
  await button('Imprimir otra vez').tap();
  await until('it was printed again', async () => asked.length === 2);
  expect(new Set(asked).size).toBe(1);
  expect(browser()).toBe(0);
});

test('SIN_IMPRESORA: nothing is said, and the button prints in the browser', async () => {
  const browser = await browserPrints();
  const asked = await printer('SIN_IMPRESORA');
  await takeNumber(page, '272829304');
  await until('the server was asked', async () => asked.length === 1);
  await button('Imprimir').tap();
  await until('the browser was asked', async () => browser() === 1);
  expect(await page.locator('main').innerText()).not.toContain('No pudimos imprimir');
  expect(asked).toHaveLength(1);
});

test('SIN_IMPRESORA: a touch that comes while the server is still asked is not lost', async () => {
  const browser = await browserPrints();
  let answer: () => void = () => undefined;
  const held = new Promise<void>((done) => (answer = done));
  let asked = 0;
  await page.route('**/api/tickets/*/print', async (route) => {
    asked += 1;
    await held;
    await route.fulfill({ json: { result: 'SIN_IMPRESORA' } });
  });
  await takeNumber(page, '273031329');
  await page.getByRole('status').getByText('Imprimiendo su número…').waitFor();
  await button('Imprimir').tap();
  answer();
  await until('the browser was asked', async () => browser() === 1);
  expect(asked).toBe(1);
});

test.each(['SIN_PAPEL', 'SIN_CONEXION', 'CON_FALLA'] as const)(
  '%s: said calmly with the number in view, tried again with the same number, and no other ticket is made',
  async (wrong) => {
    const before = await issued();
    const asked = await printer(wrong, 'IMPRESO');
    const numero = await takeNumber(page, '282930315');
    await page
      .getByRole('status')
      .getByText(/^No pudimos imprimir: anote su número.*ya fue avisado\.$/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    expect(await numberOn(page)).toBe(numero);
    await button('Intentar otra vez').tap();
    await page.getByRole('status').getByText('Retire su número impreso.').waitFor();
    expect(asked).toHaveLength(2);
    expect(new Set(asked).size).toBe(1);
    expect(await issued()).toBe(before + 1);
  },
);

test('The printer’s answer lost: nobody is said to have been told, and the number stays longer to be written down', async () => {
  await page.clock.install();
  await printer('IMPRESO', null);
  const numero = await takeNumber(page, '293031326');
  await page.getByRole('status').getByText('Retire su número impreso.').waitFor();
  await button('Imprimir otra vez').tap();
  const note = page.getByRole('status').getByText(/^No pudimos imprimir/);
  await note.waitFor();
  expect(await note.innerText()).not.toContain('avisado');
  await page.clock.fastForward(25_000); // of 40; without the note it would be 15
  expect(await numberOn(page)).toBe(numero);
});

test('A number that is found is printed by a touch and never by itself', async () => {
  const asked = await printer('IMPRESO');
  const { codigoReferencia } = await (await kioskOf(world.server.origin)).issue('CAJA', { nationalId: '30.313.233-4' });
  await button(/^Ya tengo un número/).tap();
  await tapKeys(page, '303132334');
  await button('Buscar mi número').tap();
  await screen(page, 'found').waitFor();
  expect(asked).toEqual([]);
  await button('Imprimir').tap();
  await page.getByRole('status').getByText('Retire su número impreso.').waitFor();
  expect(asked).toEqual([`/api/tickets/${codigoReferencia}/print`]);
});
