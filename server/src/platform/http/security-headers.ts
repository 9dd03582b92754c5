import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ownHosts } from './own-hosts.js';

const HSTS = 'max-age=31536000'; // not includeSubDomains: the bank's other hosts are not ours to decide about

/** Nothing of ours uses what a browser can do beyond showing, sounding and staying awake. */
const PERMISSIONS = [
  'autoplay=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'],
].map((one) => (one.includes('=') ? one : `${one}=()`));

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
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const tls = publicUrl?.startsWith('https:') ?? false;
  fastify.addHook('onSend', async (request, reply) => {
    if (tls || request.protocol === 'https') void reply.header('strict-transport-security', HSTS);
    void reply.header('permissions-policy', PERMISSIONS.join(', '));
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) {
      void reply.header('cache-control', 'no-store');
    }
    adaptPolicy(request, reply, publicUrl);
  });
}

function adaptPolicy(request: FastifyRequest, reply: FastifyReply, publicUrl: string | null): void {
  const policy = reply.getHeader('content-security-policy');
  if (typeof policy !== 'string') return;
  // Not every browser takes 'self' for the sockets of the same host.
  const sockets = ownHosts(request.host, publicUrl).flatMap((host) => [`ws://${host}`, `wss://${host}`]);
  let adapted = policy.replace("connect-src 'self'", ["connect-src 'self'", ...sockets].join(' '));
  // The OpenAPI page is not ours and styles itself inline.
  if (/^\/api\/docs([/?]|$)/.test(request.url)) {
    adapted = adapted.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
  }
  void reply.header('content-security-policy', adapted);
}
