import type { Page } from 'playwright-core';

import { emptyBranch, kioskOf, PASSWORD } from './support/api.mjs';
import { openConsole, phase, press, requestsOf } from './support/console';
import { openWorld, reads, screen, type World } from './support/world';

/** A whole day of an advisor without a mouse: from the sign-in to the way home. */
let world: World;
const onDesk = '[data-current-numero]';

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    const here = await page.evaluate(() => {
      const at = document.activeElement as HTMLElement | null;
      return at === document.body ? '' : `${at?.getAttribute('aria-label') ?? ''} ${at?.innerText ?? ''}`;
    });
    if (here.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}`);
}

const served = (page: Page) => page.locator('.today dd').first();

test('R4, R7: signs in, is ready, serves, returns, transfers, pauses, comes back and leaves, by keys alone', async () => {
  const kiosk = await kioskOf(world.server.origin);
  const numbers: string[] = [];
  while (numbers.length < 4) numbers.push((await kiosk.issue('CAJA')).numero);
  const [first, second, third, fourth] = numbers as [string, string, string, string];
  const page = await openConsole(world);
  const requests = requestsOf(page);

  await page.keyboard.type('maria.gonzalez@banco.com'); // the first field has the focus
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await screen(page, 'desk-offline').waitFor();
  const shown = await page.locator('[data-primary]').innerText();
  expect(shown.replace(/\s+/g, ' ')).toBe('F1 Empezar a atender');
  await page.keyboard.press('F1');

  await reads(page, onDesk, first);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await press(page, 'F8');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await reads(page, onDesk, second);
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await press(page, 'F7');
  await page.getByRole('dialog').getByText('nadie la atiende ahora').first().waitFor();
  await page.keyboard.press('2');
  await page.getByRole('dialog').getByText('pero ahora nadie atiende esa cola').waitFor();
  await page.keyboard.press('Enter');
  await reads(page, onDesk, third);

  // Picked while the last one has not come: the third answer.
  await page.locator('[data-primary][aria-disabled=false]').waitFor();
  await tabTo(page, fourth);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText(`¿Qué pasó con ${third}?`).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('alert').getByText(`Elige qué pasó con ${third}.`).waitFor();
  await page.keyboard.press('1');
  await page.getByText(`${third} consta como no presentado y se llama a ${fourth}`).waitFor();
  await page.keyboard.press('Enter');
  await reads(page, onDesk, fourth);
  await page.getByRole('button', { name: `Reactivar ${third}: espera otra vez` }).waitFor();

  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await page.locator('.work-top button:not([aria-disabled])').waitFor();
  await tabTo(page, 'Pausa al terminar');
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Al terminar: Pausa').waitFor();
  await press(page, 'F3');
  await screen(page, 'desk-offline').waitFor();
  await page.getByText('Pausa · desde hace un momento').waitFor();
  await press(page, 'F1');
  await reads(page, onDesk, first); // the one that was returned
  await press(page, 'F2');
  await phase(page, 'serving').waitFor();
  await press(page, 'F3');
  await screen(page, 'desk-available').waitFor();
  await reads(page, '.today dd', '2');
  expect(await served(page).textContent()).toBe('2');
  await tabTo(page, 'Salir');
  await page.keyboard.press('Enter');
  await screen(page, 'sign-in').waitFor();

  expect(requests).toEqual([
    'status',
    'current/start',
    'current/return',
    'current/start',
    'current/transfer',
    'call-next',
    'current/start',
    'status',
    'current/complete',
    'status',
    'current/start',
    'current/complete',
    'status',
  ]);
});

test('R5: a supervisor reads that a queue’s priority decided', async () => {
  const kiosk = await kioskOf(world.server.origin);
  await kiosk.issue('CAJA');
  const page = await openConsole(world);
  await page.route('**/api/admin/dashboard', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { revision: number; advisors: { callReason: object }[] };
    const [advisor] = body.advisors;
    body.revision = Number.MAX_SAFE_INTEGER; // newer than all that the link tells, whatever happens meanwhile
    Object.assign(advisor!, {
      currentTicket: 'G01',
      callReason: {
        queueType: 'GERENCIA',
        policy: 'guard',
        sentence: 'G01: esperó 1 de 20 min, antes que C01 (9 de 20)',
        waitedMinutes: 1,
        targetMinutes: 20,
        rank: 1,
        overCount: 1,
        over: [{ numero: 'C01', queueType: 'CAJA', waitedMinutes: 9, targetMinutes: 20 }],
      },
    });
    await route.fulfill({ response: answer, json: body });
  });
  await page.keyboard.type('supervisor@banco.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Por qué se llamó a G01' }).waitFor();
  await tabTo(page, 'Por qué se llamó a G01');
  await page.keyboard.press('Enter');
  await page.locator('.why-panel').getByText('G01 esperó 1 de 20 min, su cola tiene prioridad.').waitFor();
});
