import type { IncomingMessage } from 'node:http';

import {
  clientAddress,
  networkOf,
  readTrustProxy,
  tidyForwardedFor,
  trustOf,
  type TrustProxy,
} from './client-address.js';

describe('who sent it', () => {
  const seen = (setting: TrustProxy, peer: string, forwardedFor?: string): string => {
    const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
    return clientAddress({ socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage, trustOf(setting));
  };

  it.each<[string, TrustProxy | null]>([
    ['', false],
    ['false', false],
    ['no', false],
    ['0', false],
    ['TRUE', true],
    ['yes', true],
    ['1', 1],
    ['2', 2],
    ['10', null],
    ['10.0.0.5', ['10.0.0.5']],
    ['10.0.0.5, 2001:DB8::/32', ['10.0.0.5', '2001:db8::/32']],
    ['10.0.0.0/33', null],
    ['10.0.0/8', null],
    ['::1/129', null],
    ['10.0.0.1/8/8', null],
    ['10.0.0.1,', null],
    ['proxy', null],
    ['-1', null],
  ])('CONTRACT: TRUST_PROXY=%j', (text, setting) => expect(readTrustProxy(text)).toEqual(setting));

  it.each<[TrustProxy, string, string | undefined, string]>([
    [false, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    [true, '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    // What the client wrote stands on the left of what the proxy wrote.
    [true, '10.0.0.2', '1.1.1.1, 2.2.2.2, 198.51.100.1', '198.51.100.1'],
    // A private client behind a private proxy: one hop, and its word about others is not believed.
    [true, '10.0.0.2', '1.1.1.1, 192.168.7.7', '192.168.7.7'],
    [true, '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
    [true, '::1', '2001:db8::7', '2001:db8::7'],
    // Who is connected from outside is no proxy of ours.
    [true, '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    [true, '10.0.0.2', undefined, '10.0.0.2'],
    [true, '10.0.0.2', 'unknown', '10.0.0.2'],
    [true, '10.0.0.2', '198.51.100.1, <script>', '10.0.0.2'],
    [1, '203.0.113.9', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    [2, '203.0.113.9', '1.1.1.1, 198.51.100.1, 203.0.113.8', '198.51.100.1'],
    [2, '203.0.113.9', '198.51.100.1', '198.51.100.1'],
    [['203.0.113.0/24'], '203.0.113.9', '1.1.1.1, 198.51.100.1, 203.0.113.8', '198.51.100.1'],
    [['203.0.113.0/24'], '198.51.100.9', '1.1.1.1', '198.51.100.9'],
    [['2001:db8::/32'], '2001:db8::1', '1.1.1.1', '1.1.1.1'],
  ])('CONTRACT: TRUST_PROXY %j, from %s with %j: %s', (setting, peer, forwarded, client) => {
    expect(seen(setting, peer, forwarded)).toBe(client);
  });

  it('CONTRACT: what proxies write beside the address, and what is none', () => {
    expect(tidyForwardedFor('198.51.100.1:5678')).toBe('198.51.100.1');
    expect(tidyForwardedFor('[2001:db8::1]:443, 10.0.0.1')).toBe('2001:db8::1, 10.0.0.1');
    expect(tidyForwardedFor('1.1.1.1, nonsense, 10.0.0.1')).toBe('10.0.0.1');
    expect(tidyForwardedFor('')).toBe('');
  });

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::5:0:0:0:1', '2001:db8:0:5::/64'],
    ['64:ff9b::10.0.0.1', '64:ff9b:0:0::/64'],
  ])('CONTRACT: limits count %s as %s', (address, network) => expect(networkOf(address)).toBe(network));
});
