import { Agent } from 'node:http';

import { parseHtml } from '../support/bot-api/html.mjs';
import { api, call, CHAT, customer, describedAs, send, start } from '../support/bot-api/test-bot.js';
import { sendRaw } from '../support/wire.js';

describe('calls', () => {
  it('go to their bot only', async () => {
    const me = await call('getMe');
    expect(me.body).toMatchObject({ ok: true, result: { id: 1000001, is_bot: true, username: api.botName } });
    expect((await call('GETME')).body).toEqual(me.body);
    expect(describedAs(await call('getMe', {}, {}, '1000001:other'))).toEqual([401, 401, false, 'Unauthorized']);
    expect(describedAs(await call('sendTelepathy'))).toEqual([404, 404, false, 'Not Found']);
    const astray = await fetch(`${api.root}/other`);
    expect([astray.status, await astray.json()]).toEqual([
      404,
      { ok: false, error_code: 404, description: 'Not Found' },
    ]);
    expect(api.calls.map(({ method, outcome }) => [method, outcome])).toEqual([
      ['getMe', 'ok'],
      ['getMe', 'ok'],
      ['getMe', '401'],
      ['sendTelepathy', '404'],
      ['/other', '404'],
    ]);
  });

  it('say what they want as JSON, as a form of either kind, in the query or in some of each', async () => {
    const { inbox } = customer();
    const markup = JSON.stringify({ inline_keyboard: [[{ text: 'Ver', callback_data: 'ver' }]] });
    const url = `${api.root}/bot${api.token}/sendMessage`;
    const parts = new FormData();
    parts.set('text', 'partes');
    for (const [part, value] of [
      ['chat_id', String(CHAT)],
      ['reply_markup', markup],
    ] as const) {
      parts.set(part, value);
    }
    await fetch(`${url}?${new URLSearchParams({ chat_id: String(CHAT), text: 'consulta' })}`);
    await fetch(url, { method: 'POST', body: new URLSearchParams({ chat_id: String(CHAT), text: 'formulario' }) });
    await fetch(url, { method: 'POST', body: parts });
    await call(`sendMessage?chat_id=${CHAT}`, { text: 'ambos' });
    expect(inbox.map(({ text }) => text)).toEqual(['consulta', 'formulario', 'partes', 'ambos']);
    expect(inbox[2]?.replyMarkup.inline_keyboard[0][0].text).toBe('Ver');
    expect((await call('getMe', {}, { body: '{' })).status).toBe(400);
    expect((await call('getMe', {}, { body: '[]' })).status).toBe(400);
  });

  it('are known by their connection', async () => {
    customer();
    const agents = [new Agent({ keepAlive: true, maxSockets: 1 }), new Agent({ keepAlive: true, maxSockets: 1 })];
    const wire = (agent: Agent) => {
      const body = JSON.stringify({ chat_id: CHAT, text: 'Hola' });
      const headers = { 'content-type': 'application/json' };
      return sendRaw(api.root, { method: 'POST', path: `/bot${api.token}/sendMessage`, headers, body }, agent);
    };
    for (const agent of [...agents, ...agents]) await wire(agent);
    agents.forEach((agent) => agent.destroy());
    expect(api.sent.map(({ connectionId }) => connectionId)).toEqual([1, 2, 1, 2]);
  });
});

