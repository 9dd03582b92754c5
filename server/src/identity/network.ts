import { isIPv6 } from 'node:net';

/**
 * Whose address it is: IPv4 as it is, IPv6 by its first 64 bits, since a single household has all the others.
 * `::ffff:10.0.0.1` is the IPv4 address in it.
 */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  const [address = ''] = ip.split('%');
  if (!isIPv6(address)) return ip;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  // What `::` stands for are zeros; an IPv4 address at the end is two groups, and never among the first four.
  const dotted = address.includes('.') ? 1 : 0;
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length - dotted;
  const whole = [...groups, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
