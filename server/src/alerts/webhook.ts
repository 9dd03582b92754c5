import { createHmac } from 'node:crypto';
import { lookup, type LookupAddress } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../platform/config.js';
import { isCallable } from '../platform/network-host.js';
import { VERSION } from '../platform/version.js';
import type { WebhookConfig } from '../platform/webhook-config.js';
import { NoticeFailure } from './notice-failure.js';

const FORBIDDEN = 'EFORBIDDEN';

/** What a call is signed with: the secret over the timestamp (seconds), a point, and the body as it is sent. Hexadecimal. */
export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** Calls the bank's receiver. No redirect is followed, and what it answers beside its status is not read. */
@Injectable()
export class Webhook {
  private readonly config: WebhookConfig | null;
  private readonly closing = new AbortController();

  constructor(@Inject(CONFIG) { alertWebhook }: Pick<Config, 'alertWebhook'>) {
    this.config = alertWebhook;
  }

  get isOn(): boolean {
    return this.config !== null;
  }

  /** `id`: of this delivery, the same each time that it is tried. `now`: ms. Throws NoticeFailure. */
  async call(id: string, body: string, now: number): Promise<void> {
    const { config } = this;
    if (!config) throw new NoticeFailure('APAGADO');
    const timestamp = String(Math.floor(now / 1_000));
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': `Ticketero/${VERSION}`,
      'x-ticketero-delivery': id,
      'x-ticketero-timestamp': timestamp,
      'x-ticketero-signature': `v1=${signatureOf(config.secret, timestamp, body)}`,
    };
    const status = await post(config, headers, body, this.closing.signal);
    if (status < 200 || status > 299) throw new NoticeFailure(`HTTP_${status}`);
  }

  /** No call outlives this. */
  close(): void {
    this.closing.abort();
  }
}

async function post(
  config: WebhookConfig,
  headers: Record<string, string>,
  body: string,
  stop: AbortSignal,
): Promise<number> {
  const url = new URL(config.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // The lookup is not asked about an address.
  if (isIP(host) !== 0 && !isCallable(host, config.privateAddresses)) throw new NoticeFailure('DIRECCION_PROHIBIDA');
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const limit = AbortSignal.timeout(config.callLimitMs);
  const options = {
    ...{ method: 'POST', headers, agent: false },
    ...{ signal: AbortSignal.any([limit, stop]), lookup: allowedOnly(config.privateAddresses) },
  };
  return new Promise((answered, failed) => {
    const call = send(url, options, (response) => {
      answered(response.statusCode ?? 0);
      response.on('error', () => {});
      response.destroy();
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === FORBIDDEN) failed(new NoticeFailure('DIRECCION_PROHIBIDA'));
      else failed(new NoticeFailure(error.name === 'AbortError' ? 'SIN_RESPUESTA' : 'SIN_CONEXION'));
    });
    call.end(body);
  });
}

/** Checked where the connection takes its address from: a name that answers otherwise the second time changes nothing. */
const allowedOnly =
  (privateAddresses: boolean): LookupFunction =>
  (host, options, callback) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses: LookupAddress[] = error ? [] : found;
      const allowed = addresses.filter(({ address }) => isCallable(address, privateAddresses));
      const [first] = allowed;
      if (error) callback(error, '', 0);
      else if (!first || allowed.length < addresses.length) {
        callback(Object.assign(new Error('not an address to call'), { code: FORBIDDEN }), '', 0);
      } else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
