import { startBotApi } from './bot-api.mjs';
import type { BotApi } from './types.mjs';

/** What the tests of the Bot API server share: one bot for each test, and a caller that says what it heard. */

export interface Reply {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers field by field
  body: any;
}

export const CHAT = 101;

/** The one of this test. */
export let api: BotApi;
let started: BotApi[] = [];

/** In place of the one that the test began with. */
export async function start(options: Parameters<typeof startBotApi>[0] = {}): Promise<void> {
  api = await startBotApi(options);
  started.push(api);
}

beforeEach(() => start());
afterEach(async () => {
  for (const one of started) await one.close();
  started = [];
});

export async function call(
  method: string,
  payload: object = {},
  init: RequestInit = {},
  token = api.token,
): Promise<Reply> {
  const response = await fetch(`${api.root}/bot${token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
    ...init,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export const send = (payload: object = {}, init?: RequestInit): Promise<Reply> =>
  call('sendMessage', { chat_id: CHAT, text: 'Hola', ...payload }, init);

export const customer = (chatId = CHAT) =>
  api.person({ chatId, firstName: `Cliente ${chatId}`, phone: '+56900000001', started: true });

export const describedAs = ({ status, body }: Reply) => [status, body.error_code, body.ok, body.description];
