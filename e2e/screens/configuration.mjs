// @ts-check
import { signedIn } from '../support/api.mjs';
import { openSignIn, POCKET, signIn } from './console.mjs';
import { PLAIN } from './stage.mjs';

/**
 * @typedef {import('./stage.mjs').Page} Page
 * @typedef {import('./stage.mjs').Stage} Stage
 * @typedef {import('./stage.mjs').Walk} Walk
 */

const IN_ENGLISH = { name: 'en', language: /** @type {const} */ ('en') };
const IN_CONTRAST = { name: 'contrast', theme: /** @type {const} */ ('contrast') };

/** @param {Page} page @param {Stage} stage @param {string} place */
async function go(page, { origin }, place) {
  await page.goto(`${origin}/console/#/configuration?${place}`);
  const [section] = place.replace('section=', '').split('&');
  await page.locator(`[data-section="${section}"]`).waitFor();
}

/** @param {Page} page */
const rows = (page) => page.locator('.config-table tbody tr');

/** Takes back what a form holds, so that nobody is asked about it. @param {Page} page */
async function discard(page) {
  await page.locator('.config-buttons .btn-plain').click();
  await page.locator('.config-foot[data-changed]').waitFor({ state: 'detached' });
}

/** A kiosk with a printer that is nowhere. @param {Stage} stage @returns {Promise<number>} */
async function kioskWithPrinter({ origin, language }) {
  const admin = await signedIn(origin, 'admin');
  const { id } = await admin('POST', '/api/admin/devices', { kind: 'KIOSK', name: `Tótem ${language}` });
  await admin('PUT', `/api/admin/devices/${id}`, { printer: { host: 'impresora.sucursal.example' } });
  return id;
}

/** @type {Walk} */
const STAFF = {
  name: 'settings: people and devices',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const page = await openSignIn(stage);
    await signIn(page, 'admin');
    await page.locator('.top-views').waitFor();
    await go(page, stage, 'section=advisors');
    return page;
  },
  states: [
    {
      name: 'settings-advisors',
      says: 'Settings: who works at the desks, and which queues they serve.',
      pictures: [PLAIN, IN_ENGLISH, IN_CONTRAST, POCKET],
      enter: (page) => rows(page).nth(4).waitFor(),
    },
    {
      name: 'settings-advisor',
      says: 'Before it is saved, a form says what was changed.',
      pictures: [PLAIN, POCKET],
      enter: async (page) => {
        await rows(page).first().getByRole('link').click();
        await page.locator('.config-checks input').last().click();
        await page.locator('.config-foot[data-changed]').waitFor();
      },
    },
    {
      name: 'settings-unsaved',
      says: 'What was typed is not lost without being asked.',
      typing: true,
      enter: async (page) => {
        await page.locator('.config-back').click();
        await page.locator('dialog[open]').waitFor();
      },
    },
    {
      name: 'settings-users',
      says: 'Who signs in, with which role, and in which branch.',
      enter: async (page, stage) => {
        await page.keyboard.press('Escape');
        await discard(page);
        await go(page, stage, 'section=users');
        await rows(page).nth(4).waitFor();
      },
    },
    {
      name: 'settings-user-wrong',
      says: 'What a form lacks stands at its field.',
      pictures: [],
      enter: async (page, stage) => {
        await go(page, stage, 'section=users&item=new');
        await page.locator('#user-email').fill('rosa');
        await page.locator('.config-buttons [type=submit]').click();
        await page.locator('.field-wrong').nth(1).waitFor();
      },
    },
    {
      name: 'settings-user-password',
      says: 'A temporary password is shown once.',
      enter: async (page, { language }) => {
        await page.locator('#user-email').fill(`rosa.${language}.${Date.now()}@banco.com`);
        await page.locator('#user-name').fill('Rosa Fuentes');
        await page.locator('.config-buttons [type=submit]').click();
        await page.locator('.config-secret').waitFor();
      },
    },
    {
      name: 'settings-user',
      says: 'An account: its role, its sessions, its password.',
      enter: async (page, stage) => {
        await go(page, stage, 'section=users&item=2');
        await page.locator('.config-acts').waitFor();
        await page.locator('.config-card').nth(1).waitFor();
      },
    },
    {
      name: 'settings-roles',
      says: 'What each role may do.',
      enter: async (page, stage) => {
        await go(page, stage, 'section=roles');
        await rows(page).nth(3).waitFor();
      },
    },
    {
      name: 'settings-role',
      says: 'The permissions of a role.',
      pictures: [],
      enter: async (page) => {
        await rows(page).nth(3).getByRole('link').click();
        await page.locator('.config-checks-list').waitFor();
      },
    },
    {
      name: 'settings-devices',
      says: 'Kiosks and displays: their last sign of life, and what they report.',
      pictures: [PLAIN, POCKET],
      enter: async (page, stage) => {
        await kioskWithPrinter(stage);
        await go(page, stage, 'section=devices');
        await rows(page).nth(2).waitFor();
      },
    },
    {
      name: 'settings-device',
      says: 'A kiosk, its pairing code and its printer.',
      pictures: [
        { name: '', whole: true },
        { ...IN_ENGLISH, whole: true },
      ],
      enter: async (page, stage) => {
        const id = await kioskWithPrinter(stage);
        await go(page, stage, `section=devices&item=${id}`);
        await page.locator('#printer-host').waitFor();
        await page.locator('.config-acts button').first().click();
        await page.locator('.config-pairing-code').waitFor();
      },
    },
    {
      name: 'settings-queues',
      says: 'The queues of the branch, their letters, times and limits.',
      pictures: [PLAIN, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'section=queues');
        await rows(page).nth(3).waitFor();
      },
    },
    {
      name: 'settings-queue',
      says: 'A figure that cannot be, said at its field.',
      enter: async (page) => {
        await rows(page).first().getByRole('link').click();
        await page.locator('#queue-targetWaitMinutes').fill('0');
        await page.locator('#queue-alertWaiting').fill('12');
        await page.locator('.config-buttons [type=submit]').click();
        await page.locator('.field-wrong').first().waitFor();
      },
    },
  ],
};

