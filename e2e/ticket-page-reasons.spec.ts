import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { tellState } from './support/states';
import { button, cancelOf, issue, openLive, openPage, PHONE, type Issued, titled } from './support/ticket-page';
import { openWorld, screen, SIZES, type World } from './support/world';

/** The customer's own page where the place in line is not the whole story: nobody serves, one advisor alone, once more. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const NOBODY = 'Nadie atiende esta fila en este momento';
const change = (page: Page) => page.locator('[data-change]').getAttribute('data-change');
const bySupervisor = async (ticket: Issued, command: string, body: object) =>
  (await signedIn(world.server.origin, 'supervisor'))(
    'POST',
    `/api/admin/tickets/${ticket.codigoReferencia}/${command}`,
    body,
  );

test('R8: while nobody is on duty there are no minutes and no “soon”; they come with the advisor, and go', async () => {
  const [first, mine] = await issue(world, 2, 'GERENCIA');
  const page = await openLive(world, mine!);
  await page.getByText(NOBODY).waitFor();
  expect(await page.getByText(/\d\smin$/).count()).toBe(0);
  expect(await page.locator('[data-bound]').count()).toBe(0);
  await screen(page, 'next').waitFor(); // R6: it is PROXIMO
  expect(await page.getByText('Pronto será su turno').count()).toBe(0);
  await titled(page, `${mine!.numero} · falta 1 persona`);

  const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
  await ana.ready();
  await page.getByText(NOBODY).waitFor({ state: 'detached' });
  await page.getByText('Pronto será su turno').first().waitFor();
  await page.locator('[data-bound]').waitFor();
  await ana.leave('PAUSA');
  await ana.complete();
  await page.locator('[data-nobody]').waitFor();
  expect(first.numero).not.toBe(mine!.numero);
});

test('R7, R4: a page first opened after a transfer to one advisor says who will call, and not who is before', async () => {
  const [, mine] = await issue(world, 2, 'GERENCIA');
  const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
  await ana.ready();
  const supervisor = await signedIn(world.server.origin, 'supervisor');
  const { advisors } = await supervisor('GET', '/api/admin/advisors');
  const { id } = (advisors as { id: number; name: string }[]).find(({ name }) => name === 'Ana Martínez')!;
  await bySupervisor(mine!, 'transfer', { advisorId: id });
  const page = await openLive(world, mine!);
  await page.getByText('Le llamará Ana Martínez').first().waitFor();
  expect(await page.locator('[data-ahead]').getAttribute('data-ahead')).toBe('reserved');
  expect(await page.getByText(/antes que usted/).count()).toBe(0);
  expect(await page.getByText('Pronto será su turno').count()).toBe(0);
  await titled(page, `${mine!.numero} · le llamará Ana Martínez`);
});

test('R4: first opened after a return, a transfer and a reinstatement, it says why there is a place in line again', async () => {
  const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
  await ana.ready();
  const [mine, other] = await issue(world, 2, 'GERENCIA');
  const desk = await signedIn(world.server.origin, 'ana.martinez');
  await desk('POST', '/api/advisor/current/return', {});
  const page = await openLive(world, mine);
  expect(await change(page)).toBe('returned');
  await page.getByText('Vuelve a esperar').first().waitFor();

  await bySupervisor(mine, 'transfer', { queueType: 'EMPRESAS' });
  await page.getByText('Ahora espera en Empresas').first().waitFor();
  await button(page, 'English').tap();
  await page.getByText('You now wait for Business').first().waitFor();

  await bySupervisor(mine, 'cancel', { reason: 'se equivoca' });
  await screen(page, 'cancelled').waitFor();
  await bySupervisor(mine, 'reinstate', {});
  const late = await openPage(world, mine);
  await late.getByText('Su turno está activo otra vez').first().waitFor();
  expect(await change(late)).toBe('reinstated');
  expect(other!.numero).not.toBe(mine.numero);
});

test('R4: the end says who cancelled, and what to do now', async () => {
  const [own, staff, late] = await issue(world, 3);
  const page = await openLive(world, own);
  await cancelOf(world, own);
  await page.getByRole('heading', { name: 'Usted canceló su turno' }).waitFor();
  await bySupervisor(staff!, 'cancel', { reason: 'duplicado' });
  const other = await openPage(world, staff!);
  await other.getByRole('heading', { name: 'El personal canceló su turno' }).waitFor();
  await other.getByText('hable con el personal').waitFor();

  const night = await world.open('/', PHONE);
  await tellState(night, 'ticket', ({ ticket }) =>
    Object.assign(ticket, { status: 'CANCELADO', cancelledBy: 'FIN_DE_JORNADA' }),
  );
  await night.goto(`${world.server.origin}/t/${late!.codigoReferencia}`);
  await night.getByRole('heading', { name: 'La sucursal terminó su jornada' }).waitFor();
});

test('R4: who did not come reads to which desk they were called, and whom to talk to', async () => {
  const [mine] = await issue(world, 1, 'GERENCIA');
  const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
  await ana.ready();
  await ana.noShow();
  const page = await openPage(world, mine);
  await page.getByText('Le llamamos al módulo 5').waitFor();
  await page.getByText('Hable ahora con el personal').waitFor();
});

test('The branch is closed by hand: the page says so with the staff’s own words, and nothing of minutes', async () => {
  const [mine] = await issue(world, 1);
  const page = await openPage(world, mine);
  await tellState(page, 'ticket', ({ ticket }) =>
    Object.assign(ticket, { branchClosed: { reason: 'CERRADA', text: 'Corte de luz' } }),
  );
  await page.reload();
  await page.locator('[data-closed=CERRADA]').getByText('Corte de luz').waitFor();
  expect(await page.locator('[data-nobody]').count()).toBe(0);
  expect(await page.locator('[data-bound]').count()).toBe(0);
});

describe('easier to read', () => {
  const look = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

  test('Larger text and more contrast are one touch each, and stay after a reload', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    await button(page, 'Ver mejor').tap();
    await button(page, 'Letra grande').tap();
    await button(page, 'Más contraste').tap();
    expect(await look(page)).toMatchObject({ theme: 'contrast', text: 'large' });
    await page.reload();
    await page.locator('[data-numero]').waitFor();
    expect(await look(page)).toMatchObject({ theme: 'contrast', text: 'large' });
    await button(page, 'Ver mejor').tap();
    expect(await button(page, 'Más contraste').getAttribute('aria-pressed')).toBe('true');
    await button(page, 'Más contraste').tap();
    expect(await look(page)).toMatchObject({ theme: 'light', text: 'large' });
  });

  test('The way out is on the first screen of a telephone', async () => {
    const [mine] = await issue(world, 1);
    const page = await openLive(world, mine);
    const box = await button(page, 'Cancelar mi turno').boundingBox();
    expect(box!.y + box!.height).toBeLessThanOrEqual(PHONE.viewport.height);
  });
});

/** What is told of a ticket in each state, and what shows that the page has heard it. */
const STATES: Record<string, [facts: object, shown: string]> = {
  nobody: [{ onDuty: false, reservedFor: null }, '[data-nobody]'],
  reserved: [
    { onDuty: true, reservedFor: { id: 1, name: 'Maximiliana Fernández-Echeverría' }, waitsAgain: 'TRANSFERIDO' },
    '[data-ahead=reserved]',
  ],
  returned: [{ onDuty: true, reservedFor: null, waitsAgain: 'DEVUELTO' }, '[data-change=returned]'],
  full: [{ branchClosed: { reason: 'FUERA_DE_HORARIO', text: null } }, '[data-closed=FUERA_DE_HORARIO]'],
  shut: [{ branchClosed: { reason: 'CERRADA', text: 'Corte de luz: volvemos a las 12:00.' } }, '[data-closed=CERRADA]'],
  byStaff: [{ status: 'CANCELADO', cancelledBy: 'PERSONAL' }, '[data-screen=cancelled]'],
  endOfDay: [{ status: 'CANCELADO', cancelledBy: 'FIN_DE_JORNADA' }, '[data-screen=cancelled]'],
};
/** Each size in one theme: what colours decide does not change with the size. */
const EYES = [
  ['a phone', PHONE.viewport, 'light', 'normal'],
  ['a phone, larger letters', PHONE.viewport, 'contrast', 'large'],
  ['a phone at 200 %', { width: 195, height: 422 }, 'contrast', 'normal'],
  ['a narrow phone with large text', { width: 320, height: 568 }, 'light', 'large'],
  ['a computer', SIZES.desk, 'contrast', 'large'],
] as const;

