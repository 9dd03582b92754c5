import type { BranchOpening } from '@ticketero/contract';

import { emptyBranch, kioskOf, signedIn } from './support/api.mjs';
import { violations } from './support/axe';
import { openKiosk, TOUCH } from './support/kiosk';
import { tellState } from './support/states';
import { openWorld, reads, screen, type World } from './support/world';

/** What a kiosk offers, and what it says when there is nothing to offer (R1, R4). */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const DAY_MS = 86_400_000;
/** Nine in the morning of Santiago, so many days from now: an hour later in UTC while it is winter there. */
function nineIn(days: number): string {
  const day = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const [noon, later] = [new Date(`${day}T12:00:00.000Z`), new Date(`${day}T13:00:00.000Z`)];
  const hour = new Intl.DateTimeFormat('en', { timeZone: 'America/Santiago', hour: 'numeric', hourCycle: 'h23' });
  return (hour.format(noon) === '09' ? noon : later).toISOString();
}
const words = (text: string) => text.replaceAll(' ', '\\s');

describe('a branch that is closed', () => {
  const HOURS = { open: false, reason: 'FUERA_DE_HORARIO' } as const;
  const cases: [string, Partial<BranchOpening>, string, string][] = [
    ['opens later', { ...HOURS, opensAt: nineIn(3) }, 'Cerrado, abre el .+ a las 9:00', 'Closed, opens on .+ at 9:00'],
    ['is paused', { open: false, reason: 'PAUSADA' }, 'Hicimos una pausa', 'We are taking a short break'],
    ['is closed by hand', { open: false, reason: 'CERRADA' }, 'La sucursal está cerrada', 'The branch is closed'],
  ];

  test.each(cases)('R4: that %s says so in both languages, and opens by itself', async (_what, closed, es, en) => {
    const page = await world.open('/', TOUCH);
    let opening: Partial<BranchOpening> = closed;
    await tellState(page, 'kiosk', (state) => Object.assign(state.branch, opening));
    await page.goto(`${world.server.origin}/kiosk/?demo`);
    await screen(page, 'closed').waitFor();
    await page.getByRole('heading', { name: new RegExp(`^${words(es)}$`) }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('heading', { name: new RegExp(`^${words(en)}$`) }).waitFor();
    expect(await page.getByRole('button', { name: /^Caja/ }).count()).toBe(0);

    opening = {};
    await (await kioskOf(world.server.origin)).issue('CAJA'); // any change: the next state says that it is open
    await screen(page, 'queues').waitFor();
  });
});

describe('a queue', () => {
  const queue = async (queueType: string, change: object) =>
    (await signedIn(world.server.origin, 'admin'))('PUT', `/api/admin/queues/${queueType}?branchOffice=CENTRO`, change);

  test('R1: whose daily cap is reached says so and cannot be chosen; one that is disabled is not offered', async () => {
    const kiosk = await kioskOf(world.server.origin);
    await kiosk.issue('EMPRESAS');
    const page = await openKiosk(world);
    await page.getByRole('button', { name: /^Gerencia/ }).waitFor();
    await queue('EMPRESAS', { dailyCap: 1 });
    await queue('GERENCIA', { enabled: false });

    const full = page.getByRole('button', { name: /^Empresas.*No quedan números por hoy/ });
    await full.waitFor();
    await page.getByRole('button', { name: /^Gerencia/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('listitem').count()).toBe(3);
    expect(await full.getAttribute('aria-disabled')).toBe('true');
    await full.tap({ force: true });
    await reads(page, 'h1', '¿Qué necesita hoy?');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('button', { name: /No numbers left for today$/ }).waitFor();

    await queue('EMPRESAS', { dailyCap: null });
    await queue('GERENCIA', { enabled: true });
    await page.getByRole('listitem').nth(3).waitFor();
    await page.getByRole('button', { name: /No numbers left for today$/ }).waitFor({ state: 'detached' });
  });
});
