import { isCallable } from './network-host.js';

describe('what may be called outside the house', () => {
  const INSIDE = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
  ];
  const NEVER = [
    '169.254.169.254',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    '::ffff:169.254.169.254',
  ];
  const OUTSIDE = ['93.184.216.34', '172.32.0.1', '2606:2800:220:1::1'];

  it('R13: the world, and nothing inside unless that is allowed', () => {
    expect(OUTSIDE.filter((address) => !isCallable(address, false))).toEqual([]);
    expect(INSIDE.filter((address) => isCallable(address, false))).toEqual([]);
    expect([...OUTSIDE, ...INSIDE].filter((address) => !isCallable(address, true))).toEqual([]);
  });

  it('R13: cloud metadata and what is nobody’s address never', () => {
    expect(NEVER.filter((address) => isCallable(address, false) || isCallable(address, true))).toEqual([]);
  });
});
