import { setTimeout as pause } from 'node:timers/promises';

import { LivedTime } from '../lived-time.js';
import { startBotApi } from './bot-api.mjs';
import { api, call, CHAT, customer, send, start } from './test-bot.js';
import type { Fault } from './types.mjs';

describe('faults', () => {
  const broken = async (init?: RequestInit) => {
    const response = await fetch(`${api.root}/bot${api.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: CHAT, text: 'Hola' }),
      ...init,
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  /** Who gives up some time after the call has arrived: on a busy machine it needs longer than that for its way. */
  const impatient = async () => {
    const patience = new AbortController();
    const before = api.calls.length;
    const answer = broken({ signal: patience.signal });
    void api
      .until(() => api.calls.length > before)
      .then(() => pause(50))
      .then(() => patience.abort(new Error('timeout')));
    return answer;
  };
  const traces = () => [api.sent.length, api.sent.map(({ answered }) => answered), api.calls.at(-1)?.outcome];

  it.each([
    [{ status: 400 }, 'Bad Request: chat not found'],
    [{ status: 401 }, 'Unauthorized'],
    [{ status: 403 }, 'Forbidden: bot was blocked by the user'],
    [{ status: 500 }, 'Internal Server Error'],
    [{ status: 403, description: 'Forbidden: user is deactivated' }, 'Forbidden: user is deactivated'],
    [{ status: 429, retryAfter: 7 }, 'Too Many Requests: retry after 7'],
  ])('%j', async (fault, description) => {
    customer();
    api.next(fault);
    const { status, body } = await send();
    expect([status, body.error_code, body.description]).toEqual([fault.status, fault.status, description]);
    expect(body.parameters).toEqual('retryAfter' in fault ? { retry_after: 7 } : undefined);
    expect(traces()).toEqual([0, [], String(fault.status)]);
    expect((await send()).status).toBe(200);
  });

  it('html-502', async () => {
    customer();
    api.next('html-502');
    expect(await broken()).toMatchObject({ status: 502, type: 'text/html', text: expect.stringMatching(/^<html>/) });
    expect(traces()).toEqual([0, [], 'html-502']);
  });

  it.each([
    ['reset', 0],
    ['delivered-then-reset', 1],
  ] as const)('%s', async (fault, delivered) => {
    const { inbox } = customer();
    api.next(fault);
    await expect(broken()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(inbox).toHaveLength(delivered);
    expect(traces()).toEqual([delivered, delivered ? [false] : [], fault]);
    expect((await send()).status).toBe(200);
  });

  it.each([
    ['silent', 0],
    ['delivered-silent', 1],
  ] as const)('%s', async (fault, delivered) => {
    const { inbox } = customer();
    api.next(fault);
    await expect(impatient()).rejects.toThrow('timeout');
    expect(inbox).toHaveLength(delivered);
    expect(traces()).toEqual([delivered, delivered ? [false] : [], fault]);
  });

  it('slow', async () => {
    customer();
    api.next({ slowMs: 40 }, { slowMs: 10_000 });
    const startedAt = performance.now();
    expect((await send()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(35); // a timer may be a millisecond early
    expect(traces()).toEqual([1, [true], 'ok']);
    await expect(impatient()).rejects.toThrow('timeout');
    await api.until(() => api.calls[1]?.outcome === 'gone');
    expect(traces()).toEqual([2, [true, false], 'gone']);
  });

  it('malformed and empty', async () => {
    customer();
    api.next('malformed', 'empty');
    const { status, text } = await broken();
    expect(status).toBe(200);
    expect(() => JSON.parse(text)).toThrow();
    expect(await broken()).toMatchObject({ status: 200, text: '' });
    expect(traces()).toEqual([2, [false, false], 'empty']);
  });

  it('half', async () => {
    customer();
    api.next('half');
    await expect(broken()).rejects.toThrow();
    expect(traces()).toEqual([1, [false], 'half']);
  });

  it('strike in order: next, on, always', async () => {
    customer();
    api.always({ status: 500 });
    const off = api.on(({ chatId, method }) => (method === 'getMe' || chatId === 102 ? { status: 401 } : undefined));
    customer(102);
    api.next('ok');
    expect((await send({ chat_id: 102 })).status).toBe(200);
    expect((await send({ chat_id: 102 })).status).toBe(401);
    expect((await call('getMe')).status).toBe(401);
    expect((await send()).status).toBe(500);
    off();
    expect((await call('getMe')).status).toBe(200);
    expect((await send({ chat_id: 102 })).status).toBe(500);
    api.always(null);
    api.on({ status: 403 });
    expect((await send()).status).toBe(403);
    api.calm();
    expect((await send()).status).toBe(200);
  });

  it('strike a share of the calls, the same for the same seed', async () => {
    const mixture: Fault[] = [{ status: 500 }, { status: 429 }];
    const outcomes = async (seed: number) => {
      await start();
      api.share({ rate: 0.25, seed, mixture });
      for (const chat of [1, 2, 3, 4]) {
        customer(chat);
        for (let i = 0; i < 25; i++) await send({ chat_id: chat });
      }
      return api.calls.map(({ outcome }) => outcome);
    };
    const first = await outcomes(1);
    expect(await outcomes(1)).toEqual(first);
    expect(await outcomes(2)).not.toEqual(first);
    const failed = first.filter((outcome) => outcome !== 'ok');
    expect(failed.length / first.length).toBeGreaterThan(0.15);
    expect(failed.length / first.length).toBeLessThan(0.35);
    expect([...new Set(failed)].sort()).toEqual(['429', '500']);
    api.share(null);
    expect((await send({ chat_id: 1 })).status).toBe(200);
  });
});

describe('hooks', () => {
  it('hold a call before it is done, and before its sender is told', async () => {
    const { inbox } = customer();
    const seen: [string, number, string][] = [];
    const take = [
      api.before(({ outcome }) => seen.push(['before', inbox.length, outcome])),
      api.afterDelivered((_, { messageId, answered }) => {
        expect([messageId, answered]).toEqual([1, false]);
        seen.push(['after', inbox.length, api.calls[0]!.outcome]);
      }),
    ];
    await send();
    take.forEach((back) => back());
    await send();
    expect(seen).toEqual([
      ['before', 0, 'pending'],
      ['after', 1, 'pending'],
    ]);
  });

  it('can end the sender: delivered, and nobody told', async () => {
    customer();
    const sender = new AbortController();
    api.afterDelivered(async (_call, _sent, gone) => {
      sender.abort();
      await gone;
    });
    await expect(send({}, { signal: sender.signal })).rejects.toThrow('aborted');
    await api.until(() => api.calls[0]?.outcome === 'gone');
    expect(api.sent).toMatchObject([{ delivered: true, answered: false }]);
  });

  it('that throw are not lost', async () => {
    const own = await startBotApi();
    own.before(() => {
      throw new Error('the hook');
    });
    const response = await fetch(`${own.root}/bot${own.token}/getMe`);
    expect(response.status).toBe(500);
    await expect(own.close()).rejects.toThrow('the hook');
  });
});

test('close ends what is still open', async () => {
  customer();
  api.always('silent');
  const calls = Promise.allSettled([call('getUpdates', { timeout: 50 }), send()]);
  await api.until(() => api.calls.length === 2);
  const time = new LivedTime();
  await api.close();
  expect(time.end()).toBeLessThan(10_000); // and does not wait for the 50 s of the one
  expect((await calls).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
