import { PASSWORD, startApp, type TestApp } from '../support/app.js';
import { client, type Answer } from '../support/client.js';

describe('one refresh cookie, used by many at once', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.close());

  it('CONTRACT: one of them has the session, and loses it to the theft that this must be', async () => {
    for (let round = 0; round < 5; round++) {
      const body = { email: 'supervisor@banco.com', password: PASSWORD };
      const login = await client(test.url).send('POST', '/api/auth/login', body);
      const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const refresh = (): Promise<Answer> => client(test.url).send('POST', '/api/auth/refresh', undefined, { cookie });
      const answers = await Promise.all(Array.from({ length: 8 }, refresh));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(401)]);
      const winner = answers.find(({ status }) => status === 200);
      const last = winner?.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      expect((await client(test.url).send('POST', '/api/auth/refresh', undefined, { cookie: last })).status).toBe(401);
      expect((await client(test.url, winner?.body.accessToken).send('GET', '/api/auth/me')).status).toBe(401);
    }
  });
});
