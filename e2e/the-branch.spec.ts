import type { Page } from 'playwright-core';

import { openConsole, phase, press, ready, signIn } from './support/console';
import { goHome, numberOn, openKiosk, takeNumber } from './support/kiosk';
import { openWorld, reads, screen, SIZES, type World } from './support/world';

/** A customer at the kiosk, an advisor at a desk, a lobby that looks at the screen, a supervisor: all at once. */
let world: World;
let kiosk: Page;
let desk: Page;
let lobby: Page;
let supervisor: Page;

const figure = (name: string) => `.figure-${name} dd`;
const hero = '[data-hero-numero]';
const heroModule = '[data-hero-module]';
const onDesk = '[data-current-numero]';
const maria = () => supervisor.getByRole('row', { name: /María González/ });

beforeAll(async () => {
  world = await openWorld();
  kiosk = await openKiosk(world);
  lobby = await world.open('/display/?demo', { viewport: SIZES.lobby });
  await screen(lobby, 'board').waitFor();
  supervisor = await openConsole(world);
  await signIn(supervisor, 'supervisor');
  await screen(supervisor, 'supervisor').waitFor();
  desk = await openConsole(world); // the kiosk shows a number for 15 s: it is called within them
});

afterAll(async () => {
  await world?.tidy();
  await world?.close();
});

test('R2: the first customer of the day takes C01 at the kiosk by touch', async () => {
  expect(await takeNumber(kiosk, '123456785')).toBe('C01');
  await kiosk.getByRole('heading', { name: 'Su número es' }).waitFor();
  await supervisor.getByText('C01', { exact: true }).waitFor();
});

test('R7: an advisor signs in, takes module 3, is ready: C01 is called on the desk, the lobby screen and the kiosk', async () => {
  await signIn(desk, 'maria.gonzalez');
  await screen(desk, 'desk-offline').waitFor();
  await ready(desk, 3);

  await screen(desk, 'desk-busy').waitFor();
  await reads(desk, onDesk, 'C01');
  await reads(lobby, hero, 'C01');
  await reads(lobby, heroModule, '3');
  await kiosk.getByRole('heading', { name: 'Es su turno' }).waitFor();
  expect(await kiosk.locator('#ticket').innerText()).toMatch(/módulo\s+3/i);
  await reads(supervisor, figure('atendiendo'), '1');
  await maria().getByText('Ocupado').waitFor();
  await goHome(kiosk);
});

test('R4 start and complete: the customer is served, the desk waits for the next, the figures follow', async () => {
  await press(desk, 'F2');
  await phase(desk, 'serving').waitFor();
  await press(desk, 'F3');
  await screen(desk, 'desk-available').waitFor();
  await reads(supervisor, figure('completadosHoy'), '1');
  await reads(supervisor, figure('atendiendo'), '0');
  await lobby.locator('.hero[data-serving="false"]').waitFor();
});

test('R4 recall: the second customer is called at once, and called again on the lobby screen', async () => {
  expect(await takeNumber(kiosk, '98765432K')).toBe('C02');
  await reads(desk, onDesk, 'C02');
  await reads(lobby, hero, 'C02');
  await press(desk, 'F6');
  await lobby.locator('.hero[data-recall="true"]').waitFor();
  expect(await lobby.locator('.hero').innerText()).toContain('Segundo llamado');
  await reads(lobby, hero, 'C02');
  await reads(lobby, heroModule, '3');
  await goHome(kiosk);
});

test('R4 noShow: who does not come is counted as such, and is never shown as served', async () => {
  await press(desk, 'F4');
  await screen(desk, 'desk-available').waitFor();
  await reads(supervisor, figure('noAtendidosHoy'), '1');
  await reads(supervisor, figure('completadosHoy'), '1');
  await lobby.locator('.hero[data-serving="false"]').waitFor();
  expect(await lobby.locator('body').innerText()).not.toMatch(/atendido|served|en atención/i);
});

test('R7 OFFLINE: a pause has its reason, and the supervisor reads it', async () => {
  await desk.getByRole('button', { name: 'Pausa' }).click();
  await desk.getByRole('menuitem', { name: 'Almuerzo' }).click();
  await screen(desk, 'desk-offline').waitFor();
  await desk.getByText(/^Almuerzo/).waitFor();
  await maria().getByText('Almuerzo').waitFor();
  await reads(supervisor, figure('available'), '0');
});

test('R5 preferential: who needs it says so at the kiosk and is called before who came earlier', async () => {
  expect(await takeNumber(kiosk, '111111111')).toBe('C03');
  await goHome(kiosk);
  expect(await takeNumber(kiosk, '222222222', true)).toBe('C04');
  expect(await numberOn(kiosk)).toBe('C04');
  expect(await kiosk.locator('#ticket').innerText()).toContain('Atención preferente');

  await ready(desk, 3);
  await reads(desk, onDesk, 'C04');
  await desk.getByText('Preferencial', { exact: true }).first().waitFor();
  expect(await desk.locator('.why').innerText()).toContain('C03');
  await press(desk, 'F1');
  await reads(desk, onDesk, 'C03');
  await reads(supervisor, figure('completadosHoy'), '2');
});
