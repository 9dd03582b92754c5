import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from './config.js';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals national ids and phones (R13): AES-256-GCM at rest, and a keyed hash beside it for R3 and look-ups. */
@Injectable()
export class Pii {
  private readonly sealKey: Buffer;
  private readonly hashKey: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'piiKey'>) {
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', config.piiKey, '', `ticketero ${purpose}`, 32));
    this.sealKey = derive('seal');
    this.hashKey = derive('hash');
  }

  seal(text: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), sealed]);
  }

  /** Throws when the key is another or the bytes were changed. */
  open(sealed: Buffer): string {
    const iv = sealed.subarray(1, 1 + IV_BYTES);
    const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  }

  /** The same text always has the same hash; without the key it cannot be guessed from the hash. */
  hash(text: string): Buffer {
    return createHmac('sha256', this.hashKey).update(text).digest();
  }
}
