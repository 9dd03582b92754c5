import type { Config } from '../platform/config.js';
import { fail, warn, type Check, type Finding } from './check.js';

/** Fewer different characters than this are a word, a pattern or a joke. */
const LEAST_CHARACTERS = 10;

type Env = Record<string, string | undefined>;

const weak = (value: string | undefined): boolean => !!value && new Set(value).size < LEAST_CHARACTERS;

/** What a server would start with, and nobody should. */
export function configurationFindings(env: Env, config: Config): Finding[] {
  const { production, publicUrl, seedDemo, clock } = config;
  const secure = publicUrl?.startsWith('https:') ?? false;
  const said: (Finding | false | null)[] = [
    ...['JWT_SECRET', 'PII_KEY'].map(
      (name) => weak(env[name]) && fail(`${name} can be guessed`, `a new one: openssl rand -hex 32${afterwards(name)}`),
    ),
    publicUrl === null &&
      production &&
      warn(
        'PUBLIC_URL is not set',
        'set it to the address that telephones reach: codes and links lead nowhere without it',
      ),
    publicUrl !== null &&
      !secure &&
      production &&
      fail(
        'PUBLIC_URL is not https',
        'let the proxy do TLS (docs/operations.md, Behind a proxy): ids travel in the open',
      ),
    secure &&
      config.trustProxy === false &&
      warn(
        'TRUST_PROXY is off and PUBLIC_URL is https',
        'name the proxy in TRUST_PROXY: everybody counts as one address',
      ),
    seedDemo && production && warn('SEED_DEMO is on', 'SEED_DEMO=false: the start page shows everybody’s password'),
    (clock.speed !== 1 || clock.start !== null) &&
      warn('the clock is simulated', 'unset CLOCK_SPEED and CLOCK_START where people are served'),
    config.rateLimitFactor === 0 && warn('RATE_LIMIT_FACTOR is 0', 'unset it: nothing stops who tries passwords'),
    config.firstAdmin !== null &&
      warn('ADMIN_PASSWORD is still set', 'unset it, and ADMIN_EMAIL: the first ADMIN is there'),
    config.auditKey === null &&
      warn('AUDIT_SIGNING_KEY is not set', 'openssl genpkey -algorithm ed25519: heads of the log are not signed'),
  ];
  return said.filter((one): one is Finding => !!one);
}

const afterwards = (name: string): string =>
  name === 'PII_KEY' ? ', and npm run pii:rotate' : '; everybody signs in again';

export const configuration: Check = {
  name: 'configuration',
  examine({ env, config }) {
    if (typeof config === 'string') {
      const findings = [
        fail(config, 'correct it: the server does not start with it (docs/operations.md, Environment)'),
      ];
      return Promise.resolve({ looked: '', findings });
    }
    const where = config.publicUrl ?? 'no PUBLIC_URL';
    const looked = `${config.production ? 'production' : 'not production'}, ${where}`;
    return Promise.resolve({ looked, findings: configurationFindings(env, config) });
  },
};
