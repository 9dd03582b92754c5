// @ts-check
import { deskOf, kioskOf, PASSWORD } from '../support/api.mjs';
import { quietDesk } from './branch.mjs';
import { inLanguage, PLAIN, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 */

const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };
export const POCKET = { name: 'pocket', size: /** @type {const} */ ('phone') };

/** @param {Page} page @param {string} name */
const phase = (page, name) => page.locator(`[data-phase="${name}"]`);
/** @param {Page} page */
const dialog = (page) => page.locator('dialog[open], [role="dialog"]');

/** The sign-in. @param {Stage} stage */
export async function openSignIn(stage) {
  const page = await stage.open('/console/');
  await screen(page, 'sign-in').waitFor();
  await inLanguage(page, stage);
  return page;
}

/** @param {Page} page @param {string} user @param {string} [password] */
export async function signIn(page, user, password = PASSWORD) {
  await page.locator('#email').fill(`${user}@banco.com`);
  await page.locator('#password').fill(password);
  await page.locator('button[type="submit"]').click();
}

/** A key that is pressed while the last command is under way is dropped. @param {Page} page @param {string} key */
async function press(page, key) {
  await page.locator('.action-bar [aria-busy=true]').waitFor({ state: 'detached' });
  await page.locator(`[aria-keyshortcuts="${key}"][aria-disabled=false]`).first().waitFor();
  await page.keyboard.press(key);
}

/** A dialog of the desk, by what its button says. @param {Page} page @param {Stage} stage @param {'return' | 'transfer'} name */
async function ask(page, { language }, name) {
  await page.getByRole('button', { name: words('advisor-console', language, `more.${name}`) }).click();
  await dialog(page).waitFor();
}

/** At module 3, with a customer called and more behind. @param {Stage} stage */
async function busyDesk(stage) {
  const maria = await deskOf(stage.origin, 'maria.gonzalez', 3);
  const kiosk = await kioskOf(stage.origin);
  for (const preferential of [false, true, false]) await kiosk.issue('CAJA', { preferential });
  if ((await maria.current()) === null) await maria.ready();
  const page = await openSignIn(stage);
  await signIn(page, 'maria.gonzalez');
  await phase(page, 'called').waitFor();
  return page;
}