/** @type {Walk} */
const BRANCH = {
  name: 'settings: the branch',
  sizes: ['desk', 'phone'],
  open: async (stage) => {
    const page = await openSignIn(stage);
    await signIn(page, 'admin');
    await page.locator('.top-views').waitFor();
    await go(page, stage, 'section=general');
    return page;
  },
  states: [
    {
      name: 'settings-general',
      says: 'The branch: its name, its clock, its modules.',
      enter: (page) => page.locator('#general-name').waitFor(),
    },
    {
      name: 'settings-hours',
      says: 'Opening hours: several spans on a weekday, and days of their own. What crosses is said at its day.',
      pictures: [{ name: '', whole: true }, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'section=hours');
        await page.locator('#hours-always').uncheck();
        const monday = page.locator('.config-day').first();
        await monday.locator('.btn').click();
        await monday.locator('.config-time').nth(2).fill('13:00');
        await page.locator('.config-week-copy').last().click();
        await page.locator('#holiday-0-date').fill('2027-12-25');
        await page.locator('.config-buttons [type=submit]').click();
        await page.locator('.field-wrong').nth(1).waitFor();
      },
    },
    {
      name: 'settings-rules',
      says: 'The rules of the branch, each with what it means, its unit and its default.',
      pictures: [PLAIN, IN_ENGLISH],
      enter: async (page, stage) => {
        await discard(page);
        await go(page, stage, 'section=rules');
        await page.locator('#rule-recallMax').waitFor();
      },
    },
    {
      name: 'settings-alerts',
      says: 'From where on supervisors are alerted, by alert, each with its unit, its default and its limits.',
      pictures: [PLAIN, IN_ENGLISH, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'section=alerts');
        await page.locator('#rule-idleMinutes').fill('0');
        await page.locator('#rule-longServiceTimes').fill('4');
        await page.locator('.config-foot[data-changed] [type=submit]').click();
        await page.locator('.field-wrong').waitFor();
      },
    },
    {
      name: 'settings-texts',
      says: 'What customers read while the branch gives no numbers, and the notices of the lobby screen.',
      enter: async (page, stage) => {
        await discard(page);
        await go(page, stage, 'section=texts');
        await page.locator('.config-week-copy').last().click();
        await page.locator('#notice-0-es').fill('Trae tu cédula de identidad');
      },
    },
    {
      name: 'settings-telegram',
      says: 'Telegram: whether messages go out, and one to try it.',
      enter: async (page, stage) => {
        await discard(page);
        await go(page, stage, 'section=telegram');
        await page.locator('.config-facts').waitFor();
      },
    },
    {
      name: 'settings-database',
      says: 'How the database is: each figure beside what it should be, and what to do.',
      pictures: [PLAIN, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'section=database');
        await rows(page).nth(9).waitFor();
      },
    },
    {
      name: 'settings-branches',
      says: 'The branches of the bank, new ones, and their configuration as a file.',
      pictures: [PLAIN, POCKET],
      enter: async (page, stage) => {
        await go(page, stage, 'section=branches');
        await rows(page).first().waitFor();
      },
    },
    {
      name: 'settings-branch-like',
      says: 'A new branch like one that is there.',
      pictures: [],
      enter: async (page) => {
        await rows(page).first().getByRole('link').click();
        await page.locator('#branch-code').waitFor();
      },
    },
    {
      name: 'settings-import',
      says: 'A file is looked at first: what it would change is shown before anything does.',
      enter: async (page, stage) => {
        const admin = await signedIn(stage.origin, 'admin');
        const file = await admin('GET', '/api/admin/branches/CENTRO/export');
        const changed = { ...file, moduleCount: 7, settings: { ...file.settings, recallMax: 2 } };
        await go(page, stage, 'section=branches&item=import');
        await page.locator('input[type=file]').setInputFiles({
          name: 'sucursal.json',
          mimeType: 'application/json',
          buffer: Buffer.from(JSON.stringify(changed)),
        });
        await page.locator('.config-import tbody tr').nth(1).waitFor();
      },
    },
  ],
};

export const CONFIGURATION = [STAFF, BRANCH];
