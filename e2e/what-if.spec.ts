import { emptyBranch, kioskOf } from './support/api.mjs';
import { openConsole, openDesk, signIn } from './support/console';
import { openWorld, screen, type World } from './support/world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

describe('what if', () => {
  test('R5, R6, R8: a supervisor asks about one more advisor, and reads what would be in words, bars and figures', async () => {
    await openDesk(world, 'carlos.rodriguez', 1);
    const kiosk = await kioskOf(world.server.origin);
    for (let person = 0; person < 12; person++) await kiosk.issue('CAJA');
    const page = await openConsole(world);
    await signIn(page, 'supervisor');
    await screen(page, 'supervisor').waitFor();
    const written = () => page.getByText('11', { exact: true }).first().waitFor(); // who waits, before and after
    await written();

    await page.getByRole('link', { name: '¿Y si…?' }).click();
    await screen(page, 'whatIf').waitFor();
    expect(await page.getByRole('link', { name: 'Supervisión' }).getAttribute('aria-current')).toBe('page');
    await page.getByRole('button', { name: 'Un asesor más' }).press('Enter');
    await page.getByLabel('Cola', { exact: true }).selectOption({ label: 'Caja' });
    await page.getByRole('button', { name: 'Probar' }).click();

    const sentence = page.locator('.what-if-says li').first();
    await sentence.waitFor();
    const [, late = '', of = '', then = ''] =
      /meta (\d+) de (\d+)\. Con un asesor más sería?n? (\d+)/.exec((await sentence.textContent()) ?? '') ?? [];
    expect(Number(of)).toBeGreaterThanOrEqual(11);
    expect(Number(late)).toBeGreaterThan(Number(then));
    const bars = page.getByRole('img', { name: /^Personas que esperan más que la meta, Caja:/ });
    expect(await bars.getAttribute('aria-label')).toContain(`${late} como está, ${then} con el cambio`);
    expect(await page.getByRole('row', { name: /^Caja/ }).textContent()).toContain(`${late} → ${then}`);

    await page.getByRole('button', { name: 'Uno menos' }).click();
    await page.getByText('Elige un asesor que esté en su puesto.').waitFor();
    await page.getByLabel('Asesor').selectOption({ label: 'Carlos Rodríguez' });
    await page.getByRole('button', { name: 'Probar' }).click();
    await page.getByText(/Sin Carlos Rodríguez serían \d+/).waitFor();

    await page.getByRole('link', { name: 'Volver a la sucursal' }).click();
    await screen(page, 'supervisor').waitFor();
    await written(); // it was a question: nobody was called and nobody left
  });
});
