import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf, signedIn, undoWithoutHaste } from './support/api.mjs';
import { violations } from './support/axe';
import { openConsole, openDesk, phase, press, signIn } from './support/console';
import { openLive, type Issued } from './support/ticket-page';
import { openWorld, reads, screen, until, type World } from './support/world';

/** What a desk does with a ticket beside serving it (R4), by keyboard, and what a supervisor sees and puts right. */
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

async function issued(count: number, queue = 'CAJA'): Promise<Issued[]> {
  const kiosk = await kioskOf(world.server.origin);
  const tickets: Issued[] = [];
  while (tickets.length < count) tickets.push(await kiosk.issue(queue));
  return tickets;
}

/** María's desk, with the first of them called. */
async function calledDesk(tickets: Issued[]): Promise<Page> {
  const page = await openDesk(world, 'maria.gonzalez', 3);
  await reads(page, onDesk, tickets[0]!.numero);
  return page;
}

const dialog = (page: Page) => page.getByRole('dialog');
const notice = (page: Page) => page.locator('.notice');

async function undo(page: Page): Promise<void> {
  await page.locator('.undo').waitFor();
  await press(page, 'Control+z');
}

describe('by keyboard', () => {
  test('R4 return: after so many, in words first; undone in time; the customer reads why both times', async () => {
    const tickets = await issued(3);
    const [first, second] = tickets as [Issued, Issued, Issued];
    const page = await calledDesk(tickets);
    const customer = await openLive(world, first);
    await screen(customer, 'called').waitFor();

    await press(page, 'F8');
    await dialog(page).getByText(`${first.numero} vuelve a la cola y conserva su lugar.`).waitFor();
    await page.keyboard.press('F1'); // the desk waits for the answer
    await page.keyboard.press('1');
    await dialog(page).getByText(`${first.numero} vuelve a la cola, después de 1 persona.`).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-primary'))).toBe(true);
    await reads(page, onDesk, first.numero);

    await press(page, 'F8');
    await page.keyboard.type('0');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').getByText('Escribe un número de 1 a 200.').waitFor();
    await dialog(page).getByRole('button', { name: 'Después de 1 persona' }).click();
    await page.getByLabel('Personas antes').fill('2');
    await dialog(page).getByRole('button', { name: 'Después de 3 personas' }).focus();
    await page.keyboard.press('Enter'); // sends, and does not choose
    await reads(page, onDesk, second.numero);
    await customer.getByText('Vuelve a esperar').waitFor();
    expect(await customer.locator('[data-ahead]').getAttribute('data-ahead')).toBe('1');
    expect(await violations(customer)).toEqual([]);

    await undo(page);
    await notice(page).getByText(`Deshecho: ${first.numero} vuelve a tu puesto.`).waitFor();
    await reads(page, onDesk, first.numero);
    await screen(customer, 'called').waitFor();
    await page.locator('.undo').waitFor({ state: 'detached' });
  });

  test('R4 transfer: to a colleague, undone, then to a queue with a note', async () => {
    const tickets = await issued(2);
    const [first, second] = tickets as [Issued, Issued];
    await issued(1, 'EMPRESAS');
    await (await deskOf(world.server.origin, 'ana.martinez', 5)).ready(); // busy with that one
    const page = await calledDesk(tickets);
    const customer = await openLive(world, first);

    await press(page, 'F7');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('alert').getByText('Elige a dónde va.').waitFor();
    await page.keyboard.press('4'); // after the three other queues
    await dialog(page).getByText(`${first.numero} queda reservado para Ana Martínez`).waitFor();
    await page.keyboard.press('Enter');
    await reads(page, onDesk, second.numero);
    const ana = await signedIn(world.server.origin, 'ana.martinez');
    const reserved = async () => (await ana('GET', '/api/advisor/desk')).reserved.map((one: Issued) => one.numero);
    expect(await reserved()).toEqual([first.numero]);

    await undo(page);
    await reads(page, onDesk, first.numero);
    expect(await reserved()).toEqual([]);

    await press(page, 'F7');
    await page.keyboard.press('3');
    await page.getByLabel('Nota para quien atienda (opcional)').fill('trae el reclamo');
    await page.keyboard.press('Enter');
    await reads(page, onDesk, second.numero);
    await customer.getByText('Ahora espera en Gerencia').waitFor();
  });

  test('R4 reinstate: who did not come waits again by one press; undo takes it back', async () => {
    const [first] = await issued(1);
    const page = await calledDesk([first!]);
    await press(page, 'F4');
    await screen(page, 'desk-available').waitFor();
    const again = page.getByRole('button', { name: `Reactivar ${first!.numero}: espera otra vez` });
    await again.and(page.locator('[aria-disabled=false]')).waitFor(); // the last command has its answer
    await again.focus();
    await page.keyboard.press('Enter');
    await reads(page, onDesk, first!.numero); // nobody else waits: called at once
    await undo(page);
    await notice(page).getByText(`${first!.numero} vuelve a constar como no presentado`).waitFor();
    await again.waitFor();
  });

  test('R4, R14 undo: refused with the reason when something later rests on it, in the language of the page', async () => {
    const tickets = await issued(2);
    const page = await calledDesk(tickets);
    const supervisor = await signedIn(world.server.origin, 'supervisor');
    await press(page, 'F8');
    await page.keyboard.press('Enter');
    await reads(page, onDesk, tickets[1]!.numero);
    await page.route('**/api/advisor/undo', async (route) => {
      const { codigoReferencia } = tickets[0]!;
      await supervisor('POST', `/api/admin/tickets/${codigoReferencia}/cancel`, { reason: 'se fue' });
      await route.continue();
    });
    await undo(page);
    await page.locator('.notice-bad').getByText('El ticket cambió después: no se puede deshacer').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.locator('.notice-bad').getByText('The number changed afterwards: it cannot be undone').waitFor();
    await reads(page, onDesk, tickets[1]!.numero);
  });

  test('R7: a wish to leave when this one ends can be taken back', async () => {
    const page = await calledDesk(await issued(1));
    await page.getByRole('button', { name: 'Pausa al terminar' }).click();
    await page.getByRole('menuitem', { name: 'Almuerzo' }).click();
    await page.getByText('Al terminar: Almuerzo').waitFor();
    await page.getByRole('button', { name: 'Me quedo' }).click();
    await page.getByRole('button', { name: 'Pausa al terminar' }).waitFor();
    await press(page, 'F2');
    await phase(page, 'serving').waitFor();
    await press(page, 'F3');
    await screen(page, 'desk-available').waitFor();
  });
});

