import { readFileSync } from 'node:fs';

// Without suffix: as in config.ts, which Node's own resolver loads in the tests' set-up.
import { ConfigError } from './config-error';

export type Env = Record<string, string | undefined>;

/** What may stand in a file instead of in the environment, where every child and every crash report can read it. */
export const SECRETS = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_URL',
  'JWT_SECRET',
  'PII_KEY',
  'PII_KEY_PREVIOUS',
  'AUDIT_SIGNING_KEY',
  'TELEGRAM_BOT_TOKEN',
  'ALERT_WEBHOOK_SECRET',
  'METRICS_TOKEN',
  'ADMIN_PASSWORD',
  'DEMO_PASSWORD',
];

/**
 * `env` with the content of the file that each `<SECRET>_FILE` names as that secret, without the newline at its end. Whoever
 * starts something calls it once, and everything behind them reads what it returns. Throws ConfigError, which never shows
 * a content.
 */
export function readEnvironment(env: Env): Env {
  const whole = { ...env };
  for (const secret of SECRETS) {
    const variable = `${secret}_FILE`;
    const file = env[variable];
    if (!file) continue;
    if (env[secret]) throw new ConfigError(variable, `is given, and ${secret} too: one of them`);
    whole[secret] = contentOf(file, variable);
  }
  return whole;
}

function contentOf(file: string, variable: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      variable,
      `names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? ''})`,
    );
  }
  const content = text.replace(/\r?\n$/, '');
  if (!content.trim()) throw new ConfigError(variable, 'names a file that is empty');
  return content;
}
