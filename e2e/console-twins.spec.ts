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

/** A machine that is busy with others holds up both: as much as the one needed for its own key is not the other's fault. */
async function inStep(press: Promise<unknown>, one: () => Promise<unknown>, other: () => Promise<unknown>) {
  const since = performance.now();
  await press;
  await one();
  const shown = performance.now();
  await other();
  expect(performance.now() - shown).toBeLessThan(SOON_MS + (shown - since));
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

  await inStep(
    press(one, 'F2'),
    () => phase(one, 'serving').waitFor(),
    async () => {
      await phase(other, 'serving').waitFor();
      await other.locator('[data-primary]').getByText('Completar').waitFor();
    },
  );
  await inStep(
    press(other, 'F1'),
    () => reads(other, onDesk, numbers[1]!),
    async () => {
      await reads(one, onDesk, numbers[1]!);
      await one.locator('[data-primary]').getByText('Iniciar atención').waitFor();
    },
  );

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
  const requests = requestsOf(page);
  await reads(page, onDesk, numbers[0]!);
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
  await page.keyboard.press('F2');
  const primary = page.locator('[data-primary]');
  await primary.and(page.locator('[aria-busy=true]')).waitFor();
  for (const key of ['F2', 'F4', 'F6', 'F1', 'F7', 'F8']) await page.keyboard.press(key);
  expect(await page.locator('dialog').count()).toBe(0);
  await phase(page, 'called').waitFor(); // not pretended
  answer();
  await phase(page, 'serving').waitFor();
  expect(requests).toEqual(['current/start']);
});
