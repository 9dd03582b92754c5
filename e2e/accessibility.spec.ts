import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf } from './support/api.mjs';
import { violations } from './support/axe';
import { openConsole, phase, press, ready, signIn } from './support/console';
import { openKiosk } from './support/kiosk';
import { openWorld, reads, screen, SIZES, type World } from './support/world';

/** WCAG 2.2, A and AA, on each screen as a person meets it, in both languages. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

/** What moves in takes its time on each screen, and is the same for the checker when it stands still. */
const STILL = { reducedMotion: 'reduce' } as const;

let people = 0;
const nextRut = () => String(310_000_000 + ++people);

/** What is wrong on the screens of one way through the product, by the screen's name. */
function checker(page: Page) {
  const found: Record<string, string[]> = {};
  return {
    found,
    async check(name: string) {
      const wrong = await violations(page);
      if (wrong.length > 0) found[name] = wrong;
    },
  };
}

const KIOSK_WORDS = {
  es: {
    language: 'Español',
    next: 'Continuar',
    foreign: 'Documento extranjero',
    rut: 'RUT chileno',
    skip: 'Sacar mi número',
    yes: 'Sí',
    done: 'Listo',
    cancel: 'Cancelar',
  },
  en: {
    language: 'English',
    next: 'Continue',
    foreign: 'Foreign document',
    rut: 'Chilean RUT',
    skip: 'Get my number',
    yes: 'Yes',
    done: 'Done',
    cancel: 'Cancel',
  },
};

describe.each(['es', 'en'] as const)('kiosk (%s)', (language) => {
  const words = KIOSK_WORDS[language];
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

  async function toId(page: Page): Promise<void> {
    await button(page, words.language).tap();
    await button(page, /^(Caja|Teller)/).tap();
    await screen(page, 'id').waitFor();
  }

  test('WCAG: from the queues to the number, with every mistake on the way', async () => {
    const page = await openKiosk(world, STILL);
    const { found, check } = checker(page);
    await button(page, words.language).tap();
    await check('queues');
    await toId(page);
    await check('id');
    await button(page, words.next).tap();
    await check('id, wrong');
    await button(page, words.foreign).tap();
    await check('id, foreign');
    await button(page, words.rut).tap();
    await page.keyboard.type(nextRut());
    await button(page, words.next).tap();
    await screen(page, 'preferential').waitFor();
    await check('preferential');
    await page.getByText(words.yes, { exact: true }).tap();
    await check('preferential, yes');
    await button(page, words.skip).tap();
    await screen(page, 'result').waitFor();
    await check('result');
    await button(page, words.done).tap();
    await screen(page, 'queues').waitFor();
    expect(found).toEqual({});
  });

  test('WCAG: the screens of the other ways: a number already, no network, nobody there', async () => {
    const page = await openKiosk(world, STILL);
    const { found, check } = checker(page);
    const rut = nextRut();
    const kiosk = await kioskOf(world.server.origin);
    await kiosk.issue('EMPRESAS', { nationalId: rut });
    await toId(page);
    await page.keyboard.type(rut);
    await button(page, words.next).tap();
    await button(page, words.skip).tap();
    await screen(page, 'active').waitFor();
    await check('active');
    await button(page, words.done).tap();

    await toId(page);
    await page.keyboard.type(nextRut());
    await button(page, words.next).tap();
    await page.context().setOffline(true);
    await button(page, words.skip).tap();
    await page.locator('[data-screen="sending"] [role="alert"], [data-screen="sending"] h1').first().waitFor();
    await page.waitForTimeout(1_000); // the first request has failed
    await check('sending, no network');
    await page.context().setOffline(false);
    await button(page, words.cancel).tap();
    expect(found).toEqual({});
  });

  test('WCAG: the question whether somebody is still there', async () => {
    const page = await openKiosk(world, STILL);
    const { found, check } = checker(page);
    await page.clock.install();
    await toId(page);
    await page.clock.fastForward(21_000);
    await page.getByRole('alertdialog').waitFor();
    await check('idle');
    expect(found).toEqual({});
  });
});

describe('kiosk', () => {
  test('WCAG: pairing', async () => {
    const page = await world.open('/kiosk/', { viewport: SIZES.kiosk });
    await screen(page, 'pairing').waitFor();
    const { found, check } = checker(page);
    await check('pairing');
    await page.keyboard.press('Enter');
    await check('pairing, wrong');
    expect(found).toEqual({});
  });

  test('WCAG 1.4.10 and 2.5.8: on a phone nothing is wider than the screen, and every key can be hit', async () => {
    const page = await openKiosk(world, { viewport: { width: 320, height: 640 } });
    const small = async () =>
      page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > innerWidth,
        small: [...document.querySelectorAll('button, a')]
          .map((button) => button.getBoundingClientRect())
          .filter(({ width, height }) => width < 24 || height < 24).length,
      }));
    expect(await small()).toEqual({ wide: false, small: 0 });
    await page.getByRole('button', { name: /^Caja/ }).tap();
    await screen(page, 'id').waitFor();
    await page.getByRole('button', { name: 'Documento extranjero' }).tap();
    expect(await small()).toEqual({ wide: false, small: 0 });
    await page.getByRole('button', { name: 'RUT chileno' }).tap();
    await page.keyboard.type(nextRut());
    await page.getByRole('button', { name: 'Continuar' }).tap();
    await screen(page, 'preferential').waitFor();
    expect(await small()).toEqual({ wide: false, small: 0 });
    await page.keyboard.press('Enter');
    await screen(page, 'result').waitFor();
    expect(await small()).toEqual({ wide: false, small: 0 });
  });
});

