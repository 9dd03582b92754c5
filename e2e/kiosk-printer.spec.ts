import { TestPrinter } from '../server/test/support/printer/printer';
import { textOf } from '../server/test/support/printer/paper';
import { signedIn } from './support/api.mjs';
import { numberOn, openKiosk, takeNumber } from './support/kiosk';
import { openWorld, type World } from './support/world';

/** The whole way to paper: kiosk, server, and a printer that speaks the protocol. */
let world: World;
let printer: TestPrinter;

beforeAll(async () => {
  world = await openWorld({ PRINTER_LOOPBACK: 'true' });
  printer = await TestPrinter.start();
});
afterEach(() => world.tidy());
afterAll(() => Promise.all([world?.close(), printer?.stop()]));

test('R2: out of paper, the screen says so; with a new roll the same number comes, and there is one ticket', async () => {
  const page = await openKiosk(world);
  const admin = await signedIn(world.server.origin, 'admin');
  const { devices } = (await admin('GET', '/api/admin/devices')) as { devices: { id: number; kind: string }[] };
  const kiosk = devices.find(({ kind }) => kind === 'KIOSK');
  await admin('PUT', `/api/admin/devices/${kiosk?.id}`, { printer: printer.setup });
  printer.faults.paperOut = true;

  const numero = await takeNumber(page, '262728293');
  await page
    .getByRole('status')
    .getByText(/^No pudimos imprimir: anote su número.*ya fue avisado\.$/)
    .waitFor();
  expect(printer.sheets).toHaveLength(0);
  printer.faults.paperOut = false;
  await page.getByRole('button', { name: 'Intentar otra vez' }).tap();
  await page.getByRole('status').getByText('Retire su número impreso.').waitFor();
  expect(await numberOn(page)).toBe(numero);
  expect(printer.sheets).toHaveLength(1);
  expect(textOf(printer.sheets[0]!)).toContain(numero);
  expect((await admin('GET', '/api/admin/tickets?branchOffice=CENTRO')).total).toBe(1);
});
