import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { firstLoad } from '../tools/lib/first-load.mjs';
import { deskOf, emptyBranch, kioskOf } from './support/api.mjs';
import { qrOf, qrOn, TELEGRAM_ON } from './support/kiosk';
import { ROOT } from './support/server.mjs';
import {
  button,
  cancelOf,
  customer,
  issue,
  openLive,
  openPage,
  openWithoutSocket,
  PHONE,
  titled,
} from './support/ticket-page';
import { openWorld, reads, screen, SIZES, until, type World } from './support/world';

/** The customer's own page, as a person holds it. */
let world: World;

beforeAll(async () => {
  world = await openWorld(TELEGRAM_ON);
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

describe('from the number to the end', () => {
  /** What is heard and felt: notes begun, and patterns shaken. */
  async function listen(page: Page): Promise<() => Promise<{ notes: number; shakes: number }>> {
    await page.addInitScript(() => {
      const heard = { notes: 0, shakes: 0 };
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
        heard.notes += 1;
        start.call(this, when);
      };
      navigator.vibrate = (pattern) => {
        if (pattern !== 0) heard.shakes += 1;
        return true;
      };
      Object.assign(window, { heard });
    });
    await page.reload();
    return () => page.evaluate(() => (window as unknown as { heard: { notes: number; shakes: number } }).heard);
  }

  test('R4, R6: the place, soon, the call with its desk, the recall, at the desk, the end', async () => {
    const carmen = await deskOf(world.server.origin, 'carmen.silva', 4);
    await carmen.ready();
    const [atDesk, ...tickets] = await issue(world, 6);
    const mine = tickets[4]!;
    expect(await carmen.current()).toBe(atDesk.numero);
    const page = await openPage(world, mine);
    const heard = await listen(page);
    await screen(page, 'waiting').waitFor();
    await reads(page, '[data-numero]', mine.numero);
    await page.getByText('Empresas', { exact: true }).waitFor();
    await page.getByText('Sucursal Centro', { exact: true }).waitFor();
    await page.getByText('personas antes que usted').waitFor();
    expect(await page.locator('[data-ahead]').getAttribute('data-ahead')).toBe('4');
    expect(await page.getByText(/^(entre|hasta|unos) /).innerText()).toMatch(/^entre \d+ y \d+\smin$/);
    await titled(page, `${mine.numero} · faltan 4 personas`);
    await page.getByRole('switch', { name: 'Avisarme con sonido' }).tap();
    await page.getByRole('switch', { name: 'Avisarme con sonido', checked: true }).waitFor();
    await until('the test chime', async () => (await heard()).notes === 1);

    for (const other of tickets.slice(0, 3)) await cancelOf(world, other);
    await screen(page, 'next').waitFor();
    await page.getByText('Acérquese a la sucursal.').first().waitFor();
    await page.locator('[data-ahead="1"]').waitFor(); // it was among the next with two before it already

    await cancelOf(world, tickets[3]!);
    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await ana.ready();
    const calledAt = Date.now();
    await screen(page, 'called').waitFor();
    await page.getByRole('heading', { name: '¡Es su turno!' }).waitFor();
    await reads(page, '[data-module]', '5');
    await page.getByText('Le atiende Ana Martínez', { exact: true }).waitFor();
    expect(await page.getByRole('alert').innerText()).toContain(`¡Es su turno, ${mine.numero}! Vaya al módulo 5.`);
    await titled(page, '🔔 ¡Es su turno! Módulo 5');
    await until('it rang and shook', async () => (await heard()).shakes === 1);
    const { notes } = await heard();
    expect(notes).toBeGreaterThan(1);

    // Recalls are at least ten seconds apart.
    await page.waitForTimeout(Math.max(0, calledAt + 11_000 - Date.now()));
    await ana.recall();
    await page.getByText('Segundo llamado', { exact: true }).waitFor();
    await until('it rang and shook again', async () => {
      const now = await heard();
      return now.shakes === 2 && now.notes === 2 * notes - 1;
    });

    await ana.start();
    await screen(page, 'serving').waitFor();
    await page.getByText('En el módulo 5').waitFor();
    const said = page.locator('.sr-only [role=status]').getByText('Le están atendiendo');
    await said.waitFor({ state: 'attached' });
    await ana.complete();
    await screen(page, 'served').waitFor();
    expect(await said.count()).toBe(0); // at once: what no longer holds is not left for a screen reader
    await page.getByText('Gracias por su visita.').waitFor();
    expect(await page.locator('[data-link]').count()).toBe(0);
  });

  test('R4: who does not come is told so; whom staff takes back (feigned) is back on the page too', async () => {
    const [mine] = await issue(world, 1, 'GERENCIA');
    const page = await openLive(world, mine);
    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await ana.ready();
    await screen(page, 'called').waitFor();
    await ana.leave('PAUSA');
    await ana.noShow();
    await screen(page, 'absent').waitFor();

    let reinstated = {};
    const late = await openWithoutSocket(world, mine, async (page) => {
      await page.clock.install();
      await page.route('**/api/tickets/*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), ...reinstated } });
      });
    });
    await screen(late, 'absent').waitFor();
    reinstated = { status: 'PROXIMO', positionInQueue: 1 };
    await late.clock.fastForward(16_000);
    await screen(late, 'next').waitFor();
  });

  test('R13: neither the page nor anything it receives names the customer, and it talks to nobody else', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const mine = await kiosk.issue('EMPRESAS', { nationalId: '19.876.543-2', telefono: '+56955667788' });
    const page = await world.open('/', PHONE);
    const received: string[] = [];
    const hosts = new Set<string>();
    const complaints: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))));
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    page.on('console', (message) => complaints.push(message.text()));
    const answer = page.waitForResponse(/\/api\/tickets\//);
    await page.goto(`${world.server.origin}/t/${mine.codigoReferencia}`);
    received.push(await (await answer).text());
    await page.locator('[data-link=live]').waitFor();
    const all = received.join('\n') + (await page.content());
    expect(all).toContain(mine.numero);
    expect(all.replace(/[.\s-]/g, '')).not.toMatch(/19876543|955667788|nationalId|telefono/i);
    expect([...hosts]).toEqual([new URL(world.server.origin).host]);
    // What the content security policy forbids is told there.
    expect(complaints).toEqual([]);
  });
});

