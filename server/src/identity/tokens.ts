import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

import { CONFIG, type Config } from '../platform/config.js';

/** Seconds an access token is good for. */
export const ACCESS_SECONDS = 15 * 60;
/** A refresh token lives for a long working day. */
export const REFRESH_MS = 12 * 3_600_000;
export const PAIRING_MS = 10 * 60_000;

const DEVICE_PREFIX = 'dev_';

export interface AccessClaims {
  userId: number;
  family: string;
}

/** Makes and checks every kind of token. Opaque ones are stored as a hash only. */
@Injectable()
export class Tokens {
  private readonly jwt: JwtService;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'jwtKey'>) {
    this.jwt = new JwtService({
      secret: config.jwtKey,
      signOptions: { algorithm: 'HS256', expiresIn: ACCESS_SECONDS, issuer: 'ticketero' },
      verifyOptions: { algorithms: ['HS256'], issuer: 'ticketero' },
    });
  }

  signAccess({ userId, family }: AccessClaims): string {
    return this.jwt.sign({ sub: String(userId), sid: family });
  }

  /** Null for anything but a valid, unexpired access token of ours. */
  readAccess(token: string): AccessClaims | null {
    try {
      const claims = this.jwt.verify<{ sub: string; sid: string }>(token);
      return { userId: Number(claims.sub), family: claims.sid };
    } catch {
      return null;
    }
  }

  isDeviceToken(token: string): boolean {
    return token.startsWith(DEVICE_PREFIX);
  }

  newDeviceToken(): string {
    return DEVICE_PREFIX + randomBytes(32).toString('base64url');
  }

  /** The demo's devices have one token that every browser can ask for: a second tab must not revoke the first. */
  demoDeviceToken(deviceId: number): string {
    const mac = createHmac('sha256', this.config.jwtKey).update(`demo device ${deviceId}`).digest('base64url');
    return DEVICE_PREFIX + mac;
  }

  newRefreshToken(): string {
    return randomBytes(32).toString('base64url');
  }

  newPairingCode(): string {
    return String(randomInt(1_000_000)).padStart(6, '0');
  }

  /** How an opaque token is stored. It has 256 random bits: a plain hash is enough. */
  hash(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }

  /** How a pairing code is stored. It has few digits: without the key its hash must tell nothing. */
  hashCode(code: string): Buffer {
    return createHmac('sha256', this.config.jwtKey).update(`pairing ${code}`).digest();
  }

  /** How a name that somebody typed is kept: it may be a password, and it has few bits. */
  hashName(name: string): Buffer {
    return createHmac('sha256', this.config.jwtKey).update(`name ${name}`).digest();
  }
}
