import type { DeviceKind, SignInAnswer } from '@ticketero/contract';

import { PASSWORD } from './app.js';

export interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read answers field by field
  body: any;
  headers: Headers;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One caller: sends its token with each request. */
export interface TestClient {
  token: string;
  send(method: Method, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

/** A spreadsheet's bytes as they are; other files as text; JSON as what it says. */
function contentOf(bytes: Buffer, type: string): unknown {
  if (type.includes('spreadsheetml')) return bytes;
  return type.startsWith('text/') ? bytes.toString() : bytes.length > 0 && JSON.parse(bytes.toString());
}

export function client(url: string, token = ''): TestClient {
  return {
    token,
    async send(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      const answer = contentOf(bytes, response.headers.get('content-type') ?? '');
      return { status: response.status, body: answer || null, headers: response.headers };
    },
  };
}

export async function signIn(url: string, user: string, password = PASSWORD): Promise<TestClient> {
  const answer = await client(url).send('POST', '/api/auth/login', { email: `${user}@banco.com`, password });
  if (answer.status !== 200) throw new Error(`sign-in of ${user}: ${answer.status}`);
  return client(url, (answer.body as SignInAnswer).accessToken);
}

/** A new device of the demo branch, registered by the admin and paired. */
export async function pairDevice(url: string, kind: DeviceKind, branchOffice = 'CENTRO'): Promise<TestClient> {
  const admin = await signIn(url, 'admin');
  const made = await admin.send('POST', '/api/admin/devices', { kind, name: `${kind} de prueba`, branchOffice });
  const paired = await client(url).send('POST', '/api/devices/pair', { pairingCode: made.body.pairingCode });
  return client(url, paired.body.deviceToken);
}

let people = 0;
/** A national id that nobody had before in this file. */
export const newPerson = (): string => String(10_000_000 + ++people) + '-K';
