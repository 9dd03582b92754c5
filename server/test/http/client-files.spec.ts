import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { startApp, type TestApp } from '../support/app.js';

const WORKSPACE = resolve(__dirname, '../../..');
const firstIn = (folder: string): string =>
  readdirSync(resolve(WORKSPACE, folder)).find((name) => !/\.(br|gz)$/.test(name))!;

describe('the files of the web clients', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.close());

  const get = (path: string): Promise<Response> => fetch(test.url + path, { redirect: 'manual' });

  it('CONTRACT: a client without the slash is sent to the one with it', async () => {
    for (const client of ['/kiosk', '/display', '/console']) {
      const { status, headers } = await get(client);
      expect([status, headers.get('location')]).toEqual([301, `${client}/`]);
    }
  });

  it('CONTRACT: a built file is kept for good, a word of the voice asked for again', async () => {
    const asset = `/display/assets/${firstIn('display/dist/assets')}`;
    const word = `/display/voice/es/${firstIn('display/dist/voice/es')}`;
    for (const [path, kept] of [
      [asset, 'public, max-age=31536000, immutable'],
      [word, 'no-cache'],
    ] as const) {
      const { status, headers } = await get(path);
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, kept]);
    }
  });

  it.each([
    '/display/voice/es/nada.mp3',
    '/display/voice/es',
    '/display/voice/es/',
    '/display/voice/',
    '/display/assets/',
    '/display/assets/nada.js',
    '/display/voice/es/..%2f..%2findex.html',
  ])('CONTRACT: %s is no file: a problem', async (path) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });
});