describe('sound', () => {
  test('Kept: after a reload it says that it is paused, and any touch lets it sound again', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    const sound = (state: string) => page.locator(`[data-sound=${state}]`).waitFor();
    await sound('off');
    await page.getByRole('switch').tap();
    await sound('on');
    await page.reload();
    await sound('blocked');
    expect(await page.getByRole('switch').getAttribute('aria-checked')).toBe('false');
    await page.getByRole('heading').tap();
    await sound('on');
    await page.getByRole('switch').tap();
    await sound('off');
  });

  test('Held back: on the switch itself a touch resumes and does not switch off', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    await page.getByRole('switch').tap();
    await page.reload();
    await page.locator('[data-sound=blocked]').waitFor();
    await page.getByRole('switch').tap();
    await page.locator('[data-sound=on]').waitFor();
  });
});

describe('cancel', () => {
  test('Asks once: the focus is on staying, Escape stays, and yes cancels', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    await button(page, 'Cancelar mi turno').press('Enter');
    await page.getByRole('alertdialog', { name: `¿Cancelar su turno ${mine.numero}?` }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await until('the focus is on staying', async () => (await focused()) === 'No, sigo esperando');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await until('the focus is back', async () => (await focused()) === 'Cancelar mi turno');

    await button(page, 'Cancelar mi turno').tap();
    await button(page, 'Sí, cancelar mi turno').tap();
    await screen(page, 'cancelled').waitFor();
    expect((await customer(world)('GET', `/api/tickets/${mine.codigoReferencia}`)).status).toBe('CANCELADO');
  });

  test('No answer: it says so, keeps the turn, and can be tried again', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    await page.route('**/api/tickets/*', (route) => route.abort());
    await button(page, 'Cancelar mi turno').tap();
    await button(page, 'Sí, cancelar mi turno').tap();
    await page.getByText('No pudimos cancelar. Revise su conexión e inténtelo otra vez.').waitFor();
    expect((await customer(world)('GET', `/api/tickets/${mine.codigoReferencia}`)).status).not.toBe('CANCELADO');
    await page.unroute('**/api/tickets/*');
    await button(page, 'Sí, cancelar mi turno').tap();
    await screen(page, 'cancelled').waitFor();
  });

  test('Too late (409): who was called meanwhile sees the call, also without a socket', async () => {
    const [mine] = await issue(world, 1, 'GERENCIA');
    const page = await openWithoutSocket(world, mine);
    await screen(page, 'waiting').or(screen(page, 'next')).waitFor();
    await page.locator('[data-link=slow]').waitFor();
    await page.getByText('Puede que ya le hayan llamado').last().waitFor();
    await (await deskOf(world.server.origin, 'ana.martinez', 5)).ready();
    await button(page, 'Cancelar mi turno').tap();
    await button(page, 'Sí, cancelar mi turno').tap();
    await screen(page, 'called').waitFor();
    await reads(page, '[data-module]', '5');
  });

  test('Called while it asks: the question goes, the call is there, and the focus is with it', async () => {
    const [mine] = await issue(world, 1, 'GERENCIA');
    const page = await openLive(world, mine);
    await button(page, 'Cancelar mi turno').tap();
    await page.getByRole('alertdialog').waitFor();
    await (await deskOf(world.server.origin, 'ana.martinez', 5)).ready();
    await screen(page, 'called').waitFor();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await until('the heading has the focus', () => page.evaluate(() => document.activeElement?.tagName === 'H1'));
  });
});

describe('Telegram (R9)', () => {
  test('On a phone a link to the bot; on a computer also its code', async () => {
    const [mine] = await issue(world, 1);
    const link = `https://t.me/banco_bot?start=${mine.codigoReferencia.replaceAll('-', '')}`;
    const page = await openLive(world, mine);
    const telegram = page.getByRole('link', { name: 'Recibir avisos por Telegram' });
    expect(await telegram.getAttribute('href')).toBe(link);
    expect(await page.getByRole('img').count()).toBe(0);
    const computer = await openLive(world, mine, { viewport: SIZES.desk, hasTouch: false });
    expect(await qrOn(computer, 'Código QR para recibir avisos por Telegram')).toBe(qrOf(link));
  });

  test('Linked (feigned): a line says so, and nothing is offered twice', async () => {
    const [mine] = await issue(world, 1);
    const page = await openWithoutSocket(world, mine, (page) =>
      page.route('**/api/tickets/*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), telegramLinked: true } });
      }),
    );
    await page.getByText('Telegram también le avisará').waitFor();
    expect(await page.getByRole('link').count()).toBe(0);
  });
});

test('Budget: a telephone fetches at most 60 kB of JavaScript (gzip)', () => {
  const scripts = firstLoad(join(ROOT, 'ticket-page', 'dist')).filter(({ name }) => name.endsWith('.js'));
  expect(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000).toBeLessThanOrEqual(60);
});
