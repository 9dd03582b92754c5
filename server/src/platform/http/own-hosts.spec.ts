import type { IncomingMessage } from 'node:http';

import { trustOf, type TrustProxy } from './client-address.js';
import { isOwnOrigin, ownHosts } from './own-hosts.js';

const PUBLIC_URL = 'https://turnos.banco.com';

describe('a socket’s origin', () => {
  const own = (
    headers: Record<string, string>,
    { publicUrl = null as string | null, trust = false as TrustProxy } = {},
  ) =>
    isOwnOrigin(
      { headers, socket: { remoteAddress: '10.0.0.2' } } as unknown as IncomingMessage,
      trustOf(trust),
      publicUrl,
    );

  it.each([
    [{ host: 'turnos:3000' }, true],
    [{ host: 'turnos:3000', origin: 'http://turnos:3000' }, true],
    [{ host: 'Turnos:3000', origin: 'http://turnos:3000' }, true],
    [{ host: 'turnos', origin: 'https://turnos' }, true],
    [{ host: 'turnos:443', origin: 'https://turnos' }, true],
    [{ host: '[::1]:3000', origin: 'http://[::1]:3000' }, true],
    [{ host: 'turnos:3000', origin: 'http://turnos:3001' }, false],
    [{ host: 'turnos', origin: 'https://turnos.evil.com' }, false],
    [{ host: 'turnos', origin: 'null' }, false],
    [{ host: 'turnos', origin: '' }, false],
    [{ host: 'turnos', origin: 'file://turnos' }, false],
    [{ host: 'turnos', origin: 'chrome-extension://turnos' }, false],
    [{ origin: 'https://turnos' } as Record<string, string>, false],
  ])('CONTRACT: %j: %p', (headers, expected) => expect(own(headers as Record<string, string>)).toBe(expected));

  it('CONTRACT: behind a proxy: PUBLIC_URL, or the host it says, where it is believed', () => {
    const headers = { host: 'app:3000', origin: PUBLIC_URL };
    expect(own(headers)).toBe(false);
    expect(own(headers, { publicUrl: PUBLIC_URL })).toBe(true);
    const forwarded = { ...headers, 'x-forwarded-host': 'turnos.banco.com' };
    expect(own(forwarded)).toBe(false);
    expect(own(forwarded, { trust: true })).toBe(true);
  });

  it('CONTRACT: a host that is none gets into no header of ours', () => {
    expect(ownHosts('a; script-src *', null)).toEqual([]);
    expect(ownHosts('a b', PUBLIC_URL)).toEqual(['turnos.banco.com']);
    expect(ownHosts('', null)).toEqual([]);
  });
});
