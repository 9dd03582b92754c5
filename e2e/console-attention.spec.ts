import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf } from './support/api.mjs';
import { openConsole, openDesk, phase, press, ready, signIn } from './support/console';
import { openWorld, reads, screen, until, type World } from './support/world';

/** What calls an advisor back who looks elsewhere (LESSONS.md, 23): each as this person chose, none unasked. */
let world: World;
const onDesk = '[data-current-numero]';

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

interface Called {
  /** Title and text of each notice on the desktop. */
  notices: string[];
  /** How often the browser asked the person. */
  asked: number;
  /** Notes that were played. */
  notes: number;
}

type Watched = Window & { called: Called; away: boolean };

/** A browser that has not answered yet, answers `answer`, writes down what it shows and plays, and can look away. */
async function watched(page: Page, answer: NotificationPermission): Promise<void> {
  await page.addInitScript((says) => {
    const view = window as unknown as Watched;
    view.called = { notices: [], asked: 0, notes: 0 };
    view.away = false;
    const kept = 'test.permission';
    class Notice {
      static get permission() {
        return localStorage.getItem(kept) ?? 'default';
      }
      static requestPermission() {
        view.called.asked += 1;
        localStorage.setItem(kept, says);
        return Promise.resolve(says);
      }
      constructor(title: string, { body }: NotificationOptions = {}) {
        view.called.notices.push(`${title} | ${body ?? ''}`);
      }
      close() {
        view.called.notices.push('closed');
      }
    }
    Object.assign(window, { Notification: Notice });
    Object.defineProperty(Document.prototype, 'hidden', { get: () => view.away });
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      view.called.notes += 1;
      start.call(this, when);
    };
  }, answer);
  await page.reload();
}

const called = (page: Page): Promise<Called> => page.evaluate(() => (window as unknown as Watched).called);

const look = (page: Page, away: boolean) =>
  page.evaluate((now) => {
    (window as unknown as Watched).away = now;
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);

async function readyDesk(answer: NotificationPermission): Promise<Page> {
  const page = await openConsole(world);
  await watched(page, answer);
  await signIn(page, 'maria.gonzalez');
  await screen(page, 'desk-offline').waitFor();
  await ready(page, 3);
  await screen(page, 'desk-available').waitFor();
  return page;
}

const toggle = (page: Page, name: string) => page.getByRole('switch', { name });
const preferences = (page: Page) => page.getByRole('button', { name: 'Preferencias' });

async function come(): Promise<string> {
  return (await (await kioskOf(world.server.origin)).issue('CAJA')).numero;
}

test('The browser is asked upon the switch alone; a number called while nobody looks is told once, and goes when seen', async () => {
  const page = await readyDesk('granted');
  expect((await called(page)).asked).toBe(0);
  await preferences(page).click();
  expect(await toggle(page, 'Aviso en el escritorio').isChecked()).toBe(false);
  await toggle(page, 'Aviso en el escritorio').check();
  await until('asked', async () => (await called(page)).asked === 1);
  await page.keyboard.press('Escape');
  expect(await preferences(page).evaluate((button) => button === document.activeElement)).toBe(true);

  await look(page, true);
  const numero = await come();
  await until('told', async () => (await called(page)).notices.length > 0);
  expect((await called(page)).notices).toEqual([`${numero} va a tu puesto | Caja · módulo 3`]);
  await page.waitForFunction((title) => document.title === title, `${numero} · Ticketero · Consola`);
  await look(page, false);
  await until('taken away', async () => (await called(page)).notices.at(-1) === 'closed');

  await press(page, 'F4'); // who is called next, by the own key, is no news
  const more = [await come(), await come()];
  await reads(page, onDesk, more[0]!);
  await look(page, true);
  await press(page, 'F4');
  await reads(page, onDesk, more[1]!);
  await page.locator('.action-bar [aria-busy=true]').waitFor({ state: 'detached' });
  expect((await called(page)).notices.filter((text) => text.includes(more[1]!))).toEqual([]);
});

test('A no is said plainly, and the switch stays off; another person at the same browser has their own choice', async () => {
  const page = await readyDesk('denied');
  await preferences(page).click();
  await toggle(page, 'Aviso en el escritorio').click();
  await page.getByText('El navegador tiene bloqueados los avisos de este sitio.').waitFor();
  expect(await toggle(page, 'Aviso en el escritorio').isChecked()).toBe(false);
  await toggle(page, 'Sonido').uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Salir' }).click();
  await signIn(page, 'luis.perez');
  await screen(page, 'desk-offline').waitFor();
  await preferences(page).click();
  expect(await toggle(page, 'Sonido').isChecked()).toBe(true);
  await page.getByText('El navegador tiene bloqueados los avisos de este sitio.').waitFor();
});

test('Sound: two notes for who comes by themselves, none where it is switched off, kept over a reload', async () => {
  const page = await readyDesk('default');
  await preferences(page).click();
  await toggle(page, 'Sonido').uncheck();
  await toggle(page, 'Sonido').check(); // plays what it sounds like
  await until('played', async () => (await called(page)).notes >= 2);
  expect((await called(page)).notes).toBe(2);
  await page.keyboard.press('Escape');
  await come();
  await until('heard', async () => (await called(page)).notes === 4);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await preferences(page).click();
  await toggle(page, 'Sonido').uncheck();
  await page.reload();
  await phase(page, 'serving').waitFor();
  await press(page, 'F3');
  await screen(page, 'desk-available').waitFor();
  const numero = await come();
  await reads(page, onDesk, numero);
  await page.getByRole('status').getByText(`Llamado ${numero}`).waitFor();
  expect((await called(page)).notes).toBe(0);
});

test('Nobody on duty: an advisor on a break reads that people wait in their queues and nobody serves them', async () => {
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await screen(page, 'desk-available').waitFor();
  await page.getByRole('button', { name: 'Pausa' }).click();
  await page.getByRole('menuitem', { name: 'Almuerzo' }).click();
  await screen(page, 'desk-offline').waitFor();
  await come();
  await page.locator('.unattended').getByText('Nadie atiende estas colas').waitFor();
  expect(await page.locator('.unattended li').innerText()).toMatch(/Caja\s+1 espera/);
  await press(page, 'F1'); // ready, at the module of before
  await phase(page, 'called').waitFor();
  await page.locator('.unattended').waitFor({ state: 'detached' });
});
