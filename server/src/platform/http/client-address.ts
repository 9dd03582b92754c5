import { BlockList, isIP, isIPv4 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * Which proxies' X-Forwarded-* is believed (TRUST_PROXY). `true`: one, on this machine or in a private network; a number:
 * so many, whatever their addresses; a list: those addresses and networks.
 */
export type TrustProxy = boolean | number | string[];

/** Whether this address, so many hops away (0: it is connected to us), speaks for others. */
export type Trust = (address: string, hop: number) => boolean;

const PRIVATE = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '::1',
  'fc00::/7',
  'fe80::/10',
];
const HOPS_MAX = 9;

/** TRUST_PROXY as it is written, or null when it is none of these. */
export function readTrustProxy(value: string): TrustProxy | null {
  const word = value.trim().toLowerCase();
  if (['', 'false', 'no', '0'].includes(word)) return false;
  if (['true', 'yes'].includes(word)) return true;
  if (/^\d+$/.test(word)) return Number(word) <= HOPS_MAX ? Number(word) : null;
  const networks = word.split(',').map((one) => one.trim());
  return networks.every(isNetwork) ? networks : null;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export function trustOf(setting: TrustProxy): Trust {
  if (setting === false) return () => false;
  if (typeof setting === 'number') return (_address, hop) => hop < setting;
  const known = new BlockList();
  for (const network of setting === true ? PRIVATE : setting) {
    const [address = '', bits] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    known.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  const isKnown = (address: string): boolean => {
    const plain = unmapped(address);
    return isIP(plain) > 0 && known.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
  };
  return setting === true ? (address, hop) => hop === 0 && isKnown(address) : isKnown;
}

/** What a machine with both families calls an IPv4 address. */
const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * X-Forwarded-For as far as it can be believed: from the right, up to the first entry that is no address. Each proxy
 * writes on the right; what stands further left was sent by the client, who can write anything.
 */
export function tidyForwardedFor(header: string): string {
  const entries: string[] = [];
  for (const entry of header.split(',').reverse()) {
    const address = withoutPort(entry.trim());
    if (isIP(address) === 0) break;
    entries.unshift(address);
  }
  return entries.join(', ');
}

/** Some proxies write the port too: `1.2.3.4:5678`, `[2001:db8::1]:5678`. */
function withoutPort(entry: string): string {
  return /^\[(.+)\](:\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}

/** The first address, from ours outwards, that does not speak for others; Fastify's `request.ip` finds the same. */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>, trust: Trust): string {
  const forwarded = tidyForwardedFor(String(headers['x-forwarded-for'] ?? ''));
  const path = [socket.remoteAddress ?? '', ...forwarded.split(', ').reverse()].filter(Boolean);
  const hop = path.findIndex((address, i) => !trust(address, i));
  return path.at(hop) ?? '';
}

/**
 * Whose counter it is: an IPv4 address, or the /64 of an IPv6 address. One line has 2^64 of those: counted singly, no
 * limit would ever be reached.
 */
export function networkOf(address: string): string {
  const plain = unmapped(address);
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = (plain.split('%')[0] ?? '').split('::');
  const groups = (part: string | undefined): string[] => (part ? part.split(':') : []);
  const [left, right] = [groups(head), groups(tail)];
  // An IPv4 address at the end stands for two groups, which are never among the first four.
  const dotted = plain.includes('.') ? 1 : 0;
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length - dotted) }, () => '0');
  const all = tail === undefined ? left : [...left, ...zeros, ...right];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
