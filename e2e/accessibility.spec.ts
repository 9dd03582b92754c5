import { emptyBranch } from './support/api.mjs';
import { violations } from './support/axe';
import { unreachable } from './support/keyboard';
import { openKiosk } from './support/kiosk';
import { unreadable } from './support/text-boxes';
import { openWorld, screen, type World } from './support/world';

/** What the walk through every state (screens-of-*.spec.ts) rests on: that its checks find what is wrong. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

/** What moves in takes its time on each screen, and is the same for the checker when it stands still. */
const STILL = { reducedMotion: 'reduce' } as const;

let people = 0;
const nextRut = () => String(310_000_000 + ++people);

test('WCAG 1.4.10 and 2.5.8: on a phone nothing is wider than the screen, and every key can be hit', async () => {
  const page = await openKiosk(world, { viewport: { width: 320, height: 640 } });
  const small = async () =>
    page.evaluate(() => ({
      wide: document.documentElement.scrollWidth > innerWidth,
      small: [...document.querySelectorAll('button, a')]
        .map((button) => button.getBoundingClientRect())
        .filter(({ width, height }) => width < 24 || height < 24).length,
    }));
  expect(await small()).toEqual({ wide: false, small: 0 });
  await page.getByRole('button', { name: /^Caja/ }).tap();
  await screen(page, 'id').waitFor();
  await page.getByRole('button', { name: 'Documento extranjero' }).tap();
  expect(await small()).toEqual({ wide: false, small: 0 });
  await page.getByRole('button', { name: 'RUT chileno' }).tap();
  await page.keyboard.type(nextRut());
  await page.getByRole('button', { name: 'Continuar' }).tap();
  await screen(page, 'preferential').waitFor();
  expect(await small()).toEqual({ wide: false, small: 0 });
  await page.keyboard.press('Enter');
  await screen(page, 'result').waitFor();
  expect(await small()).toEqual({ wide: false, small: 0 });
});

test('Less motion: another look is there at once, not with the next frame', async () => {
  const page = await openKiosk(world, STILL);
  const [usual, atOnce, later] = await page.evaluate(async () => {
    const colours = () => [...document.querySelectorAll('main *')].map((one) => getComputedStyle(one).backgroundColor);
    const usual = colours();
    document.documentElement.dataset['theme'] = 'contrast';
    const atOnce = colours();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return [usual, atOnce, colours()];
  });
  expect(atOnce).not.toEqual(usual);
  expect(atOnce).toEqual(later);
});

test('The checker itself: a fault that is planted is found, and named with its place', async () => {
  const page = await openKiosk(world, STILL);
  await page.evaluate(() => {
    const button = document.createElement('button');
    button.id = 'planted';
    document.querySelector('main')?.append(button);
  });
  expect(await violations(page)).toEqual([expect.stringMatching(/^button-name: .*#planted/)]);
});

test('Texts: one that is cut off, one that lies on another and a page that is too wide are found', async () => {
  const page = await openKiosk(world, STILL);
  expect(await unreadable(page)).toEqual([]);
  await page.evaluate(() => {
    const add = (id: string, style: string, text: string) => {
      const planted = document.createElement('div');
      Object.assign(planted, { id, style, textContent: text, className: id });
      document.body.append(planted);
    };
    add(
      'cut',
      'position: absolute; top: 0; width: 40px; overflow: hidden; white-space: nowrap',
      'much longer than its box',
    );
    add('under', 'position: absolute; top: 400px; left: 0; font-size: 40px', 'under');
    add('over', 'position: absolute; top: 400px; left: 0; font-size: 40px', 'over');
    add('wide', 'width: 3000px; height: 1px', '');
  });
  expect(await unreadable(page)).toEqual([
    expect.stringMatching(/^the page is \d+ px wider/),
    expect.stringMatching(/"much longer than its box" .* is cut off by div\.cut/),
    expect.stringMatching(/"under" .* and "over" .* lie on each other/),
  ]);
});

test('Keyboard: a control that Tab passes over and one that hides its focus are found', async () => {
  const page = await openKiosk(world, STILL);
  expect(await unreachable(page)).toEqual([]);
  await page.evaluate(() => {
    const bare = document.createElement('button');
    Object.assign(bare, { textContent: 'bare', style: 'outline: none; box-shadow: none; border: 0' });
    const passed = document.createElement('button');
    passed.textContent = 'passed over';
    passed.addEventListener('focus', () => passed.previousElementSibling instanceof HTMLElement && bare.focus());
    document.querySelector('main')?.append(bare, passed);
  });
  expect(await unreachable(page)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/"passed over" is never reached/),
      expect.stringMatching(/"bare" does not show its focus/),
    ]),
  );
});
