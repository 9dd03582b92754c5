import { deskOf, emptyBranch } from './support/api.mjs';
import { violations } from './support/axe';
import { button, customer, issue, openLive } from './support/ticket-page';
import { openWorld, screen, until, type World } from './support/world';

/** R8: what a customer was told of the latest moment never moves later unsaid. */
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterEach(async () => {
  await world.tidy();
  await emptyBranch(world.server.origin);
});
afterAll(() => world?.close());

const santiago = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en-GB', { timeZone: 'America/Santiago', hour: '2-digit', minute: '2-digit' });

test('R8: an advisor leaves: the page says that it takes longer, what it said before, and what it says now', async () => {
  const { origin } = world.server;
  const [ana, carmen] = [await deskOf(origin, 'ana.martinez', 5), await deskOf(origin, 'carmen.silva', 4)];
  await ana.ready();
  await carmen.ready();
  const mine = (await issue(world, 9)).at(-1)!;
  const read = () => customer(world)('GET', `/api/tickets/${mine.codigoReferencia}`);
  const page = await openLive(world, mine);
  await screen(page, 'waiting').waitFor();
  let before = await read();
  // It may become earlier by itself: what is told and what stands there are looked at until they are of one moment.
  await until('the page shows the moment that is told', async () => {
    before = await read();
    return page.getByText(`A más tardar a las ${santiago(before.expectedBy)}`, { exact: true }).isVisible();
  });
  expect(before.expectedByRaised).toBeNull();

  await carmen.leave('reunión');
  const raised = page.getByText(/^Está tardando más de lo previsto/).first();
  await raised.waitFor();
  let now = await read();
  await until('the page shows the new moment', async () => {
    now = await read();
    return (await raised.innerText()).includes(`ahora hasta las ${santiago(now.expectedBy)}.`);
  });
  expect(Date.parse(now.expectedBy)).toBeGreaterThan(Date.parse(before.expectedBy));
  expect(now.expectedByRaised.before).toBe(before.expectedBy);
  const words = (text: string) => `${text} ${santiago(before.expectedBy)}`;
  expect(await raised.innerText()).toContain(words('antes hasta las'));
  await page
    .getByRole('status')
    .getByText(/^Está tardando más de lo previsto/)
    .waitFor(); // and to who cannot see it
  expect(await violations(page)).toEqual([]);

  await button(page, 'English').click();
  await page
    .getByText(/^It is taking longer than expected: first by \d\d:\d\d, now by \d\d:\d\d\.$/)
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
});