describe('sendMessage', () => {
  it('arrives, with ids that rise in each chat', async () => {
    const first = customer();
    const second = customer(102);
    first.say('Hola');
    const { body } = await send({ text: '<b>C05</b> &amp; más', parse_mode: 'HTML' });
    expect(body.result).toMatchObject({
      message_id: 2, // after that of the customer
      from: { is_bot: true, username: api.botName },
      chat: { id: CHAT, type: 'private', first_name: 'Cliente 101' },
      text: 'C05 & más',
      entities: [{ type: 'bold', offset: 0, length: 3 }],
    });
    await send({ chat_id: '102' });
    await send();
    expect(api.sent.map(({ chatId, messageId }) => [chatId, messageId])).toEqual([
      [CHAT, 2],
      [102, 1],
      [CHAT, 3],
    ]);
    expect(api.sent[0]).toMatchObject({
      text: '<b>C05</b> &amp; más',
      plain: 'C05 & más',
      parseMode: 'HTML',
      replyMarkup: null,
      delivered: true,
      answered: true,
    });
    expect(second.inbox).toHaveLength(1);
    expect(await first.nextMessage()).toMatchObject({ messageId: 2, plain: 'C05 & más' });
    expect(await first.nextMessage()).toMatchObject({ messageId: 3 });
    await expect(first.nextMessage(undefined, 20)).rejects.toThrow('no message that fits for Cliente 101');
  });

  it('is refused where the bot may not write', async () => {
    const person = api.person({ chatId: CHAT });
    expect(describedAs(await send({ chat_id: 999 }))).toEqual([400, 400, false, 'Bad Request: chat not found']);
    expect(describedAs(await send({ chat_id: '' }))).toEqual([400, 400, false, 'Bad Request: chat_id is empty']);
    const unknown = "Forbidden: bot can't initiate conversation with a user";
    expect(describedAs(await send())).toEqual([403, 403, false, unknown]);
    person.start();
    expect((await send()).status).toBe(200);
    person.block();
    expect(describedAs(await send())).toEqual([403, 403, false, 'Forbidden: bot was blocked by the user']);
    expect((await call('sendChatAction', { chat_id: CHAT, action: 'typing' })).status).toBe(403);
    expect(() => person.say('Hola')).toThrow('blocked');
    person.unblock();
    expect((await send()).status).toBe(200);
    expect((await call('sendChatAction', { chat_id: CHAT, action: 'typing' })).status).toBe(200);
    expect((await call('sendChatAction', { chat_id: CHAT, action: 'sing' })).status).toBe(400);
    expect(api.sent).toHaveLength(2);
    expect(api.calls.map(({ outcome }) => outcome).slice(0, 5)).toEqual(['400', '400', '403', 'ok', '403']);
  });

  it.each([
    ['message text is empty', ''],
    ['text must be non-empty', ' \n'],
    ['message is too long', 'x'.repeat(4097)],
  ])('refuses: %s', async (why, text) => {
    customer();
    expect(describedAs(await send({ text }))).toEqual([400, 400, false, `Bad Request: ${why}`]);
  });

  it('counts the 4,096 without the tags', async () => {
    customer();
    expect((await send({ text: `<b>${'✅'.repeat(4096)}</b>`, parse_mode: 'html' })).status).toBe(200);
  });

  it.each([
    [{ inline_keyboard: [[{ text: 'Ver', callback_data: 'x'.repeat(64) }]] }, undefined],
    [{ inline_keyboard: [[{ text: 'Ver', callback_data: 'ñ'.repeat(33) }]] }, 'BUTTON_DATA_INVALID'],
    [{ inline_keyboard: [[{ text: 'Ver', url: 'https://ticketero.example/t/1' }]] }, undefined],
    [{ inline_keyboard: [[{ text: 'Ver', url: 'http://127.0.0.1:3000/t/1' }]] }, undefined],
    [
      { inline_keyboard: [[{ text: 'Ver', url: 'http://localhost:3000' }]] },
      "inline keyboard button URL 'http://localhost:3000' is invalid: Wrong HTTP URL",
    ],
    [{ inline_keyboard: [[{ text: '', url: 'https://a.example' }]] }, 'inline keyboard button text must be non-empty'],
    [
      { inline_keyboard: [[{ text: 'Ver' }]] },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ],
    [{ inline_keyboard: [{ text: 'Ver' }] }, 'field "inline_keyboard" must be an Array of Arrays'],
    [{ keyboard: [[{ text: 'Compartir', request_contact: true }, 'Cancelar']], resize_keyboard: true }, undefined],
    [{ remove_keyboard: true }, undefined],
    ['{', "can't parse reply keyboard markup JSON object"],
    [[], 'object expected as reply markup'],
  ])('checks the keyboard %j', async (markup, why) => {
    customer();
    const { status, body } = await send({ reply_markup: markup });
    expect([status, body.description]).toEqual(why === undefined ? [200, undefined] : [400, `Bad Request: ${why}`]);
  });
});

