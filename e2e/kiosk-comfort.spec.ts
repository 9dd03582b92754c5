import type { Page } from 'playwright-core';

import { busyDesk, emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { settled, violations } from './support/axe';
import { openKiosk, takeNumber, TOUCH } from './support/kiosk';
import { giveVoice, said } from './support/speech';
import { openWorld, reads, screen, SIZES, standStill, until, type World } from './support/world';

/** Letters, contrast, reach and voice: for the person in front of the kiosk, and for nobody after them. */
let world: World;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  page = await openKiosk(world, { reducedMotion: 'reduce' });
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

let people = 0;
const nextRut = () => String(410_000_000 + ++people);
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const look = () =>
  page.evaluate(() => {
    const { theme, text, reach = 'all' } = document.documentElement.dataset;
    return { theme, text, reach };
  });
const USUAL = { theme: 'light', text: 'normal', reach: 'all' };

/** Through every screen of a customer who takes a number, looks for it and cancels it; `seen` on each. */
async function everyScreen(seen: (name: string) => Promise<void>, set: () => Promise<void>): Promise<void> {
  const rut = nextRut();
  const next = async (name: string | RegExp, leadsTo: string) => {
    await button(name).tap();
    await screen(page, leadsTo).waitFor();
    await settled(page);
    await seen(leadsTo);
  };
  await set();
  await settled(page);
  await seen('queues');
  await next(/^Caja/, 'id');
  await button('Continuar').tap();
  await button('Documento extranjero').tap();
  await seen('id, foreign');
  await button('RUT chileno').tap();
  await page.keyboard.type(rut);
  await next('Continuar', 'preferential');
  await next('Sacar mi número', 'result');
  await button('Listo').tap();
  await screen(page, 'queues').waitFor();
  await set();
  await next(/^Ya tengo un número/, 'find');
  await page.keyboard.type(rut);
  await next('Buscar mi número', 'found');
  await next('Cancelar mi número', 'askCancel');
  await next('Sí, cancelar', 'cancelled');
  await button('Listo').tap();
  await screen(page, 'queues').waitFor();
}

/** What can be touched, and where it is. */
const touchable = () =>
  page.locator('button, label:has(input)').evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom, width, height } = one.getBoundingClientRect();
      return { name: one.textContent, top, bottom, width, height };
    }),
  );

