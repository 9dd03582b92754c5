import { openBranch } from '../support/branch.js';
import { signIn } from '../support/client.js';
import { row, type Row } from '../support/rows.js';
import { codeOf, openTelegramBranch, type TelegramBranch } from '../support/telegram.js';

const SECOND = 1_000;
const PHONE = '+56900000001';
const CREATED = 'totem_ticket_creado';
const NEAR = 'totem_proximo_turno';
const TURN = 'totem_es_tu_turno';

describe('GET /metrics', () => {
  let branch: TelegramBranch;
  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  /** A ticket whose first message Telegram does not take. */
  async function refusedWith(fault: { status: number }): Promise<Row> {
    const takeBack = branch.api.on(({ payload }) =>
      String(payload['text']).includes('Ticket Creado') ? fault : undefined,
    );
    const { ticket } = await branch.issueLinked();
    takeBack();
    return ticket;
  }
  const scrape = async (headers: Record<string, string> = {}, url = branch.test.url) => {
    const answer = await fetch(`${url}/metrics`, { headers });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  /** The value of one line, or 0 where there is none. */
  const valueOf = (text: string, line: string): number =>
    Number(
      text
        .split('\n')
        .find((one) => one.startsWith(`${line} `))
        ?.split(' ')[1] ?? 0,
    );

  it('R9: counts every message by what became of it', async () => {
    const refused = await refusedWith({ status: 403 }); // failed
    const ticket = await refusedWith({ status: 500 }); // retried
    branch.test.clock.advance(30 * SECOND);
    await branch.deliver(); // sent
    await branch.issueLinked(); // sent
    await branch.kiosk.send('DELETE', `/api/tickets/${refused['codigoReferencia']}`); // by its command: two discarded
    const waits = await branch.issue('EMPRESAS', { telefono: PHONE });
    await branch.kiosk.send('DELETE', `/api/tickets/${waits['codigoReferencia']}`); // three
    await branch.ready('carlos.rodriguez'); // one of the ticket that is called
    const person = branch.person();
    branch.api.on(({ chatId }) => (chatId === person.chatId ? { status: 429, retryAfter: 1 } : undefined));
    await branch.scan(await branch.issue('GERENCIA'), person); // 429: nothing has become of it yet

    const { status, type, text } = await scrape();
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const counted = (template: string) =>
      ['sent', 'retried', 'failed', 'discarded'].map((outcome) =>
        valueOf(text, `ticketero_messages_total{template="${template}",outcome="${outcome}"}`),
      );
    const inTable = async (template: string, state: string) =>
      (
        await row(branch.test, 'select count(*)::int as n from mensaje where plantilla = $1 and estado_envio = $2', [
          ...[template, state],
        ])
      )['n'];
    for (const template of [CREATED, NEAR, TURN]) {
      const [sent, , lost, discarded] = counted(template);
      expect([template, sent, lost, discarded]).toEqual([
        template,
        await inTable(template, 'ENVIADO'),
        await inTable(template, 'FALLIDO'),
        await inTable(template, 'DESCARTADO'),
      ]);
    }
    expect(counted(CREATED)).toEqual([2, 1, 1, 1]);
    expect(counted(NEAR)[3]).toBe(3);
    expect((await branch.messagesOf(ticket['numero']))[CREATED]).toMatchObject({ estado_envio: 'ENVIADO' });
  });

  it('R9: how late they were, in seconds of the branch', async () => {
    await branch.issueLinked(); // at once
    const ticket = await branch.issue();
    const person = branch.person();
    person.start(codeOf(ticket));
    await branch.listen();
    branch.test.clock.advance(3 * SECOND);
    await branch.deliver();
    const { text } = await scrape();
    const late = (part: string) => valueOf(text, `ticketero_message_lateness_seconds_${part}`);
    expect([late(`sum{template="${CREATED}"}`), late(`count{template="${CREATED}"}`)]).toEqual([3, 2]);
    expect(['0.1', '2', '5'].map((le) => late(`bucket{le="${le}",template="${CREATED}"}`))).toEqual([1, 1, 2]);
  });

  it('R13: is for this machine, and names no ticket, chat or phone', async () => {
    const { ticket, person } = await branch.issueLinked('CAJA', { telefono: PHONE });
    await branch.ready('carlos.rodriguez');
    await branch.deliver();
    const { status, text } = await scrape();
    expect(status).toBe(200);
    expect(text).toContain('ticketero_messages_total{template="totem_es_tu_turno",outcome="sent"} 1');
    for (const trace of [ticket['numero'], ticket['codigoReferencia'], person.chatId, PHONE.slice(1), 'Carlos']) {
      expect(text).not.toContain(String(trace));
    }
    for (const forwarded of ['10.0.0.1', '127.0.0.1', '']) {
      const answer = await scrape({ 'x-forwarded-for': forwarded });
      expect([forwarded, answer.status]).toEqual([forwarded, 401]);
    }
    // Nobody set a token: none is right.
    expect((await scrape({ 'x-forwarded-for': '10.0.0.1', authorization: 'Bearer ' })).status).toBe(401);
    expect((await scrape({ 'x-forwarded-for': '10.0.0.1', authorization: 'Bearer null' })).status).toBe(401);
  });

  it.each([false, true])(
    'R13: from elsewhere with the token alone (behind a proxy we trust: %p)',
    async (trustProxy) => {
      const token = 'a-token-for-metrics';
      const { test } = await openBranch({}, { config: { metricsToken: token, trustProxy } });
      const from = (address: string, authorization = '') =>
        scrape({ 'x-forwarded-for': address, authorization }, test.url);
      for (const wrong of ['', token, 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`]) {
        const { status, text } = await from('10.0.0.1', wrong);
        expect([wrong, status, text.includes('ticketero_')]).toEqual([wrong, 401, false]);
      }
      const supervised = await signIn(test.url, 'supervisor');
      expect((await from('127.0.0.1', `Bearer ${supervised.token}`)).status).toBe(401);
      expect((await from('10.0.0.1', `Bearer ${token}`)).status).toBe(200);
      await test.close();
    },
  );
});
