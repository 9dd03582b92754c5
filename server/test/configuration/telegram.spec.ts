import { CHAT_SPACING_MS } from '../../src/telegram/pace.js';
import { openBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { rows } from '../support/rows.js';
import { openTelegramBranch, type TelegramBranch } from '../support/telegram.js';

const PHONE = '+56900000001';
const TEST = '/api/admin/telegram/test';

describe('Telegram, as an ADMIN tries it', () => {
  it('R9: without a token it is off, and says what is missing', async () => {
    const branch = await openBranch();
    const admin = await signIn(branch.test.url, 'admin');
    const { body } = await admin.send('GET', '/api/admin/telegram');
    expect(body).toMatchObject({ status: 'OFF', mensaje: expect.stringContaining('TELEGRAM_BOT_TOKEN'), link: null });
    expect((await admin.send('POST', TEST, { telefono: PHONE })).body).toMatchObject({ result: 'APAGADO' });
    await branch.test.close();
  });

  describe('with a bot', () => {
    let branch: TelegramBranch;
    let admin: TestClient;
    beforeAll(async () => {
      branch = await openTelegramBranch();
      admin = await signIn(branch.test.url, 'admin');
    });
    afterAll(() => branch.close());
    const tried = async (telefono?: string): Promise<string> =>
      (await admin.send('POST', TEST, telefono === undefined ? {} : { telefono })).body.result;

    it('R9: a phone that somebody shared with the bot gets the message; nothing of it is kept or told', async () => {
      expect(await tried()).toBe('BOT_RESPONDE');
      expect(await tried(PHONE)).toBe('SIN_VINCULAR');
      const person = branch.person(PHONE.slice(1));
      person.shareContact();
      await branch.listen();
      const before = person.inbox.length;
      branch.wall.advance(CHAT_SPACING_MS); // the bot has just thanked them
      const { status, body } = await admin.send('POST', TEST, { telefono: PHONE });
      expect([status, body]).toEqual([
        200,
        {
          result: 'ENVIADO',
          severity: 'INFO',
          mensaje: expect.any(String),
          detail: expect.any(String),
          at: expect.any(String),
        },
      ]);
      expect(person.inbox.slice(before).map(({ plain }) => plain)).toEqual([
        expect.stringContaining('Mensaje de prueba'),
      ]);
      expect(await rows(branch.test, "select 1 from audit_log where event_type like 'CONFIG%'")).toEqual([]);
      expect((await admin.send('GET', '/api/admin/telegram')).body).toEqual({
        ...{ status: 'UP', mensaje: null, detail: null, botName: branch.api.botName, updates: 'POLLING' },
        link: `https://t.me/${branch.api.botName}`,
      });
    });

    it.each([
      [401, 'TOKEN_RECHAZADO'],
      [403, 'BLOQUEADO'],
      [500, 'RECHAZADO'],
    ])('R9: what Telegram answers with %i is said in words', async (status, result) => {
      branch.wall.advance(CHAT_SPACING_MS);
      branch.api.on(({ method }) => (method === 'getMe' || method === 'sendMessage' ? { status } : undefined));
      expect(await tried(PHONE)).toBe(result);
      branch.api.calm();
    });

    it('R14: what is no phone is refused', async () => {
      const { status, body } = await admin.send('POST', TEST, { telefono: '912345678' });
      expect([status, Object.keys(body.campos)]).toEqual([400, ['telefono']]);
    });
  });

  it('R9: a server without a way to Telegram says so', async () => {
    const branch = await openTelegramBranch({ telegram: { apiRoot: 'http://127.0.0.1:9', callLimitMs: 5_000 } });
    const admin = await signIn(branch.test.url, 'admin');
    expect((await admin.send('POST', TEST, {})).body).toMatchObject({ result: 'SIN_CONEXION', severity: 'CRITICAL' });
    const { body } = await admin.send('GET', '/api/admin/telegram');
    expect(body).toMatchObject({ status: 'DOWN', mensaje: expect.stringContaining('no llega') });
    await branch.close();
  });
});
