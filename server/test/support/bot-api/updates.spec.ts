import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { quietPort } from '../../../../tools/lib/free-ports.mjs';
import { api, call, CHAT, customer, describedAs, send, start, type Reply } from './test-bot.js';
import type { Update } from './types.mjs';

describe('a customer', () => {
  const poll = async (payload: object = {}): Promise<Update[]> => (await call('getUpdates', payload)).body.result;

  it('starts, writes, and shares a contact', async () => {
    const person = api.person({ chatId: CHAT, firstName: 'Cliente 1', languageCode: 'en', phone: '+56900000001' });
    person.start('tk_AbC-123');
    person.say('/estado');
    person.say('gracias');
    person.shareContact();
    person.shareContact({ phone: '+56900000002', userId: 102 });
    person.shareContact({ phone: '+56900000003', userId: null });
    const messages = (await poll()).map(({ message }) => message);
    expect(messages[0]).toMatchObject({
      message_id: 1,
      from: { id: CHAT, is_bot: false, first_name: 'Cliente 1', language_code: 'en' },
      chat: { id: CHAT, type: 'private' },
      text: '/start tk_AbC-123',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    });
    expect(messages[1].entities).toEqual([{ type: 'bot_command', offset: 0, length: 7 }]);
    expect(messages[2].entities).toBeUndefined();
    expect(messages.slice(3).map(({ contact }) => contact)).toEqual([
      { phone_number: '+56900000001', first_name: 'Cliente 1', user_id: CHAT },
      { phone_number: '+56900000002', first_name: 'Contacto', user_id: 102 },
      { phone_number: '+56900000003', first_name: 'Contacto' },
    ]);
    expect(() => api.person({ chatId: 102 }).shareContact()).toThrow('no phone');
  });

  it('presses buttons, and sees what comes of it', async () => {
    const person = customer();
    const inline = { inline_keyboard: [[{ text: 'Cancelar', callback_data: 'no:1' }], [{ text: 'Ver', url: 'a.cl' }]] };
    await send({ reply_markup: { keyboard: [['Estado', { text: 'Compartir', request_contact: true }]] } });
    await send({ text: '¿Seguro?', reply_markup: inline });
    person.press('Estado');
    person.press('Compartir');
    person.press('no:1');
    person.press('Cancelar');
    expect(() => person.press('Otro')).toThrow('no button "Otro", but: no:1, Ver, Estado, Compartir');
    expect(() => person.press('Ver')).toThrow('leads to a.cl');
    const [said, shared, pressed, again] = await poll();
    expect(said?.['message'].text).toBe('Estado');
    expect(shared?.['message'].contact.user_id).toBe(CHAT);
    const query = pressed?.['callback_query'];
    expect(query).toMatchObject({ from: { id: CHAT }, data: 'no:1', message: { message_id: 2, text: '¿Seguro?' } });
    expect(again?.['callback_query'].id).not.toBe(query.id);

    const answer = { callback_query_id: query.id, text: 'Listo', show_alert: true };
    expect((await call('answerCallbackQuery', answer)).body).toEqual({ ok: true, result: true });
    expect((await call('answerCallbackQuery', answer)).body.description).toMatch('query is too old');
    expect(person.toasts).toEqual([{ text: 'Listo', showAlert: true }]);

    const change = { chat_id: CHAT, message_id: 2, text: '<i>Cancelado</i>', parse_mode: 'HTML' };
    expect((await call('editMessageText', change)).body.result).toMatchObject({ message_id: 2, text: 'Cancelado' });
    expect(person.inbox[1]).toMatchObject({ plain: 'Cancelado', replyMarkup: null, editedAt: expect.any(Number) });
    expect(api.sent[1]?.text).toBe('¿Seguro?');
    expect((await call('editMessageText', change)).body.description).toMatch('message is not modified');
    const markup = { chat_id: CHAT, message_id: 2, reply_markup: inline };
    expect((await call('editMessageReplyMarkup', markup)).body.result.reply_markup).toEqual(inline);
    expect((await call('editMessageReplyMarkup', { ...markup, message_id: 9 })).body.description).toBe(
      'Bad Request: message to edit not found',
    );
  });

  it('blocks the bot, and lets it in again', async () => {
    const person = customer();
    person.block();
    person.block();
    person.start();
    const [out, back, message] = await poll();
    expect(out?.['my_chat_member'].new_chat_member.status).toBe('kicked');
    expect(back?.['my_chat_member'].new_chat_member.status).toBe('member');
    expect(message?.['message'].text).toBe('/start');
  });
});

