import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { TELEGRAM_ON } from './support/kiosk';
import { button, cancelOf, issue, NOBODYS, openLive, SMALL, type Issued } from './support/ticket-page';
import { openWorld, screen, SIZES, until, type World } from './support/world';

/** WCAG 2.2, A and AA, on each view of the customer's own page, in both languages. */
let world: World;

beforeAll(async () => {
  world = await openWorld(TELEGRAM_ON);
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const WORDS = {
  es: { language: 'Español', open: 'Cancelar mi turno', yes: 'Sí, cancelar mi turno' },
  en: { language: 'English', open: 'Cancel my turn', yes: 'Yes, cancel my turn' },
};

/** The screens of the walk are seen on a phone, in both languages and themes: here at the ends of the sizes. */
describe.each([
  ['es', 'a small phone', SMALL, 'light'],
  ['en', 'a computer', { viewport: SIZES.desk, hasTouch: false }, 'contrast'],
] as const)('everybody can use it (%s, %s)', (language, _name, size, theme) => {
  const words = WORDS[language];

  /** What is wrong on the views that the page goes through, by their names. */
  function checker(page: Page) {
    const found: Record<string, unknown> = {};
    /** WCAG 1.4.10, and targets as large as a thumb. */
    const cramped = () =>
      page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > innerWidth,
        small: [...document.querySelectorAll('button, a')].filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width < 48 || height < 48;
        }).length,
      }));
    return {
      found,
      async check(name: string) {
        const wrong: unknown[] = await violations(page);
        const { wide, small } = await cramped();
        if (wide || small > 0) wrong.push({ wide, small });
        if (wrong.length > 0) found[name] = wrong;
      },
    };
  }

  async function inLanguage(page: Page): Promise<void> {
    await button(page, words.language).click();
    await until('the page says its language', () =>
      page.evaluate((wanted) => document.documentElement.lang === wanted, language),
    );
  }

  test('WCAG: every view from the number to the end', async () => {
    const [first, , , mine] = await issue(world, 4, 'GERENCIA');
    const page = await openLive(world, mine!, { ...size, reducedMotion: 'reduce' });
    const { found, check } = checker(page);
    await page.evaluate((look) => localStorage.setItem('ticketero.look.t', JSON.stringify(look)), { theme });
    await page.reload();
    await page.locator('[data-link=live]').waitFor();
    await inLanguage(page);
    await check('waiting');
    await page.getByRole('switch').click();
    await page.locator('[data-sound=on]').waitFor();
    await check('waiting, with sound');
    await page.reload();
    await page.locator('[data-sound=blocked]').waitFor();
    await check('waiting, sound paused');
    await cancelOf(world, first);
    await screen(page, 'next').waitFor();
    await check('next');
    await button(page, words.open).click();
    await page.getByRole('alertdialog').waitFor();
    await check('dialog');
    await page.route('**/api/tickets/*', (route) => route.abort());
    await button(page, words.yes).click();
    await page.getByRole('alertdialog').getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await check('dialog, failed');
    await page.keyboard.press('Escape');
    await page.context().setOffline(true);
    await page.locator('[data-link=lost]').waitFor();
    await check('no connection');
    await page.context().setOffline(false);
    await page.locator('[data-link=live]').waitFor();

    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await emptyBefore(mine!);
    await ana.ready();
    await screen(page, 'called').waitFor();
    await check('called');
    await ana.start();
    await screen(page, 'serving').waitFor();
    await check('serving');
    await ana.complete();
    await screen(page, 'served').waitFor();
    await check('served');
    expect(found).toEqual({});
  });

  /** Everybody else goes home. */
  async function emptyBefore(mine: Issued): Promise<void> {
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    const { records } = await supervisor('GET', '/api/admin/tickets?pageSize=100');
    for (const ticket of records as (Issued & { status: string })[]) {
      const waits = ticket.status === 'EN_ESPERA' || ticket.status === 'PROXIMO';
      if (waits && ticket.codigoReferencia !== mine.codigoReferencia) await cancelOf(world, ticket);
    }
  }

  test('WCAG: the other ends, and no ticket at all', async () => {
    const [mine] = await issue(world, 1, 'GERENCIA');
    const page = await openLive(world, mine, { ...size, reducedMotion: 'reduce' });
    const { found, check } = checker(page);
    await inLanguage(page);
    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await ana.ready();
    await screen(page, 'called').waitFor();
    await ana.noShow();
    await screen(page, 'absent').waitFor();
    await check('absent');
    const [cancelled] = await issue(world, 1, 'CAJA');
    await cancelOf(world, cancelled);
    await page.goto(`${world.server.origin}/t/${cancelled.codigoReferencia}`);
    await screen(page, 'cancelled').waitFor();
    await check('cancelled');
    await page.goto(`${world.server.origin}/t/${NOBODYS}`);
    await screen(page, 'missing').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language); // kept
    await check('missing');
    expect(found).toEqual({});
  });
});
