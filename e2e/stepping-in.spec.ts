import type { Page } from 'playwright-core';

import { deskOf, emptyBranch, kioskOf, signedIn, undoWithoutHaste } from './support/api.mjs';
import { openConsole, openDesk, phase, press, signIn } from './support/console';
import { openWorld, reads, screen, SIZES, type World } from './support/world';

let world: World;
const onDesk = '[data-current-numero]';
const WHY = 'Motivo (queda en la auditoría)';
const TEXT = 'Texto para los clientes (opcional)';

beforeAll(async () => {
  world = await openWorld();
  await undoWithoutHaste(world.server.origin);
});
afterEach(async () => {
  await world.tidy();
  const supervisor = await signedIn(world.server.origin, 'supervisor');
  await supervisor('PUT', '/api/admin/branch/status', { status: 'OPEN' });
  await supervisor('PUT', '/api/admin/queues/EMPRESAS/open', { open: true });
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

async function dashboard(): Promise<Page> {
  const page = await openConsole(world);
  await signIn(page, 'supervisor');
  await page.locator('.queue-card').first().waitFor();
  return page;
}

const kioskScreen = () => world.open('/kiosk/?demo', { viewport: SIZES.kiosk, hasTouch: true });

/** A press while the last step is under way is dropped, and what came of it may be on the screen already: its button says so. */
const idle = (page: Page, name: string) => page.getByRole('button', { name }).and(page.locator('[aria-busy=false]'));

/** The day's list of numbers, and what can be done with one. */
async function act(page: Page, numero: string, action: string): Promise<void> {
  await idle(page, `Acciones de ${numero}`).click();
  await page.getByRole('menuitem', { name: action }).click();
}

describe('closing and reopening', () => {
  test('R1: a queue closes with a text: nothing without a reason, the kiosk no longer offers it and says why, and it reopens', async () => {
    const kiosk = await kioskScreen();
    await kiosk.getByRole('button', { name: /Empresas/ }).waitFor();
    const page = await dashboard();
    await page.getByRole('button', { name: 'Cerrar Empresas' }).click();
    await page.getByLabel(TEXT).fill('Vuelva a las 12:00');
    await page.keyboard.press('Enter');
    await page.getByText('Escribe el motivo.').waitFor();
    await page.getByLabel(WHY).fill('falta personal');
    await page.keyboard.press('Enter');
    await page.locator('[data-queue="EMPRESAS"]').getByText('Vuelva a las 12:00').waitFor();
    await kiosk.getByText('Vuelva a las 12:00').waitFor();
    expect(await kiosk.getByRole('button', { name: /Empresas/ }).count()).toBe(0);
    await idle(page, 'Reabrir Empresas').click();
    await kiosk.getByRole('button', { name: /Empresas/ }).waitFor();
    expect(await kiosk.getByText('Vuelva a las 12:00').count()).toBe(0);
  });

  test('R1, R10: the branch pauses with a text on kiosk and dashboard, reopens, and the audit tells both with the reason', async () => {
    const kiosk = await kioskScreen();
    const page = await dashboard();
    await page.getByText('Sucursal abierta').waitFor();
    await page.getByRole('button', { name: 'Abrir o cerrar' }).click();
    await page.getByRole('menuitem', { name: 'Pausar la sucursal…' }).click();
    await page.getByLabel(WHY).fill('corte de energía');
    await page.getByLabel(TEXT).fill('Volvemos en media hora');
    await page.getByRole('button', { name: 'Pausar la sucursal' }).click();
    await page.getByText('Sucursal en pausa').waitFor();
    await screen(kiosk, 'closed').waitFor();
    await kiosk.getByText('Volvemos en media hora').waitFor();
    await idle(page, 'Abrir o cerrar').click();
    await page.getByRole('menuitem', { name: 'Reabrir la sucursal' }).click();
    await page.getByText('Sucursal abierta').waitFor();
    await screen(kiosk, 'closed').waitFor({ state: 'detached' });
    await page.goto(`${world.server.origin}/console/#/audit`);
    await page.getByText(/Estado de la sucursal: .*Estado Abierta → En pausa, corte de energía/).waitFor();
    await page.getByText(/Estado de la sucursal: .*Estado En pausa → Abierta/).waitFor();
  });
});

describe('a desk', () => {
  test('R4, R7: a stuck one is released in one confirmed step, and its customer is called elsewhere', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const stuck = await openDesk(world, 'maria.gonzalez', 3);
    await reads(stuck, onDesk, numero);
    const page = await dashboard();
    await page.getByRole('button', { name: 'Sacar de línea a María González' }).click();
    await page.getByRole('menuitem', { name: 'Liberar el puesto…' }).click();
    await page.getByText(`${numero} espera otra vez en su lugar y María González queda fuera de línea.`).waitFor();
    await page.getByLabel(WHY).fill('su equipo no responde');
    await page.keyboard.press('Enter');
    await page.getByText(`Puesto de María González liberado: ${numero} espera otra vez.`).waitFor();
    await screen(stuck, 'desk-offline').waitFor();
    const luis = await openDesk(world, 'luis.perez', 3); // her module is free
    await reads(luis, onDesk, numero);
  });

  test('R4: the release can send the customer to a colleague alone; whoever was greeted did come', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const stuck = await openDesk(world, 'maria.gonzalez', 3);
    await reads(stuck, onDesk, numero);
    await press(stuck, 'F2');
    await phase(stuck, 'serving').waitFor();
    const carlos = await deskOf(world.server.origin, 'carlos.rodriguez', 1);
    await carlos.ready();
    const page = await dashboard();
    await page.getByRole('button', { name: 'Sacar de línea a María González' }).click();
    await page.getByRole('menuitem', { name: 'Liberar el puesto…' }).click();
    expect(await page.getByLabel('No se presentó').count()).toBe(0);
    await page.getByLabel('¿A dónde?').selectOption({ label: 'Carlos Rodríguez' });
    await page.getByLabel(WHY).fill('su equipo no responde');
    await page.getByRole('button', { name: 'Liberar el puesto', exact: true }).click();
    await page.getByRole('row', { name: new RegExp(`Carlos Rodríguez.*${numero}`) }).waitFor();
    expect(await carlos.current()).toBe(numero);
  });

  test('R7: what a supervisor set can be taken back: who would leave stays, who is off duty is available again', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const maria = await openDesk(world, 'maria.gonzalez', 3);
    await reads(maria, onDesk, numero);
    const page = await dashboard();
    await page.getByRole('button', { name: 'Sacar de línea a María González' }).click();
    await page.getByRole('menuitem', { name: 'Reunión' }).click();
    await page.getByText('sale al terminar').waitFor();
    await idle(page, 'Cambiar el estado de María González').click();
    await page.getByRole('menuitem', { name: 'Que siga atendiendo' }).click();
    await page.getByText('sale al terminar').waitFor({ state: 'detached' });
    await press(maria, 'F2');
    await phase(maria, 'serving').waitFor();
    await press(maria, 'F3');
    await screen(maria, 'desk-available').waitFor();
    await idle(page, 'Sacar de línea a María González').click();
    await page.getByRole('menuitem', { name: 'Pausa' }).click();
    await screen(maria, 'desk-offline').waitFor();
    await idle(page, 'Poner disponible a María González').click();
    await page.getByText('Al módulo 3 se llamará enseguida a quien siga.').waitFor();
    await page.keyboard.press('Enter');
    await screen(maria, 'desk-available').waitFor();
  });
});

