// @ts-check
import { kioskOf } from '../support/api.mjs';
import { tellState } from '../support/tell-state.mjs';
import { button, inLanguage, PLAIN, screen, words } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 * @typedef {import('@ticketero/contract').KioskState} KioskState
 */

const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };
const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const LARGE = { name: 'large', text: /** @type {const} */ ('large') };
const WIDE = { name: 'wide', size: /** @type {const} */ ('wide') };

let people = 0;

/** A RUT that is nobody's yet, with its check digit. */
function nextRut() {
  people += 1;
  const body = String(21_000_000 + ((Date.now() % 80_000) * 10 + people) * 7).slice(0, 8);
  const sum = [...body].reverse().reduce((total, digit, i) => total + Number(digit) * (2 + (i % 6)), 0);
  return body + ('0123456789K'[(11 - (sum % 11)) % 11] ?? '');
}

/**
 * @param {Stage} stage
 * @param {(state: KioskState) => unknown} [change] what the page is told instead
 */
async function open(stage, change) {
  const page = await stage.open('/', { hasTouch: true });
  if (change) await tellState(page, 'kiosk', change);
  await page.goto(`${stage.origin}/kiosk/?demo`);
  await page.locator('[data-screen="queues"], [data-screen="closed"]').waitFor();
  await hurry(page);
  await inLanguage(page, stage);
  return page;
}

/** Screens can be touched at once. @param {Page} page */
async function hurry(page) {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('main { animation: none !important; pointer-events: auto !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** @param {Page} page */
async function toId(page) {
  await button(page, /^Personal Banker/).click();
  await screen(page, 'id').waitFor();
}

/** @param {Page} page */
async function toPhone(page, rut = nextRut()) {
  await toId(page);
  await page.keyboard.type(rut);
  await page.keyboard.press('Enter');
  await screen(page, 'phone').waitFor();
}

/** Home again, whatever stands there. @param {Page} page */
async function home(page) {
  await page.keyboard.press('Escape');
  await screen(page, 'queues').waitFor();
}

/**
 * The next request for a number ends like this.
 * @param {Page} page
 * @param {{ status: number, error: string, retryAfter?: number } | 'no network'} answer
 */
async function answers(page, answer) {
  await page.unroute('**/api/tickets');
  await page.route('**/api/tickets', (route) =>
    answer === 'no network'
      ? route.abort()
      : route.fulfill({ status: answer.status, json: { mensaje: '', ...answer } }),
  );
}

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
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await screen(page, 'queues').waitFor();
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
      enter: async (page) => {
        await home(page);
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
      enter: async (/** @type {Page} */ page) => {
        await home(page);
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
  ],
};

/** @type {Walk} */
const CLOSED = {
  name: 'closed',
  sizes: ['tall', 'wide'],
  open: (stage) =>
    open(stage, ({ branch }) => {
      Object.assign(branch, { open: false, reason: 'FUERA_DE_HORARIO', opensAt: '2031-03-12T12:00:00.000Z' });
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

export const KIOSK = [TO_THE_NUMBER, OTHER_WAYS, NOBODY_THERE, WITHOUT_TELEGRAM, CLOSED, PAIRING];
