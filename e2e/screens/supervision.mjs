// @ts-check
import { signedIn } from '../support/api.mjs';
import { crowdedCaja } from './branch.mjs';
import { openSignIn, POCKET, signIn } from './console.mjs';
import { inLanguage, PLAIN, screen } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 */

const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };
const WHOLE = { name: '', whole: true };

/** @param {Page} page @param {Stage} stage @param {string} hash */
async function go(page, { origin }, hash) {
  await page.goto(`${origin}/console/#/${hash}`);
  await page.locator('main').first().waitFor();
}

/** @param {Page} page */
const dialog = (page) => page.locator('dialog[open], [role="dialog"]');

/** @type {Walk} */
const BRANCH = {
  name: 'the branch',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const admin = await signedIn(stage.origin, 'admin');
    await admin('PUT', '/api/admin/queues/CAJA', { alertWaiting: 4 }); // more wait than that
    const page = await openSignIn(stage);
    await signIn(page, 'supervisor');
    return page;
  },
  states: [
    {
      name: 'supervisor',
      says: 'The branch as it is now: the figures of the day, the queues, the desks, and what needs somebody.',
      pictures: [WHOLE, IN_ENGLISH, IN_CONTRAST],
      enter: (page) => page.getByRole('row').nth(5).waitFor(),
    },
    {
      name: 'supervisor-menu',
      says: 'A desk that somebody left as it was is taken off duty from here.',
      pictures: [],
      typing: true,
      enter: async (page) => {
        await page.locator('table [aria-haspopup="menu"]').first().click();
        await page.getByRole('menu').waitFor();
      },
    },
    {
      name: 'supervisor-release',
      says: 'A desk whose machine died: what becomes of its customer, and off duty, in one step.',
      pictures: [PLAIN, IN_ENGLISH],
      enter: async (page) => {
        await page.getByRole('menuitem').last().click();
        await dialog(page).waitFor();
      },
    },
    {
      name: 'supervisor-pause',
      says: 'The branch is paused or closed with a reason, and a text for who stands before the kiosk.',
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await page.locator('.branch-line [aria-haspopup="menu"]').click();
        await page.getByRole('menuitem').first().click();
        await dialog(page).waitFor();
      },
    },
    {
      name: 'supervisor-why',
      says: 'Why a number was called, and before whom.',
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await page.locator('.why-toggle').first().click();
        await page.locator('.why-panel').first().waitFor();
      },
    },
    {
      name: 'supervisor-alert',
      says: 'Somebody sees to an alert: every supervisor reads who.',
      pictures: [PLAIN, { ...POCKET, whole: true }],
      enter: async (page) => {
        await page.keyboard.press('Escape');
        await page.locator('.alert button, .alert-taken').first().waitFor();
        // In another language somebody has seen to them already.
        const button = page.locator('.alert button').first();
        if (await button.isVisible()) await button.click();
        await page.locator('.alert-taken').first().waitFor();
      },
    },
    {
      name: 'alerts',
      says: 'What was wrong, since when and for how long, and who saw to it.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'alerts');
        await page.locator('.alerts-table tbody tr').first().waitFor();
      },
    },
    {
      name: 'alerts-none',
      says: 'A type of alert that there was none of.',
      pictures: [],
      enter: async (page) => {
        await page.locator('.alerts-filter select').selectOption('PROMESA_ROTA');
        await page.locator('.list-note').waitFor();
      },
    },
    {
      name: 'tickets',
      says: 'The numbers of the day: found by number, queue or state.',
      enter: async (page, stage) => {
        await go(page, stage, 'tickets');
        await page.locator('.tickets-table tbody tr').nth(3).waitFor();
      },
    },
    {
      name: 'tickets-dialog',
      says: 'What is done to somebody’s turn has a reason, and says what becomes of it.',
      enter: async (page) => {
        await page.locator('.tickets-table [aria-haspopup="menu"]').first().click();
        await page.getByRole('menuitem').last().click();
        await dialog(page).waitFor();
      },
    },
    {
      name: 'messages',
      says: 'The messages to customers: which are due, sent, or failed, and why.',
      enter: async (page, stage) => {
        await page.keyboard.press('Escape');
        await go(page, stage, 'messages');
        await page.locator('.list-card, .list-note').first().waitFor();
      },
    },
    {
      name: 'messages-failed',
      says: 'No answer: it says so, and tries again by itself.',
      pictures: [],
      enter: async (page) => {
        await page.route('**/api/admin/messages?*', (route) => route.abort());
        await page.reload();
        await page.locator('.list-note').first().waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const WHAT_IF = {
  name: 'what if',
  sizes: ['desk', 'phone'],
  asTheMorningWas: true,
  open: async (stage) => {
    await crowdedCaja(stage.origin);
    const page = await openSignIn(stage);
    await signIn(page, 'supervisor');
    await screen(page, 'supervisor').waitFor();
    // Looked for every half minute while somebody has the dashboard open.
    await page.locator('.hint[data-hint]').waitFor({ timeout: 60_000 });
    return page;
  },
  states: [
    {
      name: 'supervisor-hint',
      says: 'Many will wait too long in one queue: who could help, for how long, and what that would change.',
      enter: (page) => page.locator('.hint[data-hint]').waitFor(),
    },
    {
      name: 'what-if-hint',
      says: 'What the hint would change, for the rest of the day: before and after, queue by queue.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST],
      enter: async (page) => {
        await page.locator('.hint a.btn-primary').click();
        await page.locator('.what-if-bars').first().waitFor();
      },
    },
    {
      name: 'what-if',
      says: 'One more advisor, another order, somebody who leaves: asked in a sentence, and nothing changes in the branch.',
      enter: async (page) => {
        await page.locator('.what-if-form .segments').first().locator('button').last().click();
        await page.locator('.what-if-form [type=submit]').click();
        await page.locator('.what-if-form [aria-busy=false]').waitFor();
      },
    },
    {
      name: 'what-if-missing',
      says: 'It says what is missing, and how to go on when there is no answer.',
      pictures: [],
      enter: async (page) => {
        await page.locator('.what-if-form .segments').first().locator('button').nth(2).click();
        await page.locator('.what-if-form select').selectOption('');
        await page.locator('.what-if-missing').waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const AUDIT = {
  name: 'audit',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const page = await openSignIn(stage);
    await signIn(page, 'supervisor');
    await screen(page, 'supervisor').waitFor();
    await go(page, stage, 'audit');
    return page;
  },
  states: [
    {
      name: 'audit',
      says: 'What happened, as it was written down, and the chain that holds it, which is whole.',
      enter: async (page) => {
        await page.locator('.event').nth(10).waitFor();
        await page.locator('.audit-tools button').last().click();
        await page.locator('.verify-good').waitFor();
      },
    },
    {
      name: 'audit-story',
      says: 'One ticket’s story, from the kiosk to its end.',
      pictures: [PLAIN, IN_ENGLISH],
      enter: async (page, stage) => {
        const supervisor = await signedIn(stage.origin, 'supervisor');
        const { records } = await supervisor('GET', '/api/admin/tickets?pageSize=100');
        const served = records.find((/** @type {{ status: string }} */ { status }) => status === 'COMPLETADO');
        await go(page, stage, `audit?ticket=${served.numero}`);
        await page.locator('.story-head').waitFor();
      },
    },
    {
      name: 'audit-event',
      says: 'Behind an event: what changed, who did it, from where, and when to the millisecond.',
      enter: async (page) => {
        await page.locator('.event-open').nth(2).click();
        await page.locator('.event-raw, .event-origin').first().waitFor();
      },
    },
    {
      name: 'audit-nothing',
      says: 'A search that found nothing.',
      pictures: [],
      enter: async (page, stage) => {
        await page.route(/\/api\/admin\/audit\?/, (route) =>
          route.fulfill({ json: { total: 0, page: 1, pageSize: 50, records: [], upTo: 1 } }),
        );
        await go(page, stage, 'audit?entity=DEVICE');
        await page.locator('.list-note').waitFor();
      },
    },
    {
      name: 'account',
      says: 'One’s own account: the password, and where one is signed in.',
      pictures: [PLAIN, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'account');
        await page.locator('.session').first().waitFor();
      },
    },
    {
      name: 'account-wrong',
      says: 'A new password that is too short.',
      pictures: [],
      enter: async (page) => {
        await page.locator('#change-next').fill('corta');
        await page.locator('button[type=submit]').click();
        await page.locator('.field-wrong').first().waitFor();
      },
    },
  ],
};

let people = 0;

/** @type {Walk} */
const FIRST_DAY = {
  name: 'the first day',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const admin = await signedIn(stage.origin, 'admin');
    people += 1;
    const user = `nueva.${stage.language}.${people}`;
    const request = { email: `${user}@banco.com`, name: 'Rosa Fuentes', role: 'SUPERVISOR', branchOffice: 'CENTRO' };
    const { temporaryPassword } = await admin('POST', '/api/admin/users', request);
    const page = await openSignIn(stage);
    await signIn(page, user, temporaryPassword);
    return page;
  },
  states: [
    {
      name: 'must-change',
      says: 'The password that an administrator read out is changed before anything else.',
      enter: (page) => screen(page, 'must-change').waitFor(),
    },
    {
      name: 'setup',
      says: 'A new installation: the first administrator comes by the link that the server printed.',
      enter: async (page, stage) => {
        await page.context().clearCookies();
        await page.goto(`${stage.origin}/`);
        await page.goto(`${stage.origin}/console/#/setup/no-such-link`);
        await screen(page, 'setup').waitFor();
      },
    },
    {
      name: 'start',
      says: 'The start page: the screens of the branch, the state of the service, and the people of the demonstration.',
      pictures: [WHOLE],
      enter: async (page, stage) => {
        await page.goto(`${stage.origin}/`);
        await page.locator('#demo:not([hidden])').waitFor();
        await inLanguage(page, stage);
      },
    },
  ],
};

export const SUPERVISION = [BRANCH, AUDIT, FIRST_DAY, WHAT_IF];