/** Each look alone is seen in the walk through every state (screens-of-customers). */
describe('large letters, more contrast and the controls below, all at once', () => {
  const names = ['Letra grande', 'Más contraste', 'Controles abajo'];
  const wanted = { theme: 'contrast', text: 'large', reach: 'low' };

  test('WCAG on every screen; nothing is wider than the screen, and the next customer finds the usual look', async () => {
    const found: Record<string, unknown> = {};
    await everyScreen(
      async (name) => {
        const wrong = await violations(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (wrong.length > 0 || wide) found[name] = { wrong, wide };
      },
      async () => {
        expect(await look()).toEqual(USUAL);
        for (const name of names) await button(name).tap();
        expect(await look()).toEqual(wanted);
      },
    );
    expect(found).toEqual({});
    expect(await look()).toEqual(USUAL);
    expect(await page.evaluate(() => localStorage.getItem('ticketero.look'))).toBeNull();
  });
});

test('From a wheelchair: on every screen all that is touched lies in the lower half, in view and 64 px high', async () => {
  const { height } = SIZES.kiosk;
  const found: Record<string, unknown> = {};
  await everyScreen(
    async (name) => {
      const wrong = (await touchable()).filter((one) => one.top < height / 2 || one.bottom > height || one.height < 64);
      if (wrong.length > 0) found[name] = wrong;
    },
    () => button('Controles abajo').tap(),
  );
  expect(found).toEqual({});
});

test.each([
  ['1080×1920', SIZES.kiosk, []],
  ['1920×1080', SIZES.lobby, []],
  ['1080×1920, large letters', SIZES.kiosk, ['Letra grande']],
  ['1920×1080, large letters', SIZES.lobby, ['Letra grande']],
])('%s: every target is at least 64 px, and every screen fits without scrolling', async (_, viewport, names) => {
  await page.setViewportSize(viewport);
  const found: Record<string, unknown> = {};
  await everyScreen(
    async (name) => {
      const small = (await touchable()).filter((one) => one.width < 64 || one.height < 64);
      const scrolls = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      if (small.length > 0 || scrolls > 0) found[name] = { small, scrolls };
    },
    async () => {
      for (const name of names) await button(name).tap();
    },
  );
  expect(found).toEqual({});
});

test('Only a tall screen offers to put the controls below', async () => {
  await button('Controles abajo').waitFor();
  await page.setViewportSize(SIZES.lobby);
  await button('Controles abajo').waitFor({ state: 'detached' });
});

test('Left on by who walked away from the first screen: after 30 s it is gone', async () => {
  await page.clock.install();
  await button('Más contraste').tap();
  await page.clock.fastForward(22_000);
  await page.getByRole('alertdialog', { name: '¿Sigue ahí?' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.clock.fastForward(11_000);
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await until('the usual look', async () => JSON.stringify(await look()) === JSON.stringify(USUAL));
});

describe('the voice', () => {
  const open = async (langs: string[], words?: 'no words') => {
    page = await world.open('/', TOUCH);
    if (words) await page.route('**/display/voice/**', (route) => route.fulfill({ status: 404 }));
    await giveVoice(page, langs);
    await page.goto(`${world.server.origin}/kiosk/?demo`);
    await screen(page, 'queues').waitFor();
  };

  test('Without a voice of the language and without recorded words nothing of it is offered', async () => {
    await open(['de-DE'], 'no words');
    expect(await button('Voz').count()).toBe(0);
    await takeNumber(page, nextRut());
    expect(await button('Escuchar').count()).toBe(0);
  });

  test('Without a voice of the machine the lobby’s recorded words say the number, one after the other', async () => {
    await open(['de-DE']);
    const played: string[] = [];
    page.on('request', (request) => played.push(/voice\/es\/([\w-]+)\.wav$/.exec(request.url())?.[1] ?? ''));
    const numero = await takeNumber(page, nextRut());
    await button('Escuchar').tap();
    const wanted = ['number', ...numero.toLowerCase()];
    await until('the last word is said', async () => played.includes(wanted.at(-1) ?? ''));
    expect(played).toEqual(expect.arrayContaining(wanted));
    expect(await said(page)).not.toContainEqual(expect.stringContaining('Su número'));
  });

  test('Escuchar reads number, place and wait, sign by sign; leaving is silence', async () => {
    await busyDesk(world.server.origin);
    await open(['en-US', 'es-ES']);
    const numero = await takeNumber(page, nextRut());
    expect((await said(page)).join('')).not.toContain('Su número');
    await button('Escuchar').tap();
    const last = (await said(page)).at(-1) ?? '';
    expect(last).toContain(`Su número es: ${[...numero].join(' ')}.`);
    expect(last).toMatch(
      /Hay \d+ personas? antes que usted\. (Espera aproximada: .*minutos\.|Le llamarán enseguida\.)/,
    );
    await button('Listo').tap();
    await screen(page, 'queues').waitFor();
    await until('it is silent', async () => (await said(page)).at(-1) === '(silence)');
    await emptyBranch(world.server.origin);
  });

  test('Turned on, the number is read by itself, in the customer’s language, and for the next one no more', async () => {
    await open(['en-US', 'es-ES']);
    await button('English').tap();
    await button('Voice').tap();
    await button(/^Caja|^Teller/).tap();
    await page.keyboard.type(nextRut());
    await button('Continue').tap();
    await button('Get my number').tap();
    await screen(page, 'result').waitFor();
    await until('it is read', async () => /^Your number is: C /.test((await said(page)).at(-1) ?? ''));
    await button('Done').tap();
    await screen(page, 'queues').waitFor();
    expect(await button('Voz').getAttribute('aria-pressed')).toBe('false');
  });
});

describe('the keyboard alone', () => {
  /** Tab until it is there: what no Tab reaches, no keyboard does. */
  const tabTo = async (name: string | RegExp) => {
    const wanted = button(name);
    for (let tabs = 0; tabs < 25; tabs += 1) {
      // In one look: between two of them the button may be another one.
      const outline = await wanted.evaluate((one) =>
        one === document.activeElement ? parseFloat(getComputedStyle(one).outlineWidth) : null,
      );
      if (outline !== null) {
        expect(outline).toBeGreaterThan(2); // it can be seen
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`no Tab reaches ${String(name)}`);
  };
  const press = async (name: string | RegExp, leadsTo: string) => {
    await tabTo(name);
    await page.keyboard.press('Enter');
    await screen(page, leadsTo).waitFor();
  };

  test('A number is found, its cancelling declined and then done, with the contrast turned on', async () => {
    const nationalId = nextRut();
    await (await kioskOf(world.server.origin)).issue('CAJA', { nationalId });
    await tabTo('Más contraste');
    await page.keyboard.press('Space');
    expect((await look()).theme).toBe('contrast');
    await press(/^Ya tengo un número/, 'find');
    await page.keyboard.type(nationalId);
    await page.keyboard.press('Enter');
    await screen(page, 'found').waitFor();
    await press('Cancelar mi número', 'askCancel');
    await page.keyboard.press('Escape');
    await screen(page, 'found').waitFor();
    await press('Cancelar mi número', 'askCancel');
    await press('Sí, cancelar', 'cancelled');
    await page.keyboard.press('Enter');
    await screen(page, 'queues').waitFor();
  });

  test('The turn comes nearer: the focus stays on its button, and the time to read begins again', async () => {
    await emptyBranch(world.server.origin);
    await busyDesk(world.server.origin);
    const kiosk = await kioskOf(world.server.origin);
    const before = [];
    for (let i = 0; i < 3; i += 1) before.push(await kiosk.issue('CAJA'));
    const nationalId = nextRut();
    await kiosk.issue('CAJA', { nationalId });
    await press(/^Ya tengo un número/, 'find');
    await page.keyboard.type(nationalId);
    await page.keyboard.press('Enter');
    await screen(page, 'found').waitFor();
    await standStill(page);
    await tabTo('Cancelar mi número');
    await page.clock.fastForward(11_500);
    await reads(page, '[role=timer]', 'Volvemos al inicio en 19 s');
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    const { codigoReferencia } = before[0]!;
    await supervisor('POST', `/api/admin/tickets/${codigoReferencia}/cancel`, { reason: 'se fue' });
    await reads(page, '[role=timer]', 'Volvemos al inicio en 30 s');
    expect(await button('Cancelar mi número').evaluate((one) => one === document.activeElement)).toBe(true);
  });

  test('After another kind of document Enter goes on, and a key held down does not run through two screens', async () => {
    await press(/^Caja/, 'id');
    await tabTo('Documento extranjero');
    await page.keyboard.press('Enter');
    await page.keyboard.type(`AB${nextRut()}`);
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await screen(page, 'preferential').waitFor();
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await screen(page, 'preferential').waitFor();
    await page.keyboard.press('Enter');
    await screen(page, 'result').waitFor();
  });
});