describe('a number', () => {
  test('R4: is called again from the list, and comes back to its desk when it was completed a moment ago', async () => {
    const kiosk = await kioskOf(world.server.origin);
    const { numero } = await kiosk.issue('CAJA');
    const maria = await openDesk(world, 'maria.gonzalez', 3);
    await reads(maria, onDesk, numero);
    const page = await dashboard();
    await page.goto(`${world.server.origin}/console/#/tickets`);
    await act(page, numero, 'Llamar otra vez');
    await page.getByText(`${numero} fue llamado otra vez.`).waitFor();
    await press(maria, 'F2');
    await phase(maria, 'serving').waitFor();
    await press(maria, 'F3');
    await screen(maria, 'desk-available').waitFor();
    await page.getByRole('row', { name: new RegExp(`${numero}.*Completado`) }).waitFor();
    await act(page, numero, 'Devolver a su puesto');
    await reads(maria, onDesk, numero);
    await phase(maria, 'serving').waitFor();
  });

  test('R7: is reserved for somebody, with the reason, and released again', async () => {
    const kiosk = await kioskOf(world.server.origin);
    await kiosk.issue('EMPRESAS');
    const { numero } = await kiosk.issue('EMPRESAS');
    const ana = await deskOf(world.server.origin, 'ana.martinez', 5);
    await ana.ready();
    const page = await dashboard();
    await page.goto(`${world.server.origin}/console/#/tickets`);
    await act(page, numero, 'Reservar para un asesor…');
    await page.getByLabel(/Ana Martínez/).check();
    await page.keyboard.press('Enter');
    await page.getByText('Escribe el motivo.').waitFor();
    await page.getByLabel(WHY).fill('la conoce');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: new RegExp(`${numero}.*Reservado para Ana Martínez`) }).waitFor();
    await act(page, numero, 'Liberar la reserva…');
    await page.getByLabel(WHY).fill('no era para ella');
    await page.keyboard.press('Enter');
    await page.getByText(`${numero} espera otra vez en su cola.`).waitFor();
    await page.getByText('Reservado para').waitFor({ state: 'detached' });
  });
});
