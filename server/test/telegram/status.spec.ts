import { signIn } from '../support/client.js';
import { rows, ticketRow, type Row } from '../support/rows.js';
import { openTelegramBranch, type Person, type TelegramBranch } from '../support/telegram.js';

describe('/estado, whether, by whom and by when', () => {
  let branch: TelegramBranch;
  beforeEach(async () => {
    branch = await openTelegramBranch();
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

  it('R9: position and range of this moment, whatever is stored', async () => {
    await branch.issue();
    await branch.ready('carlos.rodriguez');
    const others = [await branch.issue(), await branch.issue(), await branch.issue()];
    const { ticket, person } = await branch.issueLinked();
    for (const other of others.slice(1)) await branch.kiosk.send('DELETE', `/api/tickets/${other['codigoReferencia']}`);
    const now = await read(ticket);
    expect((await ticketRow(branch.test, ticket['numero']))['position_in_queue']).toBe(4);
    expect(now['positionInQueue']).toBe(2);
    const { low, high } = now['estimatedWaitRange'];
    expect(await status(person)).toBe(
      `<b>${ticket['numero']}</b> · Caja\n\nPosición en cola: <b>#2</b>\n` +
        `Espera estimada: <b>${low === high ? low : `${low}–${high}`} min</b>\n` +
        `A más tardar a las <b>${clock(now['expectedBy'])}</b>`,
    );
    await branch.test.turn('positions');
    expect(await status(person)).toMatch(/#2<.*Acércate a la sucursal\.$/s);
  });

  it('R8: a bound that had to be moved later is told with what was said before, in the ticket’s language', async () => {
    await branch.issue();
    await branch.ready('carlos.rodriguez');
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

  it.each([
    [
      'es',
      'Posición en cola',
      'En este momento nadie atiende esta cola. Tu número sigue valiendo: te avisaremos aquí.',
    ],
    [
      'en',
      'Position in line',
      'Nobody is serving this line at the moment. Your number stays good: we will tell you here.',
    ],
  ])('R8: with nobody on duty it says so, and no minutes and no “soon” (%s)', async (language, place, nobody) => {
    const { ticket, person } = await branch.issueLinked('CAJA', { language });
    await branch.test.turn('positions');
    expect((await read(ticket))['status']).toBe('PROXIMO');
    expect(await status(person)).toBe(`<b>${ticket['numero']}</b> · Caja\n\n${place}: <b>#1</b>\n\n${nobody}`);
  });

  it('R7: who waits for one advisor alone is told who will call', async () => {
    const { ticket, person } = await branch.issueLinked();
    const maria = await branch.ready('maria.gonzalez', 3);
    const events = await maria.send('POST', '/api/advisor/current/return', {});
    expect(events.status).toBe(200); // back at her desk: nobody else waits
    const [row] = await rows(branch.test, "select id from advisor where email = 'maria.gonzalez@banco.com'");
    const other = await branch.issue();
    const boss = await signIn(branch.test.url, 'supervisor');
    await boss.send('POST', `/api/admin/tickets/${other['codigoReferencia']}/transfer`, { advisorId: row!['id'] });
    await branch.scan(other, person);
    await branch.test.turn('positions');
    person.say('/estado');
    await branch.listen();
    const newest = person.inbox.find(({ text }) => text.startsWith(`<b>${other['numero']}</b> ·`))?.text;
    expect(newest).toMatch(
      new RegExp(`^<b>${other['numero']}</b> · Caja\n\nTe llamará <b>María González</b>\\.\nEspera estimada: `),
    );
    expect(newest).not.toMatch(/Posición|Pronto/);
    expect((await read(ticket))['status']).toBe('ATENDIENDO');
  });
});
