import { ConfigError } from './config-error';

/** Whom alerts are told outside the house. */
export interface WebhookConfig {
  url: string;
  /** What each call is signed with. */
  secret: string;
  /** This machine and private networks may be called. */
  privateAddresses: boolean;
  /** No call takes longer, ms. */
  callLimitMs: number;
}

const SECRET_LENGTH = 32;
const CALL_LIMIT_MS = 10_000;

/** ALERT_WEBHOOK_URL and its secret: both or neither. Throws ConfigError. */
export function webhookConfig(
  url: string | null,
  secret: string | undefined,
  privateAddresses: boolean,
): WebhookConfig | null {
  if (url === null) {
    if (secret) throw new ConfigError('ALERT_WEBHOOK_URL', 'is required with ALERT_WEBHOOK_SECRET');
    return null;
  }
  if (!secret || secret.length < SECRET_LENGTH) {
    throw new ConfigError('ALERT_WEBHOOK_SECRET', `must have at least ${SECRET_LENGTH} characters`);
  }
  const { username, password } = new URL(url);
  if (username || password) throw new ConfigError('ALERT_WEBHOOK_URL', 'must hold no name and no password');
  return { url, secret, privateAddresses, callLimitMs: CALL_LIMIT_MS };
}
