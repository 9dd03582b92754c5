// @ts-check
import { kioskOf } from '../support/api.mjs';
import { COMFORTS, FINDING, PRINTING } from './kiosk-found.mjs';
import { answers, home, nextRut, open, toId, toPhone } from './kiosk-steps.mjs';
import { button, PLAIN, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Walk} Walk
 * @typedef {import('@ticketero/contract').KioskState} KioskState
 */

const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };
const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const LARGE = { name: 'large', text: /** @type {const} */ ('large') };
const WIDE = { name: 'wide', size: /** @type {const} */ ('wide') };

/** @type {Walk} */
const TO_THE_NUMBER = {
  name: 'to the number',
  sizes: ['tall', 'wide'],
  open: (stage) => open(stage),
  states: [
    {
      name: 'kiosk-queues',
      says: 'The first screen: what the customer comes for, with who waits and how long now.',
      pictures: [PLAIN, WIDE, IN_ENGLISH, IN_CONTRAST, LARGE],
      enter: (page) => screen(page, 'queues').waitFor(),
    },
    {
      name: 'kiosk-id-empty',
      says: 'The second step: the id, on a keypad that has a K.',
      pictures: [],
      enter: toId,
    },
    {
      name: 'kiosk-id-wrong',
      says: 'An id that is too short is said to be, in words and at its field, before anything is sent.',
      enter: async (page) => {
        await page.keyboard.type('123');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
      },
    },
    {
      name: 'kiosk-id-foreign',
      says: 'A foreigner’s document has letters too.',
      enter: async (page, { language }) => {
        await button(page, words('kiosk', language, 'id.kind.foreign')).click();
        await page.keyboard.type('AB123');
      },
    },
    {
      name: 'kiosk-id',
      says: 'The second step, filled in: the id is written as people write it.',
      pictures: [PLAIN, WIDE],
      enter: async (page, stage) => {
        await home(page, stage);
        await toId(page);
        await page.keyboard.type(nextRut());
      },
    },
    {
      name: 'kiosk-phone-wrong',
      says: 'A phone that is too short is said to be; one can also go on without.',
      enter: async (page) => {
        await page.keyboard.press('Enter');
        await screen(page, 'phone').waitFor();
        await page.keyboard.type('98765');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
      },
    },
    {
      name: 'kiosk-phone',
      says: 'The third step: the phone, if one likes, and whether one needs to be served first.',
      pictures: [PLAIN, WIDE],
      enter: async (page) => {
        await page.keyboard.type('4321');
        await page.getByRole('switch').click();
      },
    },
    {
      name: 'kiosk-result',
      says: 'The number, who is before it, how long it takes, and the codes to follow it on a phone.',
      pictures: [PLAIN, WIDE, IN_ENGLISH, IN_CONTRAST],
      enter: async (page, { language }) => {
        await button(page, words('kiosk', language, 'phone.with')).click();
        await screen(page, 'result').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const OTHER_WAYS = {
  name: 'the other ways',
  sizes: ['tall', 'wide'],
  open: (stage) => open(stage),
  states: [
    {
      name: 'kiosk-active',
      says: 'Who has a number already is shown it, and gets no second one.',
      enter: async (page, { origin }) => {
        const rut = nextRut();
        await (await kioskOf(origin)).issue('EMPRESAS', { nationalId: rut });
        await toPhone(page, rut);
        await page.keyboard.press('Enter');
        await screen(page, 'active').waitFor();
      },
    },
    {
      name: 'kiosk-sending',
      says: 'No network: it says so at once, keeps what was typed, and asks again by itself with the same key.',
      enter: async (page, stage) => {
        await home(page, stage);
        await answers(page, 'no network');
        const failed = page.waitForEvent('requestfailed');
        await toPhone(page);
        await page.keyboard.press('Enter');
        await failed;
        await screen(page, 'sending').waitFor();
      },
    },
    ...[
      { name: 'kiosk-busy', says: 'Too many at once: it asks again by itself when the time is up.', status: 429 },
      { name: 'kiosk-full', says: 'The queue gave its last number of the day meanwhile.', error: 'CUPO_AGOTADO' },
      { name: 'kiosk-shut', says: 'The branch closed meanwhile.', error: 'SUCURSAL_CERRADA' },
      { name: 'kiosk-queue-gone', says: 'The queue was taken away meanwhile.', error: 'COLA_NO_ENCONTRADA' },
    ].map(({ name, says, status = 409, error = 'DEMASIADAS_SOLICITUDES' }) => ({
      name,
      says,
      enter: async (/** @type {Page} */ page, /** @type {import('./stage.mjs').Stage} */ stage) => {
        await home(page, stage);
        await answers(page, { status, error, ...(status === 429 ? { retryAfter: 40 } : {}) });
        await toPhone(page);
        await page.keyboard.press('Enter');
        await screen(page, 'message').waitFor();
      },
    })),
  ],
};

/** @type {Walk} */
const NOBODY_THERE = {
  name: 'nobody there',
  sizes: ['tall', 'wide'],
  open: async (stage) => {
    const page = await open(stage);
    await page.clock.install();
    return page;
  },
  states: [
    {
      name: 'kiosk-idle',
      says: 'Nobody has touched it for a while: it asks, counts down, and forgets what was typed.',
      typing: true,
      enter: async (page) => {
        await toId(page);
        await page.keyboard.type('1234');
        await page.clock.fastForward(21_000);
        await page.getByRole('alertdialog').waitFor();
      },
    },
  ],
};

/** No phone is of use without Telegram; one queue gives no more numbers. @param {KioskState} state */
function poorer(state) {
  state.telegram = false;
  for (const queue of state.queues) if (queue.queueType === 'EMPRESAS') queue.capReached = true;
}

/** @type {Walk} */
const WITHOUT_TELEGRAM = {
  name: 'without Telegram',
  sizes: ['tall', 'wide'],
  open: (stage) => open(stage, poorer),
  states: [
    {
      name: 'kiosk-cap',
      says: 'A queue that gave all its numbers for today says so, and cannot be chosen.',
      enter: (page) => page.locator('[aria-disabled="true"]').waitFor(),
    },
    {
      name: 'kiosk-preferential',
      says: 'Without Telegram no phone is asked for: the third step is whether one needs to be served first.',
      pictures: [PLAIN, WIDE],
      enter: async (page) => {
        await toId(page);
        await page.keyboard.type(nextRut());
        await page.keyboard.press('Enter');
        await screen(page, 'preferential').waitFor();
      },
    },
    {
      name: 'kiosk-result-plain',
      says: 'The number without Telegram: the page is followed by its code.',
      enter: async (page) => {
        await page.keyboard.press('Enter');
        await screen(page, 'result').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const CLOSED = {
  name: 'closed',
  sizes: ['tall', 'wide'],
  open: (stage) =>
    open(stage, ({ branch }) => {
      Object.assign(branch, { open: false, reason: 'FUERA_DE_HORARIO', opensAt: '2037-03-12T12:00:00.000Z' });
    }),
  states: [
    {
      name: 'kiosk-closed',
      says: 'Outside the hours: it says when the branch opens.',
      enter: (page) => screen(page, 'closed').waitFor(),
    },
  ],
};

/** @type {Walk} */
const PAUSED = {
  name: 'paused',
  sizes: ['tall', 'wide'],
  open: (stage) => open(stage, ({ branch }) => Object.assign(branch, { open: false, reason: 'PAUSADA' })),
  states: [
    {
      name: 'kiosk-paused',
      says: 'The branch gives no numbers for some minutes.',
      enter: (page) => screen(page, 'closed').waitFor(),
    },
  ],
};

/** @type {Walk} */
const PAIRING = {
  name: 'pairing',
  sizes: ['tall', 'wide'],
  open: async (stage) => {
    const page = await stage.open('/kiosk/', stage.language === 'en' ? { locale: 'en-GB' } : {});
    await screen(page, 'pairing').waitFor();
    return page;
  },
  states: [
    {
      name: 'kiosk-pairing',
      says: 'A kiosk that belongs to no branch yet asks for the code that an administrator reads out.',
      enter: (page) => screen(page, 'pairing').waitFor(),
    },
    {
      name: 'kiosk-pairing-wrong',
      says: 'A code that is too short.',
      pictures: [],
      enter: async (page) => {
        await page.keyboard.press('Enter');
        await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
      },
    },
  ],
};

export const KIOSK = [
  TO_THE_NUMBER,
  OTHER_WAYS,
  FINDING,
  PRINTING,
  ...COMFORTS,
  NOBODY_THERE,
  WITHOUT_TELEGRAM,
  CLOSED,
  PAUSED,
  PAIRING,
];
