import { createServer, request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { BOT_TEXTS } from '../../src/telegram/bot-texts.js';
import type { TestApp } from '../support/app.js';
import { openBranch } from '../support/branch.js';
import { client } from '../support/client.js';
import { rows } from '../support/rows.js';
import { codeOf, openTelegramBranch, type Person, type TelegramBranch } from '../support/telegram.js';

const PATH = '/api/telegram/webhook';
const { es } = BOT_TEXTS;

/** What stands before the servers of a bank: each request goes to the next of them, when `mayGo`. */
async function openRelay() {
  const targets: string[] = [];
  const answered: { target: string; status: number }[] = [];
  const relay = { targets, answered, mayGo: async (): Promise<void> => {} };
  const forward = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const target = targets[answered.length % targets.length] ?? '';
    const { method, headers, url } = incoming;
    const request = requestHttp(target + url, { method, headers, agent: false }, (answer) => {
      answered.push({ target, status: answer.statusCode ?? 0 });
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(request);
  };
  const server = createServer((incoming, outgoing) => void relay.mayGo().then(() => forward(incoming, outgoing)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((closed) => server.close(closed));
  return Object.assign(relay, { url: `http://127.0.0.1:${port}`, close });
}

describe('a webhook before two servers', () => {
  let branch: TelegramBranch;
  let two: TestApp;
  let relay: Awaited<ReturnType<typeof openRelay>>;
  let secret: string;
  beforeEach(async () => {
    relay = await openRelay();
    branch = await openTelegramBranch({ telegram: { webhookUrl: relay.url + PATH } });
    two = await branch.another();
    relay.targets.push(branch.test.url, two.url);
    for (const server of [branch.test, two, branch.test]) await server.turn('telegram-updates');
    secret = called('setWebhook')[0]?.payload['secret_token'];
  });
  afterEach(async () => {
    await two.close();
    await branch.close();
    await relay.close();
  });

  /** The next thing that the bot says, however long it waits before. */
  async function hears(person: Person): Promise<string> {
    let over = false;
    const message = person.nextMessage().finally(() => (over = true));
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      branch.wall.advance(20);
    }
    return (await message).text;
  }
  const called = (name: string) => branch.api.calls.filter(({ method }) => method === name);
  /** As Telegram, or somebody who would like to be. */
  async function post(body: unknown, given?: string, url = branch.test.url, type = 'application/json') {
    const header: Record<string, string> = given === undefined ? {} : { 'x-telegram-bot-api-secret-token': given };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await fetch(url + PATH, { method: 'POST', headers: { 'content-type': type, ...header }, body: text }))
      .status;
  }
  const said = (person: Person, text: string) => ({
    update_id: 7,
    message: { message_id: 1, from: { id: person.chatId }, chat: person.chat(), text },
  });

  it('R9: it is set once, with a secret, and nobody polls', async () => {
    expect(called('setWebhook').map(({ payload }) => payload)).toEqual([
      { url: relay.url + PATH, secret_token: secret, allowed_updates: ['message', 'callback_query'] },
    ]);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(called('getUpdates')).toEqual([]);
    expect(called('setMyCommands')).toHaveLength(2);
  });

  it('R9: what people say reaches the bot through either server, once', async () => {
    const ticket = await branch.issue();
    const person = branch.person();
    person.start(codeOf(ticket));
    expect(await hears(person)).toBe(es.linked(ticket['numero']));
    for (let i = 0; i < 3; i++) {
      person.say('/ayuda');
      expect(await hears(person)).toBe(es.help);
    }
    await branch.api.until(() => relay.answered.length === 4 && branch.api.pending().length === 0);
    expect(relay.answered).toEqual(
      [branch.test, two, branch.test, two].map(({ url }) => ({ target: url, status: 200 })),
    );
    expect(person.inbox).toHaveLength(4);
  });

  it('R9: what could not be handled comes again, and is answered once', async () => {
    const person = branch.person('+56900000001');
    await rows(branch.test, 'alter table telegram_link rename to telegram_link_away');
    // Those behind the third wait for the table: at its third try a server would leave the update out.
    let back = (): void => {};
    const isBack = new Promise<void>((done) => (back = done));
    relay.mayGo = async () => {
      if (relay.answered.length >= 3) await isBack;
    };
    person.shareContact();
    while (relay.answered.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await rows(branch.test, 'alter table telegram_link_away rename to telegram_link');
    back();
    await branch.api.until(() => branch.api.pending().length === 0);
    expect(await hears(person)).toBe(es.numberKept);
    const statuses = relay.answered.map(({ status }) => status);
    expect([...new Set(statuses.slice(0, -1)), statuses.at(-1)]).toEqual([500, 200]);
    expect(person.inbox).toHaveLength(1);
  });

  it('R9: only who knows the secret is let in', async () => {
    const ticket = await branch.issue();
    const start = said(branch.person(), `/start ${codeOf(ticket)}`);
    const wrong = [undefined, '', 'x', 'x'.repeat(64), secret.slice(1), `${secret}0`, secret.toUpperCase()];
    for (const url of [branch.test.url, two.url]) {
      for (const given of wrong) expect([given, await post(start, given, url)]).toEqual([given, 401]);
    }
    expect((await rows(branch.test, 'select * from ticket where telegram_chat_id is not null')).length).toBe(0);
    expect(await post(start, secret, two.url)).toBe(200);
    expect((await rows(branch.test, 'select * from ticket where telegram_chat_id is not null')).length).toBe(1);
  });

  it('R9: a long update is accepted; what is none is a 4xx', async () => {
    const person = branch.person();
    person.started = true;
    expect(await post(said(person, 'x'.repeat(100_000)), secret)).toBe(200);
    expect(await hears(person)).toBe(es.help);
    for (const [body, status] of [
      ['{"update_id":', 400],
      ['', 400],
      ['[]', 400],
      ['null', 400],
      ['7', 400],
      [{}, 400],
      [said(person, 'x'.repeat(2_000_000)), 413],
    ] as const) {
      expect([JSON.stringify(body).slice(0, 20), await post(body, secret)]).toEqual([
        JSON.stringify(body).slice(0, 20),
        status,
      ]);
    }
    expect(await post(said(person, 'x'), secret, branch.test.url, 'text/plain')).toBe(415);
    expect(person.inbox).toHaveLength(1);
  });
});

describe('without a webhook', () => {
  it('R9: there is no webhook while it polls, nor where Telegram is off', async () => {
    const servers = [await openTelegramBranch(), await openBranch()] as const;
    for (const { test } of servers) {
      const answer = await client(test.url).send('POST', PATH, { update_id: 1 });
      expect([answer.status, answer.body.error]).toEqual([404, 'RECURSO_NO_ENCONTRADO']);
    }
    await servers[0].close();
    await servers[1].test.close();
  });
});
