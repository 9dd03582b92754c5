import { JobRunner } from '../../src/platform/scheduler/job-runner.js';
import { BOT_TEXTS } from '../../src/telegram/bot-texts.js';
import { Bot } from '../../src/telegram/index.js';
import type { TestApp } from '../support/app.js';
import { client } from '../support/client.js';
import { rows } from '../support/rows.js';
import { codeOf, openTelegramBranch, type BotApi, type Person, type TelegramBranch } from '../support/telegram.js';

const SECOND = 1_000;
const { es, en } = BOT_TEXTS;

type Fault = Parameters<BotApi['always']>[0];

let branch: TelegramBranch;
let two: TestApp;

const called = (name: string) => branch.api.calls.filter(({ method }) => method === name);
/** The polls: not the calls that only confirm. */
const polls = () => called('getUpdates').filter(({ payload }) => payload['timeout'] > 0);
const conflicts = () => called('getUpdates').filter(({ outcome }) => outcome === '409');
const textsOf = ({ inbox }: Person) => inbox.map(({ text }) => text);
const faultOf =
  (name: string, fault: Fault) =>
  ({ method }: { method: string }) =>
    method === name && fault ? fault : undefined;
/** One turn of one server; its answers have gone out. Real time moves by a step that no lease runs out in. */
async function hear(server: TestApp): Promise<void> {
  await server.turn('telegram-updates');
  branch.wall.advance(2 * SECOND);
  await server.app.get(Bot).idle();
}
const health = async () => (await client(branch.test.url).send('GET', '/api/health')).body;

describe('polling by two servers', () => {
  let person: Person;
  beforeEach(async () => {
    branch = await openTelegramBranch();
    two = await branch.another();
    person = branch.person();
  });
  afterEach(async () => {
    await two.close();
    await branch.close();
  });

  const handledBy = (server: TestApp) => jest.spyOn(server.app.get(Bot), 'handle');
  /** A server that asks and is not answered yet: nothing was said. */
  async function waiting(server: TestApp): Promise<{ turn: Promise<void> }> {
    const before = polls().length;
    const turn = hear(server);
    await branch.api.until(() => polls()[before]?.outcome === 'pending');
    return { turn };
  }
  /** As if the process that has it had died a while ago. */
  const leaseRunsOut = () =>
    rows(two, "update job_lease set until = until - interval '1 hour' where name = 'telegram-updates'");

  it('R9: one of them asks, always the same one', async () => {
    const handled = [handledBy(branch.test), handledBy(two)];
    for (let i = 0; i < 10; i++) {
      person.say('/ayuda');
      await Promise.all([hear(branch.test), hear(two)]);
    }
    expect(handled.map((spy) => spy.mock.calls.length).sort((a, b) => a - b)).toEqual([0, 10]);
    expect(textsOf(person)).toEqual(Array(10).fill(es.help));
    expect(conflicts()).toEqual([]);
  });

  it('R9: while one waits for something to be said, the other does not ask', async () => {
    const { turn } = await waiting(branch.test);
    for (let i = 0; i < 3; i++) await hear(two);
    expect(polls()).toHaveLength(1);
    person.say('/ayuda');
    await turn;
    expect(textsOf(person)).toEqual([es.help]);
    expect(conflicts()).toEqual([]);
  });

  it('R9: what was heard is confirmed at once: whoever comes next does not hear it again', async () => {
    for (const text of ['/ayuda', '/estado']) person.say(text);
    await hear(branch.test);
    expect(branch.api.pending()).toEqual([]);
  });

  it('R9: one that died is replaced when its lease has run out; nothing is lost or handled twice', async () => {
    const ticket = await branch.issue();
    person.start(codeOf(ticket));
    await hear(branch.test);
    person.say('/ayuda');
    await hear(two);
    expect(person.inbox).toHaveLength(1); // the lease is not theirs yet
    await leaseRunsOut();
    await hear(two);
    person.say('/cancelar');
    await hear(branch.test); // it was only slow: the lease is gone
    await hear(two);
    expect(textsOf(person)).toEqual([es.linked(ticket['numero']), es.help, es.askCancel(ticket['numero'])]);
    expect(conflicts()).toEqual([]);
  });

  it('R9: one that stops hands over at once, in the middle of a question too', async () => {
    person.say('/ayuda');
    await hear(branch.test);
    const { turn } = await waiting(branch.test);
    await branch.test.app.get(JobRunner).stop();
    await turn;
    person.say('/estado');
    await hear(two);
    expect(textsOf(person)).toEqual([es.help, es.noTicket]);
    expect(conflicts()).toEqual([]);
  });

  it('R9: one that is stopped while it answers handles what it has heard, and the next one nothing of it again', async () => {
    const { handle } = branch.test.app.get(Bot);
    let stopped: Promise<void> | undefined;
    handledBy(branch.test).mockImplementation(function (this: Bot, update) {
      stopped ??= branch.test.app.get(JobRunner).stop();
      return handle.call(this, update);
    });
    const people = [person, branch.person(), branch.person()];
    for (const one of people) one.say('/ayuda');
    await hear(branch.test);
    await stopped;
    person.say('/estado');
    await hear(two);
    expect(people.map(textsOf)).toEqual([[es.help, es.noTicket], [es.help], [es.help]]);
  });

  it('R9: where nobody configured the bot’s name, each server asks for it', async () => {
    await two.close();
    await branch.close();
    branch = await openTelegramBranch({ telegram: { name: null } });
    two = await branch.another();
    const { codigoReferencia } = await branch.issue();
    const linkAt = async (server: TestApp) =>
      (await client(server.url).send('GET', `/api/tickets/${codigoReferencia}`)).body.telegramLink;
    const takeBack = branch.api.on(faultOf('getMe', 'reset'));
    await branch.test.turn('telegram-probe');
    expect(await linkAt(branch.test)).toBeNull();
    takeBack();
    await branch.test.turn('telegram-probe');
    expect([await linkAt(branch.test), await linkAt(two)]).toEqual([
      `https://t.me/${branch.api.botName}?start=${codigoReferencia.replaceAll('-', '')}`,
      null,
    ]);
    await two.turn('telegram-probe');
    expect(await linkAt(two)).toBe(await linkAt(branch.test));
  });
});

