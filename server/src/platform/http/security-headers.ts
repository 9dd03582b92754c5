import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ownHosts } from './own-hosts.js';

const POLICIES_MAX = 100;
const HSTS = 'max-age=31536000'; // not includeSubDomains: the bank's other hosts are not ours to decide about

/** Nothing of ours uses what a browser can do beyond showing, sounding and staying awake. */
const PERMISSIONS = [
  'autoplay=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'],
]
  .map((one) => (one.includes('=') ? one : `${one}=()`))
  .join(', ');

/** What every answer says to the browser (docs/security.md, Doors). */
export async function secureHeaders(app: NestFastifyApplication, publicUrl: string | null): Promise<void> {
  await app.register(helmet as never, {
    strictTransportSecurity: false, // see below
    frameguard: { action: 'deny' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  const adapted = policies(publicUrl);
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const tls = publicUrl?.startsWith('https:') ?? false;
  fastify.addHook('onSend', async (request, reply) => {
    if (tls || request.protocol === 'https') void reply.header('strict-transport-security', HSTS);
    void reply.header('permissions-policy', PERMISSIONS);
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
    adaptPolicy(request, reply, adapted);
  });
}

/** A policy for a host, made once: a host is what somebody writes, so not all of them are kept. */
function policies(publicUrl: string | null): (policy: string, host: string) => string {
  const made = new Map<string, string>();
  return (policy, host) => {
    const asked = `${host} ${policy}`; // not every answer has the same one
    const known = made.get(asked);
    if (known !== undefined) return known;
    // Not every browser takes 'self' for the sockets of the same host.
    const sockets = ownHosts(host, publicUrl).flatMap((own) => [`ws://${own}`, `wss://${own}`]);
    const adapted = policy.replace("connect-src 'self'", ["connect-src 'self'", ...sockets].join(' '));
    if (made.size >= POLICIES_MAX) made.clear();
    made.set(asked, adapted);
    return adapted;
  };
}

function adaptPolicy(request: FastifyRequest, reply: FastifyReply, forHost: ReturnType<typeof policies>): void {
  const policy = reply.getHeader('content-security-policy');
  if (typeof policy !== 'string') return;
  const adapted = forHost(policy, request.host);
  // The OpenAPI page is not ours and styles itself inline.
  const isDocs = request.url.startsWith('/api/docs') && /^\/api\/docs([/?]|$)/.test(request.url);
  void reply.header(
    'content-security-policy',
    isDocs ? adapted.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'") : adapted,
  );
}