describe('parse_mode HTML', () => {
  it('knows the tags and the characters', () => {
    const all = ['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre'].map((tag) => `<${tag}>x</${tag}>`).join('');
    expect(parseHtml(all).entities.map(({ type }) => type)).toEqual(
      ['bold', 'bold', 'italic', 'italic', 'underline', 'strikethrough', 'code', 'pre'], // one for each x
    );
    expect(parseHtml('🔔 <B>¡<i>E02</i>!</B> > &lt;&gt;&amp;&quot;&#39;&#x1F514;')).toEqual({
      plain: '🔔 ¡E02! > <>&"\'🔔',
      entities: [
        { type: 'bold', offset: 3, length: 5 },
        { type: 'italic', offset: 4, length: 3 },
      ],
    });
    expect(parseHtml('<a href="https://a.example/?x=1&amp;y=2">aquí</a><a href="no">no</a><b></b>').entities).toEqual([
      { type: 'text_link', offset: 0, length: 4, url: 'https://a.example/?x=1&y=2' },
    ]);
  });

  it.each([
    ['<b>C05', `Can't find end tag corresponding to start tag "b"`],
    ['C05</b>', 'Unexpected end tag at byte offset 3'],
    ['<b>ñ<i>C05</b></i>', 'Unmatched end tag at byte offset 11, expected "</i>", found "</b>"'],
    ['<h1>C05</h1>', 'Unsupported start tag "h1" at byte offset 0'],
    ['ñ <3', 'Unclosed start tag at byte offset 3'],
    ['1 < 2 > 1', 'Unsupported start tag "" at byte offset 2'],
    ['Pérez & Hijos', 'Unescaped "&" at byte offset 7'],
    ['&nbsp;', 'Unescaped "&" at byte offset 0'],
    ['&#0;', 'Unescaped "&" at byte offset 0'],
    ['<a href=https://a.example>x</a>', 'Unexpected end of name token at byte offset 0'],
  ])('refuses %j', async (text, why) => {
    customer();
    const refused = await send({ text, parse_mode: 'HTML' });
    expect(describedAs(refused)).toEqual([400, 400, false, `Bad Request: can't parse entities: ${why}`]);
    expect((await send({ text })).body.result.text).toBe(text);
  });
});

test('setMyCommands checks and keeps them', async () => {
  const commands = [{ command: 'estado', description: 'Tu turno' }];
  expect((await call('setMyCommands', { commands })).body.result).toBe(true);
  expect(api.commands).toEqual(commands);
  const refused = await call('setMyCommands', { commands: [{ command: 'Estado!', description: 'x' }] });
  expect(refused.body.description).toBe('Bad Request: BOT_COMMAND_INVALID');
  expect((await call('setMyCommands', { commands: 'x' })).status).toBe(400);
});

describe('flood control', () => {
  let time = 1_000_000;
  const now = () => time;

  it('is off, and yet the busiest second is known', async () => {
    await start({ now });
    customer();
    customer(102);
    for (const [at, chat_id] of [
      [0, CHAT],
      [400, CHAT],
      [800, 102],
      [999, CHAT],
      [1_000, CHAT],
      [2_500, 102],
    ]) {
      time = 1_000_000 + at!;
      expect((await send({ chat_id })).status).toBe(200);
    }
    expect(api.peaks()).toEqual({ overall: 4, perChat: 3 });
    expect(api.sent.at(-1)?.at).toBe(1_002_500);
  });

  it('answers 429 with the time to wait', async () => {
    await start({ now, limits: { perSecond: 3, perChatPerSecond: 1 } });
    [CHAT, 102, 103, 104].forEach(customer);
    expect((await send()).status).toBe(200);
    const refused = await send();
    expect(refused.body).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await send({ chat_id: 102 })).status).toBe(200);
    expect((await send({ chat_id: 103 })).status).toBe(200);
    expect((await send({ chat_id: 104 })).status).toBe(429);
    time += 1_000;
    expect((await send()).status).toBe(200);
    expect(api.peaks()).toEqual({ overall: 3, perChat: 1 });
  });

  it('allows a burst, and the rate over its time', async () => {
    await start({ now, limits: { perChatPerSecond: 0.5, perChatBurst: 2 } });
    customer();
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    time += 1_500;
    expect((await send()).body.parameters.retry_after).toBe(3);
    time += 2_500;
    expect((await send()).status).toBe(200);
  });
});
