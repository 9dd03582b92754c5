import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Brand } from '@ticketero/contract';
import { Logger } from '@nestjs/common';

import { ManualClock } from '../../src/platform/clock.js';
import { startApp, type TestApp } from '../support/app.js';
import { exchange } from '../support/tcp.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>';
const EMPTY = {
  name: null,
  logo: null,
  logoOnDark: null,
  colours: { brand: null, queues: {} },
  queues: {},
  texts: {},
  display: { theme: 'night', media: [], ticker: [] },
};

describe('the bank’s own look', () => {
  let home: string;
  let folder: string;
  let test: TestApp;
  let warned: string[];
  const wallClock = new ManualClock(Date.now());

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ticketero-brand-'));
    folder = join(home, 'brand');
    writeFileSync(join(home, 'secret.svg'), SVG);
    test = await startApp({ config: { brandDir: folder }, wallClock });
  });
  beforeEach(() => {
    warned = [];
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: unknown) => void warned.push(String(message)));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'lobby'), { recursive: true });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await test.close();
    rmSync(home, { recursive: true, force: true });
  });

  const write = (path: string, content: string | Buffer): void => {
    writeFileSync(join(folder, path), content);
  };
  const operator = (look: unknown): void => write('brand.json', typeof look === 'string' ? look : JSON.stringify(look));
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(test.url + path, { headers });
  /** As of now: the second in which nobody looks has passed. */
  const brand = async (): Promise<Brand> => {
    wallClock.advance(1_001);
    const answer = await get('/brand/brand.json');
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'application/json']);
    return (await answer.json()) as Brand;
  };

  it('nothing there, or no such folder on this server: an empty look, and no warning', async () => {
    const bare = await startApp({ database: test.database });
    try {
      expect(await (await fetch(`${bare.url}/brand/brand.json`)).json()).toMatchObject(EMPTY);
      expect((await fetch(`${bare.url}/brand/logo.svg`)).status).toBe(404);
    } finally {
      await bare.close();
    }
    expect(await brand()).toMatchObject(EMPTY);
    rmSync(folder, { recursive: true });
    expect(await brand()).toMatchObject(EMPTY);
    expect(warned).toEqual([]);
  });

  it('everything that can be set reaches the screens', async () => {
    for (const file of ['logo.svg', 'dark.png', 'lobby/house.webp', 'lobby/film.mp4']) write(file, SVG);
    operator({
      bankName: ' Banco del Valle ',
      logo: 'logo.svg',
      logoOnDark: 'dark.png',
      colours: { brand: '#006B3F', queues: { CAJA: '#004a99', SEGUROS: '#5a2d82' } },
      queues: { CAJA: { name: { es: 'Cajas', en: 'Tellers' }, about: { pt: 'Depósitos' } } },
      texts: { kiosk: { es: { 'queues.title': 'Hola' } }, page: {} },
      display: {
        theme: 'light',
        media: [{ file: 'lobby/house.webp', seconds: 8 }, { file: 'lobby/film.mp4' }],
        ticker: [{ es: 'Bienvenido', en: 'Welcome' }],
      },
    });
    const { version, ...look } = await brand();
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect(look).toEqual({
      name: 'Banco del Valle',
      logo: 'logo.svg',
      logoOnDark: 'dark.png',
      colours: { brand: '#006b3f', queues: { CAJA: '#004a99', SEGUROS: '#5a2d82' } },
      queues: { CAJA: { name: { es: 'Cajas', en: 'Tellers' }, about: { pt: 'Depósitos' } } },
      texts: { kiosk: { es: { 'queues.title': 'Hola' } }, page: {} },
      display: {
        theme: 'light',
        media: [
          { file: 'lobby/house.webp', kind: 'image', seconds: 8 },
          { file: 'lobby/film.mp4', kind: 'video', seconds: 10 },
        ],
        ticker: [{ es: 'Bienvenido', en: 'Welcome' }],
      },
    });
    expect(warned).toEqual([]);
  });

  it('each field that cannot be taken is told by its name, and the others hold', async () => {
    write('logo.svg', SVG);
    write('notes.pdf', 'x');
    operator({
      bankName: 'Banco del Valle',
      slogan: 'x',
      logo: 'notes.pdf',
      logoOnDark: '../secret.svg',
      colours: { brand: '#ffcc00', queues: { CAJA: 'red', caja: '#000000', EMPRESAS: '#000000' } },
      queues: { CAJA: { name: { es: 7, Spanish: 'x' }, tip: 'x' }, GERENCIA: [] },
      texts: { teller: {}, kiosk: { es: { title: '', ok: 'Sí' } } },
      display: { theme: 'pink', media: [{ file: 'gone.png' }, { file: 'logo.svg', seconds: 1 }], ticker: 'x' },
    });
    expect(await brand()).toMatchObject({
      ...EMPTY,
      name: 'Banco del Valle',
      colours: { brand: null, queues: { EMPRESAS: '#000000' } },
      queues: { CAJA: { name: {}, about: {} } },
      texts: { kiosk: { es: { ok: 'Sí' } } },
      display: { theme: 'night', media: [{ file: 'logo.svg', kind: 'image', seconds: 10 }], ticker: [] },
    });
    expect(warned.map((line) => /^brand\.json: (\S+)/.exec(line)?.[1]).sort()).toEqual([
      'colours.brand',
      'colours.queues.CAJA',
      'colours.queues.caja',
      'display.media[0].file',
      'display.media[1].seconds',
      'display.theme',
      'display.ticker',
      'logo',
      'logoOnDark',
      'queues.CAJA.name.Spanish',
      'queues.CAJA.name.es',
      'queues.CAJA.tip',
      'queues.GERENCIA',
      'slogan',
      'texts.kiosk.es.title',
      'texts.teller',
    ]);
    expect(warned.join()).toContain('colours.brand is too light: white text on it has 1.5');
  });

  it.each([
    ['is no JSON', '{"bankName": '],
    ['is no object', '["bankName"]'],
    ['is a text', '"bankName"'],
    ['is too large', JSON.stringify({ bankName: 'x'.repeat(300_000) })],
    ['would be another prototype', '{"__proto__": {"a": 1}, "queues": {"__proto__": {"name": {}}}}'],
  ])('a brand.json that %s is told, and no screen falls', async (_, text) => {
    operator(text);
    expect(await brand()).toMatchObject(EMPTY);
    expect(warned.length).toBeGreaterThan(0);
    await brand();
    expect(new Set(warned).size).toBe(warned.length); // once, and not at every look
  });

  it('a change is seen without a restart, within a second, by another version; nobody is sent the same twice', async () => {
    operator({ bankName: 'Uno' });
    const before = await brand();
    const asked = await get('/brand/brand.json', { 'if-none-match': `"${before.version}"` });
    expect([asked.status, await asked.text(), asked.headers.get('cache-control')]).toEqual([304, '', 'no-cache']);
    operator({ bankName: 'Banco Dos' });
    expect(((await (await get('/brand/brand.json')).json()) as Brand).name).toBe('Uno'); // the same second
    const after = await brand();
    expect([before.name, after.name]).toEqual(['Uno', 'Banco Dos']);
    expect(after.version).not.toBe(before.version);
    write('logo.svg', SVG);
    expect((await brand()).version).not.toBe(after.version);
  });

  it('files: the right type, nosniff, an svg in a sandbox, a video in pieces', async () => {
    const bytes = Buffer.alloc(5_000, 7);
    for (const file of ['a.png', 'a.jpg', 'a.webp', 'lobby/a.mp4', 'a.webm', 'a.svg']) write(file, bytes);
    await brand();
    const types: Record<string, string> = {};
    for (const file of ['a.png', 'a.jpg', 'a.webp', 'lobby/a.mp4', 'a.webm', 'a.svg']) {
      const { status, headers } = await get(`/brand/${file}`);
      expect([file, status, headers.get('x-content-type-options')]).toEqual([file, 200, 'nosniff']);
      expect([file, headers.get('cache-control')]).toEqual([file, 'no-cache']);
      types[file] = headers.get('content-type') ?? '';
    }
    expect(types).toEqual({
      'a.png': 'image/png',
      'a.jpg': 'image/jpeg',
      'a.webp': 'image/webp',
      'lobby/a.mp4': 'video/mp4',
      'a.webm': 'video/webm',
      'a.svg': 'image/svg+xml',
    });
    const policy = (await get('/brand/a.svg')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    const piece = await get('/brand/lobby/a.mp4', { range: 'bytes=100-199' });
    expect([piece.status, piece.headers.get('content-range'), (await piece.arrayBuffer()).byteLength]).toEqual([
      206,
      'bytes 100-199/5000',
      100,
    ]);
  });

  it('nothing else is given: no other type, nothing hidden, no way out of the folder', async () => {
    write('logo.svg', SVG);
    write('notes.txt', 'x');
    write('index.html', 'x');
    write('.hidden.svg', SVG);
    symlinkSync(join(home, 'secret.svg'), join(folder, 'out.svg'));
    symlinkSync(home, join(folder, 'up'));
    symlinkSync('logo.svg', join(folder, 'inside.svg'));
    await brand();
    const status = async (path: string): Promise<number> =>
      (await exchange(test.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).status;
    expect(await status('/brand/logo.svg')).toBe(200);
    expect(await status('/brand/inside.svg')).toBe(200);
    for (const path of [
      '/brand/',
      '/brand',
      '/brand/notes.txt',
      '/brand/index.html',
      '/brand/.hidden.svg',
      '/brand/out.svg',
      '/brand/up/secret.svg',
      '/brand/lobby',
      '/brand/../secret.svg',
      '/brand/..%2fsecret.svg',
      '/brand/%2e%2e/secret.svg',
      '/brand/..%5csecret.svg',
      '/brand/lobby/../../secret.svg',
      '/brand//logo.svg/..%00',
    ]) {
      const answer = await status(path);
      expect([path, answer >= 400 && answer < 500]).toEqual([path, true]);
    }
  });
});
