import type { IncomingMessage } from 'node:http';

import type { Trust } from './client-address.js';

const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** The names under which a browser reaches us: what it asked for, and PUBLIC_URL. Lower case, with a port that is unusual. */
export function ownHosts(asked: string | undefined, publicUrl: string | null): string[] {
  const hosts = [asked, publicUrl && new URL(publicUrl).host].filter((host): host is string => HOST.test(host ?? ''));
  return [...new Set(hosts.map((host) => host.toLowerCase()))];
}

/** What the browser asked for, by the nearest proxy's word where it is believed. */
export function askedHost({ headers, socket }: IncomingMessage, trust: Trust): string | undefined {
  const forwarded = trust(socket.remoteAddress ?? '', 0) ? headers['x-forwarded-host'] : undefined;
  return (
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim() || headers.host
  );
}

/**
 * Whether a page of ours opened this socket. No CORS protects a WebSocket: any site can open one, and only `Origin` says
 * that it did. Who sends none is no browser, and has no visitor's rights to misuse.
 */
export function isOwnOrigin(request: IncomingMessage, trust: Trust, publicUrl: string | null): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false; // also "null": a sandbox, a file
  const { host, protocol } = new URL(origin);
  if (!/^https?:$/.test(protocol)) return false;
  const withoutUsualPort = (own: string): string => own.replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
  return ownHosts(askedHost(request, trust), publicUrl).map(withoutUsualPort).includes(host);
}
