import { NoticeSender } from '../../src/alerts/index.js';
import { signIn, type TestClient } from '../support/client.js';
import { row, rows } from '../support/rows.js';
import { openTelegramBranch, type Person, type TelegramBranch } from '../support/telegram.js';

const MINUTE = 60_000;

describe('supervisors are told of alerts on Telegram', () => {
  let branch: TelegramBranch;
  let supervisor: TestClient;

  beforeEach(async () => {
    branch = await openTelegramBranch();
    supervisor = await signIn(branch.test.url, 'supervisor');
  });
  afterEach(() => branch.close());

  const newCode = async (by = supervisor): Promise<string> => {
    const { status, body } = await by.send('POST', '/api/auth/telegram');
    expect(status).toBe(200);
    expect(body.link).toMatch(new RegExp(`^https://t\\.me/${branch.api.botName}\\?start=s_[\\w-]{32}$`));
    return String(body.link).split('start=')[1] ?? '';
  };
  const press = async (person: Person, code: string): Promise<void> => {
    person.start(code);
    await branch.listen();
  };
  const linked = async (by = supervisor): Promise<Person> => {
    const person = branch.person();
    await press(person, await newCode(by));
    return person;
  };
  const told = (person: Person) => person.inbox.map(({ plain }) => plain);
  const deliver = async (): Promise<void> => {
    branch.wall.advance(2_000);
    await branch.test.turn('alert-notices');
    await branch.test.app.get(NoticeSender).idle();
  };
  const raise = async (): Promise<void> => {
    await branch.issue('CAJA');
    await branch.test.turn('alerts');
    await deliver();
  };

  it('R9: by a link of their own account, which works once', async () => {
    expect((await supervisor.send('GET', '/api/auth/telegram')).body).toEqual({ available: true, linkedAt: null });
    const code = await newCode();
    const person = branch.person();
    const linkedAt = new Date(branch.wall.now()).toISOString(); // the answer waits for its place, and time goes on
    await press(person, code);
    expect(told(person)).toEqual([expect.stringContaining('cuando haya una alerta')]);
    expect((await supervisor.send('GET', '/api/auth/telegram')).body.linkedAt).toBe(linkedAt);
    const thief = branch.person();
    await press(thief, code);
    expect(told(thief)).toEqual([expect.stringContaining('ya se usó o venció')]);
    await raise();
    expect(told(person).at(-1)).toBe(
      '🔴 Sucursal Centro\n1 persona espera y no hay asesores conectados\nConecta al menos un asesor',
    );
    expect(told(thief)).toHaveLength(1);
    const log = await rows(branch.test, "select * from audit_log where event_type = 'TELEGRAM_VINCULADO'");
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ entity_type: 'USER', actor: 'supervisor@banco.com', new_state: { telegram: true } });
    expect(JSON.stringify(log)).not.toContain(String(person.chatId));
  });

  it('R9: a link is good for ten minutes, and a newer one takes its place', async () => {
    const first = await newCode();
    const second = await newCode();
    const person = branch.person();
    await press(person, first);
    branch.wall.advance(10 * MINUTE + 1);
    await press(person, second);
    expect(told(person)).toEqual([expect.stringContaining('venció'), expect.stringContaining('venció')]);
    expect(await rows(branch.test, 'select * from staff_chat')).toEqual([]);
  });

  it('R9: its end too, to who was told of its beginning', async () => {
    const person = await linked();
    await raise();
    const late = await linked(await signIn(branch.test.url, 'admin'));
    await branch.ready('carlos.rodriguez', 1);
    await branch.test.turn('alerts');
    await deliver();
    expect(told(person).at(-1)).toBe('✅ Sucursal Centro\nTerminó: 1 persona espera y no hay asesores conectados');
    expect(told(late)).toHaveLength(1);
  });

  it('CONTRACT: only what is grave, unless the branch wants more', async () => {
    const person = await linked();
    await branch.ready('carlos.rodriguez', 1);
    await branch.issue('EMPRESAS');
    await branch.test.turn('alerts');
    await deliver();
    expect(told(person)).toHaveLength(1);
    const admin = await signIn(branch.test.url, 'admin');
    const alerts = { telegramFrom: 'WARNING' };
    expect((await admin.send('PUT', '/api/admin/branches/CENTRO', { alerts })).status).toBe(200);
    await branch.issue('GERENCIA');
    await branch.test.turn('alerts');
    await deliver();
    expect(told(person).at(-1)).toMatch(/^🟠 Sucursal Centro\nGerencia: 1 en espera/);
  });

  it('R13: nobody who may not see the branch, or is no longer there', async () => {
    const person = await linked();
    await rows(branch.test, "update app_user set active = false where email = 'supervisor@banco.com'");
    await raise();
    expect(told(person)).toHaveLength(1);
    expect(await rows(branch.test, 'select * from alert_notice')).toEqual([]);
  });

  it('R9: who unlinks, or blocks the bot, is written to no more', async () => {
    const person = await linked();
    expect((await supervisor.send('DELETE', '/api/auth/telegram')).status).toBe(204);
    expect((await supervisor.send('GET', '/api/auth/telegram')).body.linkedAt).toBeNull();
    const admin = await signIn(branch.test.url, 'admin');
    await linked(admin);
    branch.api.on(() => ({ status: 403, description: 'Forbidden: bot was blocked by the user' }));
    await raise();
    expect(told(person)).toHaveLength(1);
    expect(await row(branch.test, 'select * from alert_notice')).toMatchObject({ error: 'BLOQUEADO', attempts: 1 });
    expect((await admin.send('GET', '/api/auth/telegram')).body.linkedAt).toBeNull();
    const log = await rows(
      branch.test,
      "select actor from audit_log where event_type = 'TELEGRAM_DESVINCULADO' order by id",
    );
    expect(log.map(({ actor }) => actor)).toEqual(['supervisor@banco.com', 'SISTEMA']);
  });

  it('R9: Telegram down: tried again, and nothing waits for it', async () => {
    const person = await linked();
    branch.api.next({ status: 500 });
    await raise();
    expect(told(person)).toHaveLength(1);
    branch.wall.advance(5_000);
    await deliver();
    expect(told(person)).toHaveLength(2);
    await deliver();
    expect(told(person)).toHaveLength(2);
  });

  it('CONTRACT: an advisor is told of none', async () => {
    const carlos = await signIn(branch.test.url, 'carlos.rodriguez');
    expect((await carlos.send('POST', '/api/auth/telegram')).status).toBe(403);
  });
});
