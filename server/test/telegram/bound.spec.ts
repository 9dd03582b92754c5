import { rows, type Row } from '../support/rows.js';
import { openTelegramBranch, PATIENT, type Person, type TelegramBranch } from '../support/telegram.js';

describe('/estado, by when', () => {
  let branch: TelegramBranch;
  beforeEach(async () => {
    branch = await openTelegramBranch(PATIENT);
  });
  afterEach(() => branch.close());

  const read = async ({ codigoReferencia }: Row): Promise<Row> =>
    (await branch.kiosk.send('GET', `/api/tickets/${codigoReferencia}`)).body;
  /** The demo branch's clock. */
  const clock = (iso: string): string =>
    new Date(iso).toLocaleTimeString('en-GB', { timeZone: 'America/Santiago', hour: '2-digit', minute: '2-digit' });
  async function status(person: Person): Promise<string> {
    person.say('/estado');
    await branch.listen();
    return person.inbox.at(-1)?.text ?? '';
  }

  it('R8: a bound that had to be moved later is told with what was said before, in the ticket’s language', async () => {
    const { ticket, person } = await branch.issueLinked();
    branch.test.clock.advance(Date.parse(ticket['expectedBy']) - branch.test.clock.now());
    const { expectedBy, expectedByRaised } = await read(ticket);
    expect(expectedByRaised).toMatchObject({ before: ticket['expectedBy'] });
    expect(await status(person)).toContain(
      `\nEstá tardando más de lo previsto: antes hasta las ${clock(ticket['expectedBy'])}, ` +
        `ahora hasta las <b>${clock(expectedBy)}</b>.`,
    );
    await rows(branch.test, "update ticket set language = 'en'");
    expect(await status(person)).toContain(
      `\nIt is taking longer than expected: first by ${clock(ticket['expectedBy'])}, now by <b>${clock(expectedBy)}</b>.`,
    );
  });
});
