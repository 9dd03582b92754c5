import type { Page } from 'playwright-core';

import { busyDesk, emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import {
  asItIs,
  goHome,
  numberOn,
  openKiosk,
  sendWithoutPhone,
  sheetsOf,
  takeNumber,
  tapKeys,
  toThirdStep,
  requestsOfCustomers,
} from './support/kiosk';
import { openWorld, screen, standStill, stopClock, until, type World } from './support/world';

let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  page = await openKiosk(world);
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

/** How many numbers the branch has given today, as its supervisor sees it. */
async function issued(): Promise<number> {
  const supervisor = await signedIn(world.server.origin, 'supervisor');
  return (await supervisor('GET', '/api/admin/tickets')).total;
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = () => page.getByRole('textbox', { name: 'RUT', exact: true });

describe('the flow', () => {
  test('The keyboard alone: Tab and Enter choose, digits type wherever the focus is, Enter goes on, Escape back', async () => {
    const caja = page.getByRole('button', { name: /^Caja/ });
    const focused = () => caja.evaluate((element) => element === document.activeElement);
    for (let tabs = 0; tabs < 10 && !(await focused()); tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await screen(page, 'id').waitFor();
    await page.keyboard.type('301112223');
    expect(await field().inputValue()).toBe('30.111.222-3');
    await page.keyboard.press('Enter');
    await screen(page, 'preferential').waitFor();
    await page.keyboard.press('Escape');
    await screen(page, 'id').waitFor();
    expect(await field().inputValue()).toBe('30.111.222-3');
    await page.keyboard.press('Enter');
    await screen(page, 'preferential').waitFor();
    await page.getByRole('radio', { name: /^No/ }).focus();
    await page.keyboard.press('ArrowUp');
    expect(await page.getByRole('radio', { name: /^Sí/ }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await screen(page, 'result').waitFor();
    await page.locator('#ticket').getByText('Atención preferente').waitFor();
    expect(await numberOn(page)).toMatch(/^C\d\d$/);
    await page.keyboard.press('Enter');
    await screen(page, 'queues').waitFor();
  });

  test('R3 length: an id of fewer than 8 characters is marked before any request, and a longer one cannot be typed', async () => {
    const requests = requestsOfCustomers(page);
    await button(/^(Caja|Teller)/).tap();
    await screen(page, 'id').waitFor();

    await button('Continuar').tap();
    await page.getByText('Escriba su RUT para continuar.').waitFor();
    await tapKeys(page, '12345');
    expect(await page.getByRole('alert').innerText()).toBe(''); // typing takes back what was said
    await button('Continuar').tap();
    await page.getByText(/^Faltan números/).waitFor();
    expect(await field().getAttribute('aria-invalid')).toBe('true');
    await tapKeys(page, '6789012');
    expect(await field().inputValue()).toBe('12.345.678-9');
    await button('Borrar').tap();
    await button('K').tap();
    expect(await field().inputValue()).toBe('12.345.678-K');

    await button('Documento extranjero').tap();
    await tapKeys(page, 'AB12345');
    await button('Continuar').tap();
    await page.getByText('El documento debe tener entre 8 y 12 letras y números.').waitFor();
    await screen(page, 'id').waitFor();
    expect(requests).toEqual([]);
  });

  test('R3: the second number of a person is not given, and the screen shows the one they have, however they write their id', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('PERSONAL_BANKER', { nationalId: '17.444.555-k' });
    await toThirdStep(page, '17444555K');
    await sendWithoutPhone(page);
    await screen(page, 'active').waitFor();
    await page.getByRole('heading', { name: 'Usted ya tiene un número' }).waitFor();
    expect(await numberOn(page)).toBe(numero);
  });

  test('Language: the whole way in English, and the next customer finds Spanish again', async () => {
    await button('English').tap();
    await page.getByRole('heading', { name: 'What do you need today?' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await button(/^(Caja|Teller)/).tap();
    await tapKeys(page, '304445556');
    const words = [await page.locator('main').innerText()];
    await button('Continue').tap();
    await screen(page, 'preferential').waitFor();
    words.push(await page.locator('main').innerText());
    await button('Get my number').tap();
    await screen(page, 'result').waitFor();
    words.push(await page.locator('main').innerText());
    expect(words.join('\n')).not.toMatch(/Continuar|Volver|teléfono|número|Espera|Listo|Paso|preferente|Imprimir/);
    await button('Done').tap();
    await page.getByRole('heading', { name: '¿Qué necesita hoy?' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
  });

  test('One ticket: a double tap on any button of the way gives one number', async () => {
    await asItIs(page);
    const before = await issued();
    for (const name of [/^Caja/, 'Continuar', 'Sacar mi número'] as const) {
      if (name === 'Continuar') await tapKeys(page, '305556667');
      const box = await button(name).boundingBox();
      const [x, y] = [box!.x + box!.width / 2, box!.y + box!.height / 2];
      await button(name).click({ trial: true }); // it can be pressed
      // As one finger does it: the second does not wait until the page has drawn what the first one led to.
      await Promise.all([page.touchscreen.tap(x, y), page.touchscreen.tap(x, y)]);
    }
    await screen(page, 'result').waitFor();
    expect(await issued()).toBe(before + 1);
  });
});

describe('privacy', () => {
  test('R13 idle: who walks away is asked, then the kiosk goes home and nothing of them is left anywhere', async () => {
    await standStill(page);
    await toThirdStep(page, '161718190');
    await page.clock.fastForward(22_000);
    const asked = page.getByRole('alertdialog', { name: '¿Sigue ahí?' });
    await asked.waitFor();
    await page.getByRole('button', { name: 'Necesito más tiempo' }).tap();
    await asked.waitFor({ state: 'detached' });
    await page.clock.fastForward(22_000);
    await asked.waitFor();
    await page.clock.fastForward(11_000);
    await screen(page, 'queues').waitFor();

    const left = await page.evaluate(() => {
      const kept = (store: Storage) => JSON.stringify({ ...store });
      const inputs = [...document.querySelectorAll('input')].map((input) => input.value);
      const page = document.documentElement.outerHTML + location.href + JSON.stringify(history.state);
      return [page, kept(localStorage), kept(sessionStorage), document.cookie, ...inputs].join('\n');
    });
    expect(left.replace(/[.\s-]/g, '')).not.toMatch(/16171819/);
    await button(/^(Caja|Teller)/).tap();
    await screen(page, 'id').waitFor();
    expect(await field().inputValue()).toBe('');
  });

  test('R13 result: the number goes away by itself after 15 s, and who reads slowly can hold it', async () => {
    await page.clock.install();
    const numero = await takeNumber(page, '262728293');
    await stopClock(page); // from here on the test alone says how much time passes
    await button('Necesito más tiempo').tap();
    await page.clock.fastForward(10_000);
    await page.locator('#ticket').tap(); // any touch says that somebody is there
    await page.clock.fastForward(10_000);
    expect(await numberOn(page)).toBe(numero);
    await page.clock.fastForward(6_000);
    await screen(page, 'queues').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(numero);
  });
});

describe('the network', () => {
  test('Cut while sending: the kiosk says so, keeps trying, and ends with exactly one ticket', async () => {
    const before = await issued();
    await toThirdStep(page, '313233343');
    await page.context().setOffline(true);
    await sendWithoutPhone(page);
    const sending = screen(page, 'sending');
    await sending.getByText('Sin conexión. Reintentando…').waitFor();
    await sending.getByText(/No necesita escribir nada otra vez/).waitFor();
    expect(await issued()).toBe(before);
    await page.context().setOffline(false);
    await screen(page, 'result').waitFor();
    expect(await numberOn(page)).toMatch(/^C\d\d$/);
    expect(await issued()).toBe(before + 1);
    await goHome(page);
  });

  test('Idempotency-Key: when only the answer is lost, the next try gets the same ticket', async () => {
    const before = await issued();
    let lost: string | null = null;
    await page.route('**/api/tickets', async (route) => {
      if (lost !== null) return route.continue();
      const answer = await route.fetch();
      lost = ((await answer.json()) as { numero: string }).numero;
      return route.abort('connectionreset');
    });
    await toThirdStep(page, '414243444');
    await sendWithoutPhone(page);
    await screen(page, 'result').waitFor();
    expect(await numberOn(page)).toBe(lost);
    expect(await issued()).toBe(before + 1);
  });

  test('Cancelled while sending: the number that comes too late waits for nobody', async () => {
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    const waiting = async () => (await supervisor('GET', '/api/admin/queues/CAJA')).ticketsWaiting as number;
    const before = await waiting();
    let pass: () => void = () => undefined;
    const held = new Promise<void>((done) => (pass = done));
    await page.route('**/api/tickets', async (route) => {
      const answer = await route.fetch();
      await held;
      await route.fulfill({ response: answer });
    });
    await toThirdStep(page, '515253545');
    await sendWithoutPhone(page);
    await until('the ticket was made', async () => (await waiting()) === before + 1);
    await button('Cancelar').tap();
    await screen(page, 'queues').waitFor();
    pass();
    await until('the ticket was given back', async () => (await waiting()) === before);
  });
});

describe('without Telegram (R9)', () => {
  test('No phone is asked for and none is sent: the third step is the preferential question, and says why', async () => {
    let sent: unknown = null;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/tickets')) sent = request.postDataJSON();
    });
    await toThirdStep(page, '616263646');
    await screen(page, 'preferential').getByText('Los avisos por Telegram no están disponibles.').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await sendWithoutPhone(page, true);
    await screen(page, 'result').waitFor();
    expect(sent).toMatchObject({ preferential: true, queueType: 'CAJA' });
    expect(sent).not.toHaveProperty('telefono');
    await page.locator('#ticket').getByText('Atención preferente').waitFor();
  });

  test('The result says nothing of Telegram, and shows no code that no phone could open', async () => {
    await takeNumber(page, '626364656');
    expect(await page.locator('body').innerText()).not.toContain('Telegram');
    expect(await page.getByRole('img').count()).toBe(0);
  });
});

describe('on paper', () => {
  const slip = () => page.locator('#root > section');

  test('Imprimir: asks the printer once, and nothing happens where there is none', async () => {
    let asked = 0;
    await page.exposeFunction('print', () => void (asked += 1));
    await takeNumber(page, '636465666');
    await button('Imprimir').tap();
    await until('the printer was asked', async () => asked > 0);
    await page.evaluate(() => Object.assign(window, { print: undefined }));
    await button('Imprimir').tap();
    await goHome(page);
    expect(asked).toBe(1);
  });

  test('The slip: the number and its facts in black on white, on one piece of an 80 mm roll; only paper shows it', async () => {
    await busyDesk(world.server.origin);
    const numero = await takeNumber(page, '646566676', true);
    expect(await slip().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main').isVisible()).toBe(false);
    const words = await slip().innerText();
    for (const word of ['Sucursal Centro', 'Caja', numero, 'Atención preferente', 'Personas antes que usted', 'min']) {
      expect(words).toContain(word);
    }
    expect(words).toMatch(/\d{1,2} de \w+ de \d{4} · \d\d:\d\d/);
    const colours = await slip().evaluate((element) =>
      [...element.querySelectorAll('*'), document.body].map((one) => {
        const { color, backgroundColor } = getComputedStyle(one);
        return `${color} ${backgroundColor}`;
      }),
    );
    expect(new Set(colours)).toEqual(
      new Set(['rgb(0, 0, 0) rgba(0, 0, 0, 0)', expect.stringMatching(/rgb\(255, 255, 255\)$/)]),
    );
    expect(await sheetsOf(page)).toEqual(['80x115']);
    await emptyBranch(world.server.origin);
  });
});
