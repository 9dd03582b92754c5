// @ts-check
import { caller, certain, deskOf, kioskOf, signedIn } from '../support/api.mjs';
import { quietDesk } from './branch.mjs';
import { button, inLanguage, PLAIN, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 * @typedef {{ numero: string, codigoReferencia: string }} Issued
 */

const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };

/** Well formed, and no ticket's. */
const NOBODYS = '00000000-0000-4000-8000-000000000000';

/** Whose page it is, and who stands before. @type {WeakMap<Page, { mine: Issued, before: Issued[] }>} */
const LINE = new WeakMap();

/** @param {Page} page */
function lineOf(page) {
  const line = LINE.get(page);
  if (!line) throw new Error('this page has no line');
  return line;
}

/** @param {Stage} stage @param {Issued} ticket */
const cancel = ({ origin }, { codigoReferencia }) =>
  certain(caller(origin))('DELETE', `/api/tickets/${codigoReferencia}`);

/** @param {Page} page @param {Stage} stage */
async function live(page, stage) {
  await page.locator('[data-link=live]').waitFor();
  await inLanguage(page, stage);
}

/**
 * A page of the last of four who wait for Ana, who is not there.
 * @param {Stage} stage
 */
async function fourth(stage) {
  const ana = await quietDesk(stage.origin);
  await ana.leave('PAUSA').catch(() => undefined); // gone already
  await sentHome(stage);
  const kiosk = await kioskOf(stage.origin);
  /** @type {Issued[]} */
  const before = [];
  while (before.length < 3) before.push(await kiosk.issue('GERENCIA'));
  const mine = await kiosk.issue('GERENCIA');
  const page = await stage.open(`/t/${mine.codigoReferencia}`, { hasTouch: true });
  LINE.set(page, { mine, before });
  await live(page, stage);
  return page;
}

/** Who waits for Ana since an earlier walk. @param {Stage} stage */
async function sentHome(stage) {
  const supervisor = await signedIn(stage.origin, 'supervisor');
  const { records } = await supervisor('GET', '/api/admin/tickets?pageSize=100&queueType=GERENCIA');
  for (const ticket of records) {
    if (ticket.queueType === 'GERENCIA' && ['EN_ESPERA', 'PROXIMO'].includes(ticket.status))
      await cancel(stage, ticket);
  }
}

/** @type {Walk} */
const THE_WAIT = {
  name: 'the wait',
  sizes: ['phone', 'desk'],
  open: async (stage) => {
    const { codigoReferencia } = await (await kioskOf(stage.origin)).issue('CAJA');
    const page = await stage.open(`/t/${codigoReferencia}`, { hasTouch: true });
    await live(page, stage);
    return page;
  },
  states: [
    {
      name: 'ticket-waiting',
      says: 'While one waits: the number, the place and the time it takes.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST],
      enter: (page) => screen(page, 'waiting').waitFor(),
    },
  ],
};

/** @type {Walk} */
const THE_TURN = {
  name: 'the turn',
  sizes: ['phone'],
  open: fourth,
  states: [
    {
      name: 'ticket-nobody',
      says: 'Nobody serves this line just now: no time is made up, and the place is kept.',
      enter: (page) => screen(page, 'waiting').waitFor(),
    },
    {
      name: 'ticket-sound',
      says: 'One can have it ring.',
      pictures: [],
      enter: async (page) => {
        await page.getByRole('switch').click();
        await page.locator('[data-sound=on]').waitFor();
      },
    },
    {
      name: 'ticket-sound-paused',
      says: 'After a reload the browser holds the sound back: it says so, and any touch mends it.',
      enter: async (page) => {
        await page.reload();
        await page.locator('[data-sound=blocked]').waitFor();
      },
    },
    {
      name: 'ticket-next',
      says: 'It is soon.',
      enter: async (page, stage) => {
        const ana = await deskOf(stage.origin, 'ana.martinez', 5);
        await ana.ready();
        if ((await ana.current()) !== lineOf(page).before[0]?.numero) throw new Error('somebody else is called');
        await screen(page, 'next').waitFor();
      },
    },
    {
      name: 'ticket-cancel',
      says: 'A place in the line is lost in a moment: it asks once.',
      enter: async (page, { language }) => {
        await button(page, words('ticket-page', language, 'cancel.open')).click();
        await page.getByRole('alertdialog').waitFor();
      },
    },
    {
      name: 'ticket-cancel-failed',
      says: 'It could not be cancelled: it says so, and the turn is kept.',
      pictures: [],
      enter: async (page, { language }) => {
        await page.route('**/api/tickets/*', (route) => route.abort());
        await button(page, words('ticket-page', language, 'cancel.yes')).click();
        await page.getByRole('alertdialog').getByRole('alert').filter({ hasText: /\w/ }).waitFor();
      },
    },
    {
      name: 'ticket-lost',
      says: 'No network: it says so at once, how old its words are, and where to look.',
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await page.context().setOffline(true);
        await page.locator('[data-link=lost]').waitFor();
      },
    },
    {
      name: 'ticket-called',
      says: 'The call: which module, so that it cannot be missed.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST],
      enter: async (page, stage) => {
        await page.context().setOffline(false);
        await page.locator('[data-link=live]').waitFor();
        const { before, mine } = lineOf(page);
        for (const ticket of before.slice(1)) await cancel(stage, ticket);
        const ana = await deskOf(stage.origin, 'ana.martinez', 5);
        await ana.complete();
        if ((await ana.current()) !== mine.numero) throw new Error('somebody else is called');
        await screen(page, 'called').waitFor();
      },
    },
    {
      name: 'ticket-serving',
      says: 'At the desk.',
      enter: async (page, { origin }) => {
        await (await deskOf(origin, 'ana.martinez', 5)).start();
        await screen(page, 'serving').waitFor();
      },
    },
    {
      name: 'ticket-served',
      says: 'Done.',
      enter: async (page, { origin }) => {
        await quietDesk(origin);
        await screen(page, 'served').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const OTHER_ENDS = {
  name: 'other ends',
  sizes: ['phone'],
  open: fourth,
  states: [
    {
      name: 'ticket-absent',
      says: 'Who did not come reads so, and what to do.',
      enter: async (page, stage) => {
        for (const ticket of lineOf(page).before) await cancel(stage, ticket);
        const ana = await quietDesk(stage.origin);
        await ana.ready();
        await screen(page, 'called').waitFor();
        await ana.noShow();
        await screen(page, 'absent').waitFor();
      },
    },
    {
      name: 'ticket-cancelled',
      says: 'A turn that was cancelled.',
      enter: async (page, stage) => {
        const [cancelled] = lineOf(page).before;
        await page.goto(`${stage.origin}/t/${cancelled?.codigoReferencia ?? ''}`);
        await screen(page, 'cancelled').waitFor();
      },
    },
    {
      name: 'ticket-missing',
      says: 'An address that is no ticket’s, or one of another day.',
      enter: async (page, { origin }) => {
        await page.goto(`${origin}/t/${NOBODYS}`);
        await screen(page, 'missing').waitFor();
      },
    },
  ],
};

export const TICKET_PAGE = [THE_WAIT, THE_TURN, OTHER_ENDS];