describe('getUpdates', () => {
  const poll = (payload: object = {}, init?: RequestInit) => call('getUpdates', payload, init);
  const ids = ({ body }: Reply) => body.result.map(({ update_id }: Update) => update_id);
  const waiting = () =>
    api.until(() => api.calls.some(({ method, outcome }) => method === 'getUpdates' && outcome === 'pending'));

  it('gives again what is not confirmed, and forgets what is', async () => {
    const person = customer();
    for (const text of ['uno', 'dos', 'tres']) person.say(text);
    expect(ids(await poll())).toEqual([1, 2, 3]);
    expect(ids(await poll({ limit: 2 }))).toEqual([1, 2]);
    expect(ids(await poll({ offset: 3 }))).toEqual([3]);
    expect(ids(await poll())).toEqual([3]);
    person.say('cuatro');
    expect(ids(await poll({ offset: -1 }))).toEqual([4]);
    expect(ids(await poll({ offset: 5 }))).toEqual([]);
    expect(api.pending()).toEqual([]);
  });

  it('waits for an update', async () => {
    const person = customer();
    const answer = poll({ timeout: 10 });
    await waiting();
    person.say('Hola');
    expect(ids(await answer)).toEqual([1]);
  });

  it('waits no longer than it was told', async () => {
    expect((await poll({ timeout: 0.05 })).body).toEqual({ ok: true, result: [] });
  });

  it('ends when there is a second one', async () => {
    const person = customer();
    const first = poll({ timeout: 10 });
    await waiting();
    const second = poll({ timeout: 10 });
    const why = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
    expect(describedAs(await first)).toEqual([409, 409, false, why]);
    person.say('Hola');
    expect(ids(await second)).toEqual([1]);
  });

  it('is forgotten when its caller leaves', async () => {
    const leaving = new AbortController();
    const left = poll({ timeout: 10 }, { signal: leaving.signal });
    await waiting();
    leaving.abort();
    await expect(left).rejects.toThrow();
    await api.until(() => api.calls[0]?.outcome === 'gone');
    customer().say('Hola');
    expect(ids(await poll({ timeout: 10 }))).toEqual([1]);
  });

  it('brings the kinds that the bot wants', async () => {
    const person = customer();
    await poll({ allowed_updates: ['callback_query'] });
    person.say('Hola');
    api.update({ callback_query: { id: '1' } });
    expect(ids(await poll())).toEqual([2]);
    await poll({ offset: 3, allowed_updates: [] });
    person.say('Hola');
    api.update({ chat_member: {} }); // must be asked for by name
    expect(ids(await poll())).toEqual([3]);
  });

  it('ends when a webhook is set, and comes back without it', async () => {
    const answer = poll({ timeout: 10 });
    await waiting();
    await call('setWebhook', { url: 'http://127.0.0.1:9/' });
    expect((await answer).body.description).toBe('Conflict: terminated by setWebhook request');
    const refused = await poll();
    expect([refused.status, refused.body.description]).toEqual([
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ]);
    customer().say('Hola');
    await call('deleteWebhook');
    expect(ids(await poll())).toEqual([1]);
  });
});

describe('setWebhook', () => {
  let bot: Server;
  let url: string;
  let heard: { update: Update; headers: IncomingHttpHeaders }[];
  let statuses: number[];
  let reply: object | undefined;

  beforeEach(async () => {
    [heard, statuses, reply] = [[], [], undefined];
    bot = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      request.on('end', () => {
        heard.push({ update: JSON.parse(text), headers: request.headers });
        response.statusCode = statuses.shift() ?? 200;
        response.end(reply && JSON.stringify(reply));
      });
    });
    // One that stops and comes back: no outgoing connection may stand there meanwhile.
    await once(bot.listen(await quietPort(), '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/telegram`;
  });
  afterEach(() => new Promise((closed) => bot.close(closed)));

  const set = (more: object = {}) => call('setWebhook', { url, secret_token: 'secreto_de_prueba', ...more });
  const info = async () => (await call('getWebhookInfo')).body.result;
  const allHeard = () => api.until(() => api.pending().length === 0);

  it('posts what waited and what comes, with the secret', async () => {
    const person = customer();
    person.say('antes');
    expect((await set()).body).toEqual({ ok: true, result: true });
    await allHeard();
    person.say('después');
    await allHeard();
    expect(heard.map(({ update }) => update['message'].text)).toEqual(['antes', 'después']);
    expect(heard[0]?.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 'secreto_de_prueba',
      'content-type': 'application/json',
    });
    expect(await info()).toMatchObject({ url, pending_update_count: 0, has_custom_certificate: false });
  });

  it('posts again what failed, before the rest', async () => {
    await start({ redeliverMs: 10 });
    statuses = [500, 403];
    const person = customer();
    person.say('uno');
    person.say('dos');
    await set();
    await allHeard();
    expect(heard.map(({ update }) => update.update_id)).toEqual([1, 1, 1, 2]);
    expect(await info()).toMatchObject({ last_error_message: 'Wrong response from the webhook: 403' });
  });

  it('goes on when the bot comes back', async () => {
    await start({ redeliverMs: 10 });
    const port = Number(new URL(url).port);
    await new Promise((closed) => bot.close(closed));
    customer().say('Hola');
    await set();
    expect(await info()).toMatchObject({ pending_update_count: 1 });
    bot.listen(port, '127.0.0.1');
    await allHeard();
    expect(heard).toHaveLength(1);
  });

  it('takes a method out of the answer', async () => {
    const person = customer();
    reply = { method: 'sendMessage', chat_id: CHAT, text: 'Hola' };
    person.say('Hola');
    await set();
    await person.nextMessage(({ text }) => text === 'Hola');
    expect(api.sent[0]).toMatchObject({ connectionId: 0, answered: false });
  });

  it('is checked, and can be taken back', async () => {
    expect((await set({ url: 'nowhere' })).body.description).toBe('Bad Request: invalid webhook URL specified');
    expect((await set({ secret_token: 'a b' })).body.description).toMatch('unallowed characters');
    expect((await set({ secret_token: 'a'.repeat(257) })).body.description).toMatch('too long');
    customer().say('Hola');
    await set({ drop_pending_updates: true });
    await set({ url: '' });
    expect(await info()).toEqual({ url: '', has_custom_certificate: false, pending_update_count: 0 });
    expect(heard).toEqual([]);
  });
});
