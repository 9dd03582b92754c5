import { Chats } from '../../src/telegram/index.js';
import { inShort, tailAudit, type Row } from '../support/rows.js';
import { openTelegramBranch, seenBy, type Person, type TelegramBranch } from '../support/telegram.js';

const PHONE = '+56900000021';
const RETRY_MS = 30_000;

describe('a chat that is lost while a message is on its way', () => {
  let branch: TelegramBranch;
  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  const created = async ({ numero }: Row): Promise<Row | undefined> =>
    (await branch.messagesOf(numero))['totem_ticket_creado'];

  /** The first message fails; before its sender hears of it, the customer has blocked the bot, and `more` has happened. */
  async function failsAfter(more: (ticket: Row) => Promise<unknown>): Promise<{ ticket: Row; person: Person }> {
    const person = branch.person(PHONE);
    person.start();
    person.shareContact();
    await branch.listen();
    const ticket = await branch.issue('CAJA', { telefono: PHONE });
    branch.api.next({ status: 500 });
    const stop = branch.api.before(async ({ method }) => {
      if (method !== 'sendMessage') return;
      await branch.test.app.get(Chats).forget(String(person.chatId));
      await more(ticket);
    });
    await branch.deliver();
    stop();
    expect(await created(ticket)).toMatchObject({ estado_envio: 'PENDIENTE', intentos: 1 });
    return { ticket, person };
  }

  it('R9: its ticket ended meanwhile: the message is discarded, with its event', async () => {
    const { ticket } = await failsAfter(({ codigoReferencia }) =>
      branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`),
    );
    const events = await tailAudit(branch.test);
    branch.test.clock.advance(RETRY_MS);
    await branch.deliver();
    expect(await created(ticket)).toMatchObject({ estado_envio: 'DESCARTADO', ready_at: null, locked_until: null });
    expect((await events()).map(inShort)).toEqual([`MENSAJE_DESCARTADO ${ticket['numero']} SISTEMA`]);
  });

  it('R9: its ticket waits still: so does the message, until a chat is linked again', async () => {
    const { ticket, person } = await failsAfter(() => Promise.resolve());
    branch.test.clock.advance(RETRY_MS);
    await branch.deliver();
    expect(await created(ticket)).toMatchObject({ estado_envio: 'PENDIENTE', ready_at: null, intentos: 1 });
    const before = seenBy(person);
    await branch.scan(ticket, person);
    await branch.deliver();
    expect(seenBy(person)).toEqual([...before, 1]);
    expect(await created(ticket)).toMatchObject({ estado_envio: 'ENVIADO' });
  });
});
