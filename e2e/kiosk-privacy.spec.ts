import type { Page, Request } from 'playwright-core';

import { goHome, openKiosk, sendWithoutPhone, toThirdStep } from './support/kiosk';
import { openWorld, screen, type World } from './support/world';

const TYPED = '771717177';
/** As it is typed, as the field shows it, as it is sent, and the digits alone. */
const TRACES = [TYPED, '77.171.717-7', '77171717-7', '77171717', encodeURIComponent('77.171.717')];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterEach(() => world.tidy());
afterAll(() => world?.close());

/** Everything that a browser keeps of a page, and would still have when the next customer stands there. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const caches = await self.caches.keys();
    const state: unknown = history.state;
    const own = { ...localStorage, ...sessionStorage };
    return JSON.stringify({
      own,
      databases,
      caches,
      state,
      cookie: document.cookie,
      name: window.name,
      url: location.href,
    });
  });

test('R13: an id that is typed at the kiosk is sent in a body, and kept nowhere', async () => {
  const page = await openKiosk(world);
  const sent: Request[] = [];
  page.on('request', (request) => sent.push(request));
  const looks: string[] = [];
  for (let visit = 0; visit < 2; visit += 1) {
    await toThirdStep(page, TYPED); // the second time the person has a number: they are told which
    looks.push(await kept(page));
    await sendWithoutPhone(page);
    await screen(page, 'result').or(screen(page, 'active')).waitFor();
    looks.push(await kept(page));
    if (visit === 0) await goHome(page);
  }
  await page.reload();
  await screen(page, 'queues').waitFor();
  looks.push(await kept(page), await page.content());

  expect(looks[0]).toContain('ticketero'); // the kiosk's own token is there: storage is what was read
  for (const look of looks) for (const trace of TRACES) expect(look).not.toContain(trace);
  const bodies = sent.map((request) => request.postData() ?? '');
  expect(bodies.filter((body) => TRACES.some((trace) => body.includes(trace)))).toHaveLength(2);
  for (const request of sent) {
    const headers = JSON.stringify(await request.allHeaders());
    for (const trace of TRACES) expect(request.url() + headers).not.toContain(trace);
  }
});

test('R13: who looked for a number and walked away leaves nothing: no id, no number, no voice, no larger letters', async () => {
  const page = await openKiosk(world);
  // The kiosk's own, from before anybody came: of its 43 signs drawn by chance three may read as the number does.
  const token = /dev_[\w-]+/.exec(await kept(page))?.[0] ?? '';
  expect(token).toHaveLength(47);
  await page.clock.install();
  await page.getByRole('button', { name: 'Letra grande' }).tap();
  await page.getByRole('button', { name: /^Ya tengo un número/ }).tap();
  await page.keyboard.type(TYPED);
  await page.getByRole('button', { name: 'Buscar mi número' }).tap();
  await screen(page, 'found').waitFor();
  const numero = /\b[A-Z]\d{2,}\b/.exec(await page.locator('#ticket').innerText())?.[0] ?? '';
  expect(numero).toMatch(/^C\d+$/);
  await page.clock.fastForward(31_000);
  await screen(page, 'queues').waitFor();
  const left = ((await kept(page)) + (await page.content())).replace(token, '');
  for (const trace of [...TRACES, numero, '•••', 'data-text="large"']) expect(left).not.toContain(trace);
  expect(await page.locator('input').count()).toBe(0);
});