describe('polling', () => {
  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  /** At which seconds there was a poll, while the server looks once a second. */
  async function pollsDuring(seconds: number): Promise<number[]> {
    const start = branch.wall.now();
    const before = polls().length;
    for (let i = 0; i <= seconds; i++) {
      await branch.test.turn('telegram-updates');
      branch.wall.advance(SECOND);
    }
    return polls()
      .slice(before)
      .map(({ at }) => (at - start) / SECOND);
  }

  it.each<[Fault, string]>([
    [{ status: 500 }, 'ERROR_DE_TELEGRAM'],
    ['html-502', 'ERROR_DE_TELEGRAM'],
    ['reset', 'SIN_CONEXION'],
    ['malformed', 'RESPUESTA_ILEGIBLE'],
    [{ status: 401 }, 'NO_AUTORIZADO'],
    [{ status: 409 }, 'CONFLICTO'],
  ])('R9: %p: it backs off, health says %s and since when, and it recovers', async (fault, word) => {
    const since = new Date(branch.wall.now()).toISOString();
    const takeBack = branch.api.on(faultOf('getUpdates', fault));
    const person = branch.person();
    person.say('/ayuda');
    expect(await pollsDuring(121)).toEqual([0, 1, 3, 7, 15, 31, 61, 91, 121]);
    const now = await health();
    expect([now.status, now.components.telegram]).toEqual(['UP', { status: 'DOWN', detail: `${word} desde ${since}` }]);
    expect(now.components.schedulers).toEqual({ status: 'UP' });

    takeBack();
    expect(await pollsDuring(28)).toEqual([]);
    await branch.listen();
    expect(textsOf(person)).toEqual([es.help]);
    expect((await health()).components.telegram).toEqual({ status: 'UP' });
    person.say('/ayuda');
    branch.api.on(faultOf('getUpdates', fault));
    expect(await pollsDuring(3)).toEqual([0, 1, 3]); // from the beginning
  });

  it('R9: 429: not before Telegram says, and it is not down', async () => {
    const takeBack = branch.api.on(faultOf('getUpdates', { status: 429, retryAfter: 17 }));
    expect(await pollsDuring(40)).toEqual([0, 17, 34]);
    expect((await health()).components.telegram).toEqual({ status: 'UP' });
    takeBack();
  });

  it('R9: a webhook of before is taken away, however often that fails', async () => {
    const url = 'http://127.0.0.1:9/somewhere-else';
    await fetch(`${branch.api.root}/bot${branch.api.token}/setWebhook?url=${encodeURIComponent(url)}`);
    const takeBack = branch.api.on(faultOf('deleteWebhook', { status: 500 }));
    await branch.test.turn('telegram-updates');
    expect(conflicts()).toHaveLength(1);
    takeBack();
    branch.wall.advance(SECOND);
    const person = branch.person();
    person.say('/ayuda');
    await branch.listen();
    expect(textsOf(person)).toEqual([es.help]);
    expect(conflicts()).toHaveLength(1);
  });

  it('R9: the menu of commands is set in both languages, once; failing there stops nothing', async () => {
    const person = branch.person();
    branch.api.on(({ payload }) => (payload['language_code'] === 'es' ? { status: 400 } : undefined));
    for (let i = 0; i < 3; i++) {
      person.say('/ayuda');
      await branch.listen();
    }
    expect(textsOf(person)).toEqual(Array(3).fill(es.help));
    const told = called('setMyCommands').map(({ payload }) => [payload['language_code'], payload['commands']]);
    const menu = (texts: typeof es) =>
      (['estado', 'cancelar', 'ayuda'] as const).map((command) => ({ command, description: texts.commands[command] }));
    expect(told).toEqual([
      [undefined, menu(en)],
      ['es', menu(es)],
    ]);
  });

  it('R9: a server that has nothing to tell Telegram asks how it is, once a minute', async () => {
    await branch.test.turn('telegram-probe');
    branch.api.on(faultOf('getMe', 'reset'));
    for (let i = 0; i < 3; i++) {
      branch.wall.advance(19 * SECOND);
      await branch.test.turn('telegram-probe');
    }
    expect([called('getMe').length, (await health()).components.telegram]).toEqual([1, { status: 'UP' }]);
    branch.wall.advance(3 * SECOND);
    await branch.test.turn('telegram-probe');
    expect((await health()).components.telegram).toMatchObject({ status: 'DOWN' });
  });
});
