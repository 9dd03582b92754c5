import { randomUUID } from 'node:crypto';

import { startApp, type TestApp } from '../../support/app.js';
import { client } from '../../support/client.js';
import { exchange } from '../../support/tcp.js';

/** Every page of every app, and the one that is not ours. */
const PAGES = ['/', '/kiosk/', '/display/', '/console/', `/t/${randomUUID()}`, '/api/docs'];
const FOREIGN = { origin: 'https://evil.example' };

describe('what every answer says to the browser', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startApp();
  });
  afterAll(() => test.close());

  const get = (path: string, headers: Record<string, string> = {}, at = test): Promise<Response> =>
    fetch(at.url + path, { headers });

  it.each([...PAGES, '/start.js', '/api/health', '/api/nothing', '/api/board', '/api/admin/audit'])(
    'CONTRACT: %s: the same doors on a page, a file, an answer and a refusal',
    async (path) => {
      const { headers, status } = await get(path);
      expect(status).toBeLessThan(500);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('camera=()') as string,
        'content-security-policy': expect.any(String) as string,
      });
      for (const none of ['x-powered-by', 'server', 'strict-transport-security', 'access-control-allow-origin']) {
        expect([none, headers.get(none)]).toEqual([none, null]);
      }
      if (path.startsWith('/api/') && path !== '/api/docs') expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('CONTRACT: a policy without a hole: no inline script, no foreign source, in no frame', async () => {
    const host = new URL(test.url).host;
    const policy = (await get('/kiosk/')).headers.get('content-security-policy') ?? '';
    expect(policy.split(';').sort()).toEqual([
      "base-uri 'none'",
      `connect-src 'self' ws://${host} wss://${host}`,
      "default-src 'self'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
    ]);
    const docs = (await get('/api/docs')).headers.get('content-security-policy') ?? '';
    expect(docs).toContain("script-src 'self';");
    expect(docs).toContain("style-src 'self' 'unsafe-inline'");
    // What the client calls the server does not become a part of the policy.
    const forged = await exchange(test.url, 'GET / HTTP/1.1\r\nHost: a; script-src *\r\nConnection: close\r\n\r\n');
    expect(forged.headers.get('content-security-policy') ?? '').not.toContain('script-src *');
  });

  it.each(PAGES)('CONTRACT: %s needs nothing inline that the policy would block', async (path) => {
    const page = await get(path);
    expect([page.status, page.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/html']);
    const html = (await page.text()).replace(/<!--[^]*?-->/g, '');
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^]*?)<\/script>/gi)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes = '', inside = ''] of scripts) {
      expect(inside.trim()).toBe('');
      const source = /\bsrc=["']([^"']+)["']/.exec(attributes)?.[1] ?? '';
      expect(new URL(source, test.url + path).origin).toBe(test.url);
    }
    expect(html).not.toMatch(/\son[a-z]+\s*=\s*["']/i);
    expect(html).not.toMatch(/javascript:/i);
    const mayStyle = page.headers.get('content-security-policy')?.includes("style-src 'self' 'unsafe-inline'");
    if (!mayStyle) expect(html).not.toMatch(/<style\b|\sstyle\s*=\s*["']/i);
    for (const [, url = ''] of html.matchAll(/\b(?:src|href)=["']([^"'#]+)["']/g)) {
      if (!url.startsWith('data:')) expect(new URL(url, test.url + path).origin).toBe(test.url);
    }
  });

  it('CONTRACT: HSTS behind TLS and only there: by PUBLIC_URL, or by the word of a proxy that is believed', async () => {
    const hsts = async (headers: Record<string, string>, at: TestApp): Promise<string | null> =>
      (await get('/api/health', headers, at)).headers.get('strict-transport-security');
    const forwarded = { 'x-forwarded-proto': 'https' };
    expect(await hsts(forwarded, test)).toBeNull();
    const behind = await startApp({ config: { trustProxy: true }, database: test.database });
    const named = await startApp({ config: { publicUrl: 'https://turnos.banco.com' }, database: test.database });
    try {
      expect(await hsts(forwarded, behind)).toBe('max-age=31536000');
      expect(await hsts({ 'x-forwarded-proto': 'http' }, behind)).toBeNull();
      expect(await hsts({}, behind)).toBeNull();
      expect(await hsts({}, named)).toBe('max-age=31536000');
      const policy = (await get('/', {}, named)).headers.get('content-security-policy');
      expect(policy).toContain('wss://turnos.banco.com');
    } finally {
      await behind.close();
      await named.close();
    }
  });

  it('CONTRACT: CORS is closed: a preflight gets no allow, a foreign page no answer to read', async () => {
    for (const path of ['/api/tickets', '/api/auth/login', '/api/auth/refresh', '/api/health', '/', '/socket.io/']) {
      const asked = {
        ...FOREIGN,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      };
      const preflight = await fetch(test.url + path, { method: 'OPTIONS', headers: asked });
      expect([path, preflight.status >= 400]).toEqual([path, true]);
      for (const answer of [preflight, await get(path, FOREIGN)]) {
        const allows = [...answer.headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect([path, allows]).toEqual([path, []]);
      }
    }
    const login = await client(test.url).send('POST', '/api/auth/login', { email: 'x@y.z', password: 'x' }, FOREIGN);
    expect(login.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('CONTRACT: a form of another site cannot even be read: JSON only', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const headers = { ...FOREIGN, 'content-type': type };
      const answer = await client(test.url).send('POST', '/api/auth/login', '{"email":"x"}', headers);
      expect([type, answer.status]).toEqual([type, 415]);
    }
  });
});
