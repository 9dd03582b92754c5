// @ts-check
import { kioskOf } from '../support/api.mjs';
import { ask, home, look, nextRut, open, toId, toPhone } from './kiosk-steps.mjs';
import { button, PLAIN, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 */

const WIDE = { name: 'wide', size: /** @type {const} */ ('wide') };

/** @type {Walk} */
export const FINDING = {
  name: 'a number one has',
  sizes: ['tall', 'wide'],
  open: (stage) => open(stage),
  states: [
    {
      name: 'kiosk-not-found',
      says: 'Nobody waits with this document: it says so, and shows the way to type it again or to a number.',
      enter: async (page, stage) => {
        await look(page, stage, nextRut());
        await screen(page, 'notFound').waitFor();
      },
    },
    {
      name: 'kiosk-find',
      says: 'Who has a number already types the document it was given to.',
      pictures: [PLAIN, WIDE],
      enter: async (page, stage) => {
        await button(page, words('kiosk', stage.language, 'find.again')).click();
        await screen(page, 'find').waitFor();
      },
    },
    {
      name: 'kiosk-found',
      says: 'The number that was found: where it stands by now; it can be printed again, or given up.',
      pictures: [PLAIN, WIDE],
      enter: async (page, { origin }) => {
        const rut = nextRut();
        await (await kioskOf(origin)).issue('EMPRESAS', { nationalId: rut });
        await page.keyboard.type(rut);
        await page.keyboard.press('Enter');
        await screen(page, 'found').waitFor();
      },
    },
    {
      name: 'kiosk-cancel',
      says: 'A place in the line is lost in a moment: it asks once, and the large button keeps the number.',
      enter: async (page, { language }) => {
        await button(page, words('kiosk', language, 'cancel.open')).click();
        await screen(page, 'askCancel').waitFor();
      },
    },
    {
      name: 'kiosk-cancelled',
      says: 'The number was given up.',
      enter: async (page, { language }) => {
        await button(page, words('kiosk', language, 'cancel.yes')).click();
        await screen(page, 'cancelled').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
export const PRINTING = {
  name: 'the printer',
  sizes: ['tall', 'wide'],
  open: async (stage) => {
    const page = await open(stage);
    await page.route('**/api/tickets/*/print', (route) => route.fulfill({ json: { result: 'SIN_PAPEL' } }));
    return page;
  },
  states: [
    {
      name: 'kiosk-no-paper',
      says: 'It could not be printed: the number is good, staff have been told, and the slip can be tried again.',
      pictures: [PLAIN, WIDE],
      enter: async (page) => {
        await toPhone(page);
        await page.keyboard.press('Enter');
        await screen(page, 'result').waitFor();
        await page.getByRole('status').filter({ visible: true, hasText: /\w/ }).first().waitFor();
      },
    },
    {
      name: 'kiosk-printed',
      says: 'The slip has come out.',
      enter: async (page, { language }) => {
        await page.route('**/api/tickets/*/print', (route) => route.fulfill({ json: { result: 'IMPRESO' } }));
        await button(page, words('kiosk', language, 'printing.tryAgain')).click();
        await button(page, words('kiosk', language, 'printing.another')).waitFor();
      },
    },
  ],
};

/**
 * Every step, with what a customer asked for on the first screen.
 * @param {'large' | 'low'} help
 * @param {string} how
 * @param {Walk['sizes']} sizes
 * @returns {Walk}
 */
function withHelp(help, how, sizes) {
  return {
    name: how,
    sizes,
    open: async (stage) => {
      const page = await open(stage);
      await ask(page, stage, help);
      return page;
    },
    states: [
      {
        name: `kiosk-${help}`,
        says: `The first screen with ${how}.`,
        enter: (page) => screen(page, 'queues').waitFor(),
      },
      { name: `kiosk-${help}-id`, says: `The second step with ${how}.`, enter: toId },
      {
        name: `kiosk-${help}-phone`,
        says: `The third step with ${how}.`,
        enter: async (page) => {
          await page.keyboard.type(nextRut());
          await page.keyboard.press('Enter');
          await screen(page, 'phone').waitFor();
        },
      },
      {
        name: `kiosk-${help}-result`,
        says: `The number with ${how}.`,
        enter: async (page) => {
          await page.keyboard.press('Enter');
          await screen(page, 'result').waitFor();
        },
      },
      {
        name: `kiosk-${help}-found`,
        says: `A number that was found, with ${how}.`,
        enter: async (page, stage) => {
          await home(page, stage);
          await ask(page, stage, help);
          const rut = nextRut();
          await (await kioskOf(stage.origin)).issue('EMPRESAS', { nationalId: rut });
          await look(page, stage, rut);
          await screen(page, 'found').waitFor();
        },
      },
      {
        name: `kiosk-${help}-cancel`,
        says: `The question before a number is given up, with ${how}.`,
        pictures: [],
        enter: async (page, { language }) => {
          await button(page, words('kiosk', language, 'cancel.open')).click();
          await screen(page, 'askCancel').waitFor();
        },
      },
    ],
  };
}

/** What only a tall screen has is not looked at on a wide one. */
export const COMFORTS = [
  withHelp('large', 'large letters', ['tall', 'wide']),
  withHelp('low', 'the controls below', ['tall']),
];
