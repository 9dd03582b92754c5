import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, undoWithoutHaste } from './support/api.mjs';
import { openDesk, phase, press, requestsOf, signIn } from './support/console';
import { openWorld, reads, screen, SIZES, until, type World } from './support/world';

/** One advisor at two screens, and one who presses too much. */
let world: World;
const onDesk = '[data-current-numero]';

beforeAll(async () => {
  world = await openWorld();
  await undoWithoutHaste(world.server.origin);
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

async function issued(count: number): Promise<string[]> {
  const kiosk = await kioskOf(world.server.origin);
  const numbers: string[] = [];
  while (numbers.length < count) numbers.push((await kiosk.issue('CAJA')).numero);
  return numbers;
}

async function secondTab(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.setViewportSize(SIZES.desk);
  await other.goto(`${world.server.origin}/console/`);
  return other;
}

async function secondMachine(): Promise<Page> {
  const other = await world.open('/console/', { viewport: SIZES.desk });
  await screen(other, 'sign-in').waitFor();
  await signIn(other, 'maria.gonzalez');
  return other;
}

/** "in step": so soon after the one the other shows it. */
const SOON_MS = 1_000;

/** What a screen shows when it has heard of it: these words, in the first element that the selector finds. */
interface Sign {
  page: Page;
  selector: string;
  words: string;
}

/**
 * When the page shows this, ms by the clock of the machine that both screens run on: written down by the page itself, since
 * a test that looks again and again may be late. It looks from now on; what it returns resolves when it is there.
 */
async function shown({ page, selector, words }: Sign): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(
    ([wanted, text]) => ({
      at: new Promise<number>((done) => {
        const look = () => {
          if (!document.querySelector(wanted)?.textContent.includes(text)) return;
          observer.disconnect();
          done(Date.now());
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
      }),
    }),
    [selector, words] as const,
  );
  return () => watch.evaluate(({ at }) => at);
}

/** A machine that is busy with others holds up both: as much as the one needed for its own key is not the other's fault. */
async function inStep(one: Sign[], key: string, other: Sign[]) {
  const signs = await Promise.all([...one, ...other].map(shown));
  const since = Date.now();
  await press(one[0]!.page, key);
  const at = await Promise.all(signs.map((sign) => sign()));
  const [own, others] = [at.slice(0, one.length), at.slice(one.length)].map((times) => Math.max(...times));
  expect(others! - own!).toBeLessThan(SOON_MS + (own! - since));
}

test.each([
  ['two tabs', secondTab],
  ['two machines', secondMachine],
])('%s: the same within a second, and the keys of both are right', async (_, openOther) => {
  const numbers = await issued(3);
  const one = await openDesk(world, 'maria.gonzalez', 3);
  await reads(one, onDesk, numbers[0]!);
  const other = await openOther(one);
  await reads(other, onDesk, numbers[0]!);
  // Told from here on: what was fetched is on the screen before the link is there.
  for (const page of [one, other]) await page.locator('[data-link=live]').waitFor();

  const main = '[data-primary]';
  await inStep([{ page: one, selector: '[data-phase="serving"]', words: '' }], 'F2', [
    { page: other, selector: '[data-phase="serving"]', words: '' },
    { page: other, selector: main, words: 'Completar' },
  ]);
  await inStep([{ page: other, selector: onDesk, words: numbers[1]! }], 'F1', [
    { page: one, selector: onDesk, words: numbers[1]! },
    { page: one, selector: main, words: 'Iniciar atención' },
  ]);

  await one.getByRole('button', { name: 'Pausa al terminar' }).click();
  await one.getByRole('menuitem', { name: 'Almuerzo' }).click();
  await other.getByText('Al terminar: Almuerzo').waitFor();
  await press(other, 'Control+z');
  await one.getByRole('button', { name: 'Pausa al terminar' }).waitFor();
});

test('Both screens press at once: one command is carried out, the other is refused and explained', async () => {
  const numbers = await issued(4);
  const one = await openDesk(world, 'maria.gonzalez', 3);
  await reads(one, onDesk, numbers[0]!);
  const served = async () => Number(await one.locator('.today dd').first().textContent());
  const before = await served();
  const other = await secondMachine();
  await reads(other, onDesk, numbers[0]!);
  await press(one, 'F2');
  await Promise.all([phase(one, 'serving').waitFor(), phase(other, 'serving').waitFor()]);
  // Both are held until both have been pressed.
  let pressed = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  for (const page of [one, other]) {
    await page.route('**/api/advisor/call-next', async (route) => {
      pressed += 1;
      if (pressed === 2) open();
      await both;
      await route.continue();
    });
  }
  await Promise.all([press(one, 'F1'), press(other, 'F1')]);
  await Promise.all([reads(one, onDesk, numbers[1]!), reads(other, onDesk, numbers[1]!)]);
  const refusals = async () => {
    const notices = await Promise.all([one, other].map((page) => page.locator('.notice-bad').allInnerTexts()));
    return notices.flat().filter((text) => text.includes(`ahora está ${numbers[1]!}. No se hizo nada`)).length;
  };
  await until('one of them is told', async () => (await refusals()) === 1);
  expect(await served()).toBe(before + 1);
});

test('A double click is one command, on each button that is there', async () => {
  const numbers = await issued(3);
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await reads(page, onDesk, numbers[0]!);
  const requests = requestsOf(page); // that she is ready was heard of before
  const twice = (name: RegExp) => page.locator('.action-bar').getByRole('button', { name }).dblclick();
  await twice(/Volver a llamar/);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await twice(/Completar y llamar siguiente/);
  await reads(page, onDesk, numbers[1]!);
  await page.locator('.action-bar [aria-busy=true]').waitFor({ state: 'detached' });
  await twice(/No se presentó/);
  await reads(page, onDesk, numbers[2]!);
  await page.locator('.action-bar [aria-busy=true]').waitFor({ state: 'detached' });
  const again = page.getByRole('button', { name: `Reactivar ${numbers[1]!}: espera otra vez` });
  await again.dblclick();
  await page.locator('.numbers').getByText(numbers[1]!).waitFor();
  expect(requests).toEqual(['current/recall', 'current/start', 'call-next', 'current/no-show', 'reinstate']);
});

test('A slow server: the button is taken at once, and nothing else is until the answer is there', async () => {
  const numbers = await issued(2);
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await reads(page, onDesk, numbers[0]!);
  const requests = requestsOf(page);
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/advisor/current/start', async (route) => {
    await held;
    await route.continue();
  });
  await press(page, 'F2');
  const primary = page.locator('[data-primary]');
  await primary.and(page.locator('[aria-busy=true]')).waitFor();
  for (const key of ['F2', 'F4', 'F6', 'F1', 'F7', 'F8']) await page.keyboard.press(key);
  expect(await page.locator('dialog').count()).toBe(0);
  await phase(page, 'called').waitFor(); // not pretended
  answer();
  await phase(page, 'serving').waitFor();
  expect(requests).toEqual(['current/start']);
});