describe('everybody can read it', () => {
  test.each(EYES)('WCAG on %s', async (_name, viewport, theme, text) => {
    const [mine] = await issue(world, 1);
    let told: object = {};
    const page = await world.open('/', { viewport, hasTouch: true, reducedMotion: 'reduce' });
    await page.addInitScript((look) => localStorage.setItem('ticketero.look.t', JSON.stringify(look)), { theme, text });
    await tellState(page, 'ticket', ({ ticket }) => Object.assign(ticket, told));
    const found: Record<string, unknown> = {};
    for (const [state, [facts, shown]] of Object.entries(STATES)) {
      told = facts;
      for (const language of ['es', 'en']) {
        await page.addInitScript((one) => sessionStorage.setItem('ticketero.ticket.language', one), language);
        await page.goto(`${world.server.origin}/t/${mine.codigoReferencia}`);
        await page.locator(shown).waitFor();
        if (language === 'es') await page.locator('button[aria-expanded]').click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        // The document is the same in every language; its widths are not.
        const wrong = [
          ...(language === 'es' ? await violations(page) : []),
          ...(wide ? ['wider than the screen'] : []),
        ];
        if (wrong.length > 0) found[`${state} ${language}`] = wrong;
      }
    }
    expect(found).toEqual({});
  });
});
