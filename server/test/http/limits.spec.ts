import { randomUUID } from 'node:crypto';

import { ManualClock } from '../../src/platform/clock.js';
import { startApp, PASSWORD, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice, signIn, type Answer } from '../support/client.js';
import { row } from '../support/rows.js';

/** `times` answers, one after another: the order decides which is the first too many. */
async function inARow(times: number, send: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < times; i++) answers.push(await send());
  return answers;
}

const statuses = (answers: Answer[]): Record<number, number> => {
  const counted: Record<number, number> = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};

/**
 * The limits as they are in a bank (RATE_LIMIT_FACTOR 1): each rule has a counter of its own. The minute that they count in stands
 * still: a busy machine may need more than one for 121 requests, and none of them would be too many.
 */
describe('limits', () => {
  let test: TestApp;

  beforeAll(async () => {
    // Addresses by X-Forwarded-For, so that one test can call from two.
    const wallClock = new ManualClock(Date.now());
    test = await startApp({ config: { rateLimitFactor: 1, trustProxy: true }, wallClock });
  });
  afterAll(() => test.close());

  const expectRefused = ({ status, body, headers }: Answer): void => {
    expect([status, body.error]).toEqual([429, 'DEMASIADAS_SOLICITUDES']);
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(body.retryAfter).toBe(seconds);
  };

  it('CONTRACT: sign-in 5 a minute for each account and address, right password or not', async () => {
    const from = (address: string, who: object, password = 'mal') =>
      client(test.url).send('POST', '/api/auth/login', { ...who, password }, { 'x-forwarded-for': address });
    const maria = { email: 'maria.gonzalez@banco.com' };
    // The account is the same however its name is written.
    const ways = [maria, { username: 'maria.gonzalez' }, { email: ' Maria.Gonzalez@BANCO.com' }, maria, maria];
    for (const who of ways) expect((await from('10.0.0.1', who)).status).toBe(401);
    expectRefused(await from('10.0.0.1', maria));
    expectRefused(await from('10.0.0.1', { username: 'MARIA.gonzalez' }, PASSWORD));
    // Neither their owner elsewhere nor anybody else here is kept out.
    expect((await from('10.0.0.2', maria, PASSWORD)).status).toBe(200);
    expect((await from('10.0.0.1', { email: 'luis.perez@banco.com' }, PASSWORD)).status).toBe(200);
  });

  it('CONTRACT: issue 60 a minute for each kiosk, even when two have one name', async () => {
    const kiosk = await pairDevice(test.url, 'KIOSK');
    const namesake = await pairDevice(test.url, 'KIOSK');
    const issue = (by: typeof kiosk) => () =>
      by.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    const answers = await inARow(61, issue(kiosk));
    expect(statuses(answers)).toEqual({ 201: 60, 429: 1 });
    expectRefused(answers.at(-1)!);
    expect((await row(test, 'select count(*)::int as n from ticket'))['n']).toBe(60);
    expect((await issue(namesake)()).status).toBe(201);
  });

  it('CONTRACT: public reads 120 a minute for each address', async () => {
    const path = `/api/tickets/${randomUUID()}`;
    const from = (address: string) => () =>
      client(test.url).send('GET', path, undefined, { 'x-forwarded-for': address });
    const answers = await inARow(121, from('10.0.1.1'));
    expect(statuses(answers)).toEqual({ 404: 120, 429: 1 });
    expectRefused(answers.at(-1)!);
    expect((await from('10.0.1.2')()).status).toBe(404);
  });

  it('CONTRACT: pairing codes cannot be guessed: 10 a minute for each address', async () => {
    const guess = () =>
      client(test.url).send('POST', '/api/devices/pair', { pairingCode: '000000' }, { 'x-forwarded-for': '10.0.2.1' });
    const answers = await inARow(11, guess);
    expect(statuses(answers)).toEqual({ 400: 10, 429: 1 });
    expectRefused(answers.at(-1)!);
  });

  it('CONTRACT: RATE_LIMIT_FACTOR 0 is no limit at all', async () => {
    const free = await startApp({ database: test.database });
    try {
      const kiosk = await signIn(free.url, 'supervisor');
      const answers = await inARow(130, () => kiosk.send('GET', `/api/tickets/${randomUUID()}`));
      expect(statuses(answers)).toEqual({ 404: 130 });
    } finally {
      await free.close();
    }
  });
});