describe('display', () => {
  test('WCAG: welcome, a call, the resting board, pairing; both languages stand on it at once', async () => {
    const page = await world.open('/display/?demo', { viewport: SIZES.lobby, ...STILL });
    await screen(page, 'board').waitFor();
    const { found, check } = checker(page);
    await check('before a call');
    const kiosk = await kioskOf(world.server.origin);
    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await kiosk.issue('GERENCIA');
    await ana.ready();
    await page.locator('.hero[data-phase="announcing"]').waitFor();
    await check('a call');
    await ana.complete();
    await page.locator('.hero[data-phase="resting"]').waitFor();
    await check('at rest');
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${world.server.origin}/display/`);
    await screen(page, 'pairing').waitFor();
    await check('pairing');
    expect(found).toEqual({});
  });
});

describe.each(['es', 'en'] as const)('console (%s)', (language) => {
  const inLanguage = async (page: Page) => {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
  };

  test('WCAG: sign-in, with its mistakes', async () => {
    const page = await openConsole(world, STILL);
    const { found, check } = checker(page);
    await inLanguage(page);
    await check('sign-in');
    await page.locator('button[type="submit"]').click();
    await check('sign-in, empty');
    await page.locator('#email').fill('nadie@banco.com');
    await page.locator('#password').fill('nada-de-nada');
    await page.locator('button[type="submit"]').click();
    await page.locator('#sign-in-failure p').waitFor();
    await check('sign-in, wrong');
    expect(found).toEqual({});
  });

  test('WCAG: the desk in each of its phases, its menu and its messages', async () => {
    const page = await openConsole(world, STILL);
    const { found, check } = checker(page);
    await signIn(page, 'maria.gonzalez');
    await screen(page, 'desk-offline').waitFor();
    await ready(page, 3);
    const kiosk = await kioskOf(world.server.origin);
    await screen(page, 'desk-available').waitFor();
    await inLanguage(page);
    await check('available');
    await press(page, 'F1');
    await page.locator('.notice').waitFor();
    await check('a message');
    await kiosk.issue('CAJA', { preferential: true });
    await phase(page, 'called').waitFor();
    await kiosk.issue('CAJA', { preferential: true });
    await kiosk.issue('CAJA');
    await page.locator('.numbers').first().waitFor();
    await check('called');
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    await page.locator('[aria-haspopup="menu"]').click();
    await page.getByRole('menu').waitFor();
    await check('serving, menu open');
    await page.getByRole('menuitem').first().click();
    await page.locator('.leaving-chip').waitFor();
    await check('leaving after this one');
    await press(page, 'F3');
    await screen(page, 'desk-offline').waitFor();
    await check('offline');
    expect(found).toEqual({});
  });

  test('WCAG: the supervisor, with work on the desks and a menu open', async () => {
    const kiosk = await kioskOf(world.server.origin);
    await kiosk.issue('CAJA');
    const luis = await deskOf(world.server.origin, 'luis.perez', 2);
    await luis.ready();
    const page = await openConsole(world, STILL);
    const { found, check } = checker(page);
    await signIn(page, 'supervisor');
    await page.getByRole('row').nth(5).waitFor();
    await inLanguage(page);
    await reads(page, 'h2#supervisor-queues', language === 'es' ? 'Colas' : 'Queues');
    await check('supervisor');
    await page.locator('[aria-haspopup="menu"]').first().click();
    await page.getByRole('menu').waitFor();
    await check('supervisor, menu open');
    expect(found).toEqual({});
  });
});

describe.each(['es', 'en'] as const)('start page (%s)', (language) => {
  test('WCAG: with the demo’s people and the state of the service', async () => {
    const page = await world.open('/', { viewport: SIZES.desk });
    const { found, check } = checker(page);
    await page.locator('#demo:not([hidden])').waitFor();
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await check('start page');
    expect(found).toEqual({});
  });
});

test('The checker itself: a fault that is planted is found, and named with its place', async () => {
  const page = await openKiosk(world, STILL);
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'planted';
    document.querySelector('main')?.append(button);
  });
  expect(await violations(page)).toEqual([expect.stringMatching(/^button-name: .*#planted/)]);
});
