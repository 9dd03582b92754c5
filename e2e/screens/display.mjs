// @ts-check
import { deskOf, kioskOf } from '../support/api.mjs';
import { tellState } from '../support/tell-state.mjs';
import { PLAIN, screen } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 * @typedef {import('@ticketero/contract').Board} Board
 */

const TALL = { name: 'tall', size: /** @type {const} */ ('tall') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };

/** Both languages stand on the screen at once: it has no language of its own. */
const SIZES = /** @type {import('./stage.mjs').Size[]} */ (['wide', 'tall']);

/** What this page is told instead of the branch's state, from its next state on. @type {WeakMap<Page, (board: Board) => unknown>} */
const TOLD = new WeakMap();

/**
 * @param {Stage} stage
 * @param {(board: Board) => unknown} told
 */
async function open(stage, told = () => undefined) {
  const page = await stage.open('/');
  await page.clock.install();
  TOLD.set(page, told);
  await tellState(page, 'display', (board) => TOLD.get(page)?.(board));
  await page.goto(`${stage.origin}/display/?demo`);
  await page.locator('[data-screen="board"], [data-screen="closed"]').waitFor();
  return page;
}

/** Any change of the branch sends a new state. @param {Stage} stage */
const nudge = async ({ origin }) => (await kioskOf(origin)).issue('EMPRESAS');

/** @param {Stage} stage */
async function called({ origin }) {
  const ana = await deskOf(origin, 'ana.martinez', 5);
  await (await kioskOf(origin)).issue('GERENCIA');
  if ((await ana.current()) === null) await ana.ready();
  else await ana.complete();
  return ana;
}

/** @type {Walk} */
const BEFORE = {
  name: 'before the first call',
  sizes: SIZES,
  open: (stage) => open(stage, (board) => Object.assign(board, { called: [] })),
  states: [
    {
      name: 'display-welcome',
      says: 'Before the first call of the day: how it goes, in both languages.',
      enter: (page) => screen(page, 'board').waitFor(),
    },
  ],
};

/** @type {Walk} */
const CALLS = {
  name: 'calls',
  sizes: SIZES,
  open: (stage) => open(stage),
  states: [
    {
      name: 'display-resting',
      says: 'Between two calls: the last one stays, calmly.',
      pictures: [],
      // Those who were called a moment ago are announced first, each for as long as the voice speaks.
      enter: (page) => page.locator('[data-phase="resting"]').waitFor({ timeout: 60_000 }),
    },
    {
      name: 'display',
      says: 'A call: the number and the module as large as the screen allows, those before it, and who waits.',
      pictures: [PLAIN, TALL, IN_CONTRAST],
      enter: async (page, stage) => {
        await called(stage);
        await page.locator('[data-phase="announcing"]').waitFor();
      },
    },
    {
      name: 'display-stale',
      says: 'Nothing was heard for 12 s: nobody is shown what may no longer be true, and it mends itself.',
      enter: async (page) => {
        await page.context().setOffline(true);
        await page.clock.fastForward(13_000);
        await screen(page, 'stale').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const RECALL = {
  name: 'a recall',
  sizes: SIZES,
  open: (stage) => open(stage),
  states: [
    {
      name: 'display-recall',
      says: 'The same number is called once more, and says so.',
      enter: async (page, stage) => {
        TOLD.set(page, (board) => {
          const [first] = board.called;
          if (first) Object.assign(first, { recallCount: 1, lastCalledAt: new Date().toISOString() });
        });
        await nudge(stage);
        await page.locator('[data-phase="announcing"][data-recall="true"]').waitFor();
      },
    },
  ],
};

const NOTICE = 'Hoy cerramos a las 13:00 horas por inventario. Quienes tengan número serán atendidos antes.';

/** @type {Walk} */
const FOOT = {
  name: 'a notice, and the sound',
  sizes: SIZES,
  open: (stage) => open(stage, (board) => Object.assign(board, { notices: [{ id: 'branch', text: { es: NOTICE } }] })),
  states: [
    {
      name: 'display-notice',
      says: 'The branch has something to say to everybody: it stands at the foot, below the calls.',
      enter: (page) => page.locator('[data-ticker="notice"]').waitFor(),
    },
    {
      name: 'display-sound',
      says: 'Staff set on the screen how loud it is and in which languages it speaks.',
      enter: async (page) => {
        await page.keyboard.press('s');
        await page.getByRole('dialog').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const CLOSED = {
  name: 'closed',
  sizes: SIZES,
  open: (stage) =>
    open(stage, (board) => {
      board.called = [];
      Object.assign(board.branch, { open: false, reason: 'FUERA_DE_HORARIO', opensAt: '2037-03-12T12:00:00.000Z' });
    }),
  states: [
    {
      name: 'display-closed',
      says: 'Outside the hours: when the branch opens.',
      enter: (page) => screen(page, 'closed').waitFor(),
    },
  ],
};

/** @type {Walk} */
const PAIRING = {
  name: 'pairing',
  sizes: SIZES,
  open: async (stage) => {
    const page = await stage.open('/display/');
    await screen(page, 'pairing').waitFor();
    return page;
  },
  states: [
    {
      name: 'display-pairing',
      says: 'A screen that belongs to no branch yet asks for the code that an administrator reads out.',
      enter: (page) => screen(page, 'pairing').waitFor(),
    },
    {
      name: 'display-pairing-wrong',
      says: 'A code that nobody gave out.',
      pictures: [],
      enter: async (page) => {
        await page.keyboard.type('000000');
        await page.locator('[data-kind="wrong"], [role="alert"]').filter({ hasText: /\w/ }).first().waitFor();
      },
    },
  ],
};

export const DISPLAY = [BEFORE, CALLS, RECALL, FOOT, CLOSED, PAIRING];