describe('the supervisor', () => {
  test('R5: why a number was called and over whom, on demand', async () => {
    const [first, second] = (await issued(2)) as [Issued, Issued];
    await (await deskOf(world.server.origin, 'maria.gonzalez', 3)).ready();
    const page = await openConsole(world);
    await signIn(page, 'supervisor');
    const why = page.getByRole('button', { name: `Por qué se llamó a ${first.numero}` });
    await why.click();
    expect(await why.getAttribute('aria-expanded')).toBe('true');
    await page.locator('.why-panel').getByText(`${first.numero} esperó 0 de 20 min.`).waitFor();
    await page.locator('.why-panel li').getByText(second.numero).waitFor();
    await why.click();
    await page.locator('.why-panel').waitFor({ state: 'detached' });
  });

  test('R4, R7: finds a number, reserves it, releases it, cancels it and takes it back in, each with its reason', async () => {
    const [, wanted] = (await issued(2)) as [Issued, Issued];
    await issued(1, 'EMPRESAS');
    await (await deskOf(world.server.origin, 'ana.martinez', 5)).ready();
    const page = await openConsole(world);
    await signIn(page, 'supervisor');
    await page.getByRole('link', { name: 'Turnos' }).click();
    await page.getByRole('searchbox').fill(wanted.numero.toLowerCase());
    await page.getByText('1 turno hoy').waitFor();
    const row = page.getByRole('row', { name: new RegExp(wanted.numero) });
    const choose = async (action: string) => {
      // While the last action is under way another is dropped, though its row may tell of it already.
      const actions = row.getByRole('button', { name: `Acciones de ${wanted.numero}` });
      await actions.and(page.locator('[aria-busy=false]')).click();
      await page.getByRole('menuitem', { name: action }).click();
      await dialog(page).waitFor();
    };
    const because = async (reason: string) => {
      await page.keyboard.type(reason);
      await page.keyboard.press('Enter');
      await dialog(page).waitFor({ state: 'detached' });
    };

    await choose('Transferir…');
    await dialog(page).getByText('Ana Martínez').click();
    await dialog(page).getByLabel('Motivo').fill('la conoce');
    await page.keyboard.press('Enter');
    await row.getByText('Reservado para Ana Martínez').waitFor();
    await choose('Liberar la reserva…');
    await because('Ana sigue ocupada');
    await row.getByText('Reservado').waitFor({ state: 'detached' });
    await choose('Cancelar…');
    await because('se fue');
    await row.getByText('Cancelado').waitFor();
    await choose('Reactivar…');
    await because('volvió');
    await row.getByText(/En espera|Próximo/).waitFor();

    await row.getByRole('link', { name: wanted.numero }).click();
    const says = page.locator('.event-words');
    await until('the story is told', async () => {
      const story = (await says.allInnerTexts()).join(' | ');
      return [
        'Reservado para Ana Martínez',
        'Liberado de la reserva para Ana Martínez, vuelve a Caja: Ana sigue ocupada',
        'Reactivado, espera otra vez: volvió',
      ].every((sentence) => story.includes(sentence));
    });
  });
});
