import { BlockList, isIP } from 'node:net';

/** A plain host name, an IPv4 or an IPv6 address: nothing that could be more than a host. */
export const NETWORK_HOST = /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f]*:[0-9a-f:.]+)$/i;

/** Cloud metadata, neighbours without an address, everybody at once: nothing of the bank's is there. */
const NEVER = new BlockList();
NEVER.addSubnet('0.0.0.0', 8);
NEVER.addSubnet('169.254.0.0', 16);
NEVER.addSubnet('224.0.0.0', 3); // multicast, reserved, broadcast
NEVER.addAddress('::', 'ipv6');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');

const HERE = new BlockList();
HERE.addSubnet('127.0.0.0', 8);
HERE.addAddress('::1', 'ipv6');

/** Whether the server may connect to this address for an ADMIN; `loopback`: to this very machine too (docs/security.md). */
export function isAllowedAddress(address: string, loopback: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return !NEVER.check(address, family) && (loopback || !HERE.check(address, family));
}