/** @type {Walk} */
const SIGN_IN = {
  name: 'sign-in',
  sizes: ['desk', 'phone'],
  open: openSignIn,
  states: [
    {
      name: 'console-sign-in',
      says: 'Staff sign in with their mail address.',
      pictures: [PLAIN, IN_CONTRAST],
      enter: (page) => screen(page, 'sign-in').waitFor(),
    },
    {
      name: 'console-sign-in-empty',
      says: 'What is missing is said at its field.',
      pictures: [],
      enter: async (page) => {
        await page.locator('button[type="submit"]').click();
        await page.locator('[aria-invalid=true]').first().waitFor();
      },
    },
    {
      name: 'console-sign-in-wrong',
      says: 'One sentence that does not say which of the two was wrong.',
      enter: async (page) => {
        await signIn(page, 'nadie', 'nada-de-nada');
        await page.locator('#sign-in-failure p').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const DESK = {
  name: 'the desk',
  sizes: ['desk', 'phone'],
  open: busyDesk,
  states: [
    {
      name: 'console-called',
      says: 'A number was called: who, how long they waited, why this one, and what can be done now, the first thing first.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST, POCKET],
      enter: (page) => phase(page, 'called').waitFor(),
    },
    {
      name: 'console-return',
      says: 'The customer goes back to the line: where to, and what that means.',
      enter: (page, stage) => ask(page, stage, 'return'),
    },
    {
      name: 'console-transfer',
      says: 'The customer goes on to another queue, or to a colleague.',
      enter: async (page, stage) => {
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
        await ask(page, stage, 'transfer');
      },
    },
    {
      name: 'console-serving',
      says: 'At the desk: the time of the service beside the queue’s usual one.',
      pictures: [PLAIN, IN_CONTRAST],
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
        await press(page, 'F2');
        await phase(page, 'serving').waitFor();
      },
    },
    {
      name: 'console-pause',
      says: 'A pause has its reason, and comes when this customer is done.',
      typing: true,
      enter: async (page) => {
        await page.locator('main [aria-haspopup="menu"], header [aria-haspopup="menu"]').first().click();
        await page.getByRole('menu').waitFor();
      },
    },
    {
      name: 'console-leaving',
      says: 'It says so until it happens, and can be taken back until then.',
      pictures: [],
      enter: async (page) => {
        await page.getByRole('menuitem').first().click();
        await page.locator('.leaving-chip').waitFor();
      },
    },
    {
      name: 'console-offline',
      says: 'Not on duty: the modules, and which are taken.',
      enter: async (page) => {
        await press(page, 'F3');
        await screen(page, 'desk-offline').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const QUIET_DESK = {
  name: 'a quiet desk',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const ana = await quietDesk(stage.origin);
    await ana.ready().catch(() => undefined); // there already
    await quietDesk(stage.origin);
    const page = await openSignIn(stage);
    await signIn(page, 'ana.martinez');
    return page;
  },
  states: [
    {
      name: 'console-available',
      says: 'Ready, and nobody waits: the next who comes is called by itself.',
      enter: (page) => screen(page, 'desk-available').waitFor(),
    },
    {
      name: 'console-nobody',
      says: 'Who calls although nobody waits is told so.',
      pictures: [],
      enter: async (page) => {
        await press(page, 'F1');
        await page.locator('.notice').first().waitFor();
      },
    },
    {
      name: 'console-undo',
      says: 'Who did not come stands beside, and can be taken back in; the last step can be undone.',
      enter: async (page, { origin }) => {
        await (await kioskOf(origin)).issue('GERENCIA');
        await phase(page, 'called').waitFor();
        await press(page, 'F4');
        await page.locator('.missed').waitFor();
        await page.locator('.undo').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const DESK_IN_TROUBLE = {
  name: 'a desk, its preferences and its troubles',
  sizes: ['desk', 'phone'],
  open: busyDesk,
  states: [
    {
      name: 'console-preferences',
      says: 'Each person’s own choice: the look, and what calls them back when somebody waits.',
      typing: true,
      enter: async (page) => {
        await phase(page, 'called').waitFor();
        await page.locator('.preferences > button').click();
        await page.getByRole('switch').first().waitFor();
      },
    },
    {
      name: 'console-pick',
      says: 'Out of order, where the branch allows it: and what became of the one who was called before.',
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await page.locator('.numbers button').first().click();
        await dialog(page).waitFor();
      },
    },
    {
      name: 'console-refused',
      says: 'A command that came too late: why, and what is there now.',
      pictures: [],
      typing: true, // it goes by itself
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
        await page.route('**/api/advisor/current/start', (route) =>
          route.continue({ headers: { ...route.request().headers(), 'desk-ticket': 'none' } }),
        );
        await press(page, 'F2');
        await page.locator('.notice-bad').waitFor();
      },
    },
    {
      name: 'console-lost',
      says: 'Without the server: said where the keys are, and nothing is sent until it is back.',
      pictures: [PLAIN, IN_CONTRAST],
      enter: async (page) => {
        /** @type {import('playwright-core').WebSocketRoute[]} */
        const open = [];
        let cut = false;
        await page.routeWebSocket(/socket\.io/, (socket) => {
          if (cut) return;
          socket.connectToServer();
          open.push(socket);
        });
        await page.reload();
        await phase(page, 'called').waitFor();
        await page.locator('[data-link="live"]').first().waitFor();
        cut = true;
        await page.route('**/api/advisor/current/start', (route) => route.abort());
        for (const socket of open) await socket.close();
        await page.route('**/api/advisor/desk', (route) => route.abort());
        await page.locator('.cut').waitFor();
      },
    },
  ],
};

export const DESKS = [SIGN_IN, DESK, QUIET_DESK, DESK_IN_TROUBLE];
