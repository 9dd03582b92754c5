import type { TestClient } from '../support/client.js';
import type { Row } from '../support/rows.js';
import { openTelegramBranch, seenBy, type Person, type TelegramBranch } from '../support/telegram.js';

const MINUTE = 60_000;

describe('a customer who waits again is told again', () => {
  let branch: TelegramBranch;
  let carlos: TestClient;

  beforeEach(async () => {
    branch = await openTelegramBranch();
    carlos = await branch.ready('carlos.rodriguez');
  });
  afterEach(() => branch.close());

  const post = async (path: string, body?: object): Promise<Row> => {
    const answer = await carlos.send('POST', `/api/advisor/${path}`, body);
    if (answer.status > 204) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** A customer at Carlos's desk, told so; somebody else behind. */
  const called = async (): Promise<{ ticket: Row; person: Person }> => {
    await branch.issue('PERSONAL_BANKER');
    const { ticket, person } = await branch.issueLinked();
    await post('call-next', { finish: 'COMPLETADO' });
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3]);
    return { ticket, person };
  };

  it('R9: returned: soon and now once more, at their events; the first message never again', async () => {
    const { ticket, person } = await called();
    await branch.issue();
    await post('current/return');
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3]);
    const messages = await branch.messagesOf(ticket['numero']);
    expect(messages['totem_es_tu_turno']).toMatchObject({
      ...{ estado_envio: 'PENDIENTE', intentos: 0, fecha_envio: null, telegram_message_id: null, ready_at: null },
      rearmed: 1,
    });
    expect(messages['totem_ticket_creado']).toMatchObject({ estado_envio: 'ENVIADO', rearmed: 0 });
    await branch.test.turn('positions');
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 2]);
    await post('call-next', { finish: 'COMPLETADO' });
    for (let i = 0; i < 3; i++) await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 2, 3]);
  });

  it('R9: returned and called again in the same breath: told once more', async () => {
    const { person } = await called();
    await post('current/return'); // nobody else waits
    for (let i = 0; i < 3; i++) await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 3]);
  });

  it('R9: a no-show that is reinstated, and one that was cancelled before it was called', async () => {
    const { ticket, person } = await called();
    await post('current/no-show');
    await post('reinstate', { codigoReferencia: ticket['codigoReferencia'] });
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 3]);
    const other = await branch.issueLinked();
    await carlos.send('DELETE', `/api/tickets/${String(other.ticket['codigoReferencia'])}`);
    await branch.deliver();
    await post('reinstate', { codigoReferencia: other.ticket['codigoReferencia'] });
    await branch.deliver();
    expect(seenBy(other.person)).toEqual([1]);
    await post('call-next', { finish: 'COMPLETADO' });
    await branch.deliver();
    expect(seenBy(other.person)).toEqual([1, 3]);
  });

  it('R9: an undo that puts somebody back in the line: told at the next call, though told of this one', async () => {
    await branch.issue();
    const { ticket, person } = await branch.issueLinked();
    await post('current/complete');
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3]);
    await post('undo');
    await branch.deliver();
    expect(await branch.messagesOf(ticket['numero'])).toMatchObject({
      totem_es_tu_turno: { estado_envio: 'PENDIENTE', ready_at: null },
    });
    expect(seenBy(person)).toEqual([1, 3]);
    await post('current/complete');
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 3]);
  });

  it('R9: an undo that puts somebody back at the desk says nothing', async () => {
    const { person } = await called();
    await post('current/complete');
    await post('undo');
    await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3]);
  });

  it('R9: returned while the call is on its way: that one may arrive, and the next call is told all the same', async () => {
    await branch.issue('PERSONAL_BANKER');
    const { ticket, person } = await branch.issueLinked();
    const stop = branch.api.afterDelivered(async (call) => {
      if (!String(call.payload['text']).includes('ES TU TURNO')) return;
      stop();
      await post('current/return', { afterMinutes: 1 }); // before Telegram's answer has reached the sender
    });
    await post('call-next', { finish: 'COMPLETADO' });
    await branch.deliver();
    expect((await branch.messagesOf(ticket['numero']))['totem_es_tu_turno']).toMatchObject({
      ...{ estado_envio: 'PENDIENTE', ready_at: null, locked_until: null, rearmed: 1 },
    });
    expect(seenBy(person)).toEqual([1, 3]);
    branch.test.clock.advance(MINUTE);
    await branch.test.turn('assignment');
    for (let i = 0; i < 3; i++) await branch.deliver();
    expect(seenBy(person)).toEqual([1, 3, 3]);
    expect((await branch.messagesOf(ticket['numero']))['totem_es_tu_turno']).toMatchObject({ estado_envio: 'ENVIADO' });
  });
});
