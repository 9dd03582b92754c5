import { client, type Answer, type TestClient } from './client.js';

export const cookieOf = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';

/** The person in one browser: the answer to the sign-in, the token, the cookie. */
export interface Browser extends TestClient {
  answer: Answer;
  cookie: string;
}

/** Signs in with the whole address. Throws when it is refused. */
export async function browse(url: string, email: string, password: string, headers = {}): Promise<Browser> {
  const answer = await client(url).send('POST', '/api/auth/login', { email, password }, headers);
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status}`);
  return { ...client(url, answer.body.accessToken), answer, cookie: cookieOf(answer) };
}

export const refresh = (url: string, cookie: string, headers = {}): Promise<Answer> =>
  client(url).send('POST', '/api/auth/refresh', undefined, { cookie, ...headers });
