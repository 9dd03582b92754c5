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

const INSIDE = new BlockList();
INSIDE.addSubnet('10.0.0.0', 8);
INSIDE.addSubnet('100.64.0.0', 10);
INSIDE.addSubnet('172.16.0.0', 12);
INSIDE.addSubnet('192.0.0.0', 24);
INSIDE.addSubnet('192.168.0.0', 16);
INSIDE.addSubnet('198.18.0.0', 15);
INSIDE.addSubnet('64:ff9b::', 96, 'ipv6'); // an IPv4 address in the clothes of an IPv6 one
INSIDE.addSubnet('fc00::', 7, 'ipv6');

/** Whether the server may call this address outside the house; `inside`: this machine and the house's own network too. */
export function isCallable(address: string, inside: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return !NEVER.check(address, family) && (inside || !(HERE.check(address, family) || INSIDE.check(address, family)));
}

/** Whether the server may connect to this address for an ADMIN; `loopback`: to this very machine too (docs/security.md). */
export function isAllowedAddress(address: string, loopback: boolean): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return !NEVER.check(address, family) && (loopback || !HERE.check(address, family));
}
