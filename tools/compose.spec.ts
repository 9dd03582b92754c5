import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

const ROOT = resolve(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Service {
  image: string;
  build?: unknown;
  user?: string;
  init?: boolean;
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  privileged?: boolean;
  security_opt?: string[];
  tmpfs?: string[];
  volumes?: string[];
  ports?: string[];
  networks: string[];
  profiles?: string[];
  secrets?: string[];
  environment?: Record<string, string | null>;
  healthcheck?: { test?: string[]; disable?: boolean };
  depends_on?: Record<string, { condition: string }>;
  command?: string[];
  entrypoint?: string[];
  restart: string;
  logging?: { driver: string; options: Record<string, string> };
  stop_grace_period?: string;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  secrets: Record<string, { file: string }>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const service = (name: string): Service => compose.services[name] as Service;
/** Those for which it does not hold. */
const butFor = (holds: (service: Service) => unknown): string[] =>
  services.filter(([, one]) => !holds(one)).map(([name]) => name);
/** What stands in place of `${NAME:-this}`. */
const usually = (text: string): string => text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
/** Ours: its Dockerfile says who it is and how one sees that it is well. */
const isOurs = ({ build }: Service): boolean => build !== undefined;

/** What the linter says of a file; `rules`: how much of each counts. Whether it fits the Compose Specification always does. */
function faultsOf(text: string, rules: Record<string, 0 | 1 | 2> = {}): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ticketero-compose-'));
  try {
    writeFileSync(join(folder, 'docker-compose.yml'), text);
    const linter = new DCLinter({ rules, quiet: false, debug: false, exclude: [] });
    const [result] = linter.lintFiles([join(folder, 'docker-compose.yml')], false);
    const messages = (result?.messages ?? []) as { rule: string; message: string }[];
    return messages.map(({ rule, message }) => `${rule}: ${message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In which order things stand is up to us; that nginx is for everybody is what it is for. */
const RULES = {
  'services-alphabetical-order': 0,
  'service-keys-order': 0,
  'service-dependencies-alphabetical-order': 0,
  'service-ports-alphabetical-order': 0,
  'top-level-properties-order': 0,
  'no-unbound-port-interfaces': 0,
} as const;

describe('docker-compose.yml', () => {
  it('fits the Compose Specification, and neither the linter has anything to say nor docker compose, where there is one', () => {
    expect(faultsOf(read('docker-compose.yml'), RULES)).toEqual([]);
    const env = { ...process.env, PUBLIC_URL: 'https://localhost' };
    const run = (...args: string[]) => spawnSync('docker', ['compose', ...args], { cwd: ROOT, env, encoding: 'utf8' });
    if (run('version').status === 0) expect(run('--profile', 'monitoring', 'config', '--quiet').stderr).toBe('');
  });

  it('a file that does not fit is found', () => {
    const wrong = read('docker-compose.yml').replace('read_only: true', 'read_only: [true]');
    expect(faultsOf(wrong, RULES)).toEqual([expect.stringMatching(/^invalid-schema: /)]);
  });

  it('has the whole installation, and monitoring on demand', () => {
    const always = services.filter(([, { profiles }]) => profiles === undefined).map(([name]) => name);
    expect(always.sort()).toEqual(['database', 'migrate', 'nginx', 'redis', 'server-1', 'server-2']);
    const monitoring = services.filter(([, { profiles }]) => profiles?.includes('monitoring')).map(([name]) => name);
    expect(monitoring.sort()).toEqual(['grafana', 'prometheus']);
    expect(service('server-2')).toEqual(service('server-1'));
    expect(service('database').image).toMatch(/^postgres:16\./);
  });

  it('every image has a version, or is made here', () => {
    expect(butFor((one) => isOurs(one) || /^[\w/.-]+:v?\d+\.\d+\.\d+|^postgres:\d+\.\d+/.test(one.image))).toEqual([]);
    expect(services.filter(([, one]) => isOurs(one)).map(([name]) => name)).toEqual([
      'migrate',
      'server-1',
      'server-2',
    ]);
  });

  it('nobody is root, may do what root may, or writes to its own system', () => {
    expect(butFor((one) => isOurs(one) || (one.user ?? 'root') !== 'root')).toEqual([]);
    expect(read('deploy/Dockerfile')).toMatch(/^USER node$/m);
    expect(butFor(({ read_only }) => read_only === true)).toEqual([]);
    expect(
      butFor(({ cap_drop, cap_add, privileged }) => String(cap_drop) === 'ALL' && !cap_add && !privileged),
    ).toEqual([]);
    expect(butFor(({ security_opt }) => String(security_opt) === 'no-new-privileges:true')).toEqual([]);
    expect(butFor(({ tmpfs }) => tmpfs?.includes('/tmp'))).toEqual([]);
  });

  it('everybody says whether they are well, but for who ends; logs have a limit; who serves comes back', () => {
    expect(butFor((one) => one.healthcheck?.test ?? (isOurs(one) && one.healthcheck === undefined))).toEqual([
      'migrate',
    ]);
    expect(service('migrate').healthcheck).toEqual({ disable: true });
    expect(read('deploy/Dockerfile')).toMatch(/^HEALTHCHECK /m);
    expect(butFor(({ logging }) => logging?.options['max-size'] && logging.options['max-file'])).toEqual([]);
    expect(butFor(({ restart }) => restart === 'unless-stopped')).toEqual(['migrate']);
  });

  it('only nginx is reached from outside, and Grafana from this machine', () => {
    expect(butFor(({ ports }) => ports === undefined)).toEqual(['nginx', 'grafana']);
    expect(service('nginx').ports?.map(usually)).toEqual(['80:8080', '443:8443']);
    expect(service('grafana').ports?.map(usually)).toEqual(['127.0.0.1:3001:3000']);
    expect(compose.networks['back']).toEqual({ internal: true });
    const inside = services.filter(([, { networks }]) => networks.includes('back')).map(([name]) => name);
    expect(inside.sort()).toEqual(['database', 'migrate', 'redis', 'server-1', 'server-2']);
    for (const name of ['database', 'migrate', 'redis']) expect(service(name).networks).toEqual(['back']);
  });

  it('no secret is a value: each is a file, for those alone who need it', () => {
    const told = services.flatMap(([, { environment }]) => Object.entries(environment ?? {}));
    const named = told.filter(([name]) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE_.*URL|REDIS_URL/.test(name));
    expect(named.length).toBeGreaterThan(10);
    expect(
      named.filter(([name, value]) => !/_FILE$/.test(name) || !/\/run\/secrets\/\w+\}?$/.test(value ?? '')),
    ).toEqual([]);
    for (const [name, { environment, secrets = [], command, entrypoint, healthcheck }] of services) {
      const words = JSON.stringify([environment, command, entrypoint, healthcheck]);
      const used = [...words.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, secret]) => secret as string);
      expect([name, used.filter((secret) => !secrets.includes(secret))]).toEqual([name, []]);
    }
    const holders = (secret: string): string[] =>
      services.filter(([, { secrets }]) => secrets?.includes(secret)).map(([name]) => name);
    expect(holders('database_owner_url')).toEqual(['database', 'migrate']);
    expect(holders('postgres_password')).toEqual(['database']);
    expect(holders('pii_key')).toEqual(['server-1', 'server-2']);
    expect(holders('tls_key')).toEqual(['nginx']);
    const everybodys = services.flatMap(([, { secrets = [] }]) => secrets);
    expect([...new Set(everybodys)].sort()).toEqual(Object.keys(compose.secrets).sort());
  });

  it('what it takes from files is made by make-secrets.sh, or is nothing until .env names it', () => {
    const script = read('deploy/make-secrets.sh');
    for (const [name, { file }] of Object.entries(compose.secrets)) {
      const usual = usually(file);
      if (usual === '/dev/null') expect(file).toBe(`\${${name.toUpperCase()}_FILE:-/dev/null}`);
      else expect([usual, script]).toEqual([`./deploy/secrets/${name}`, expect.stringContaining(name)]);
    }
    expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(['deploy/secrets/', '.env']));
  });

  it('every folder that it mounts is in the repository, and only data are written', () => {
    for (const [, { volumes = [] }] of services) {
      for (const [source = '', , mode] of volumes.map((volume) => usually(volume).split(':'))) {
        if (source.startsWith('./'))
          expect([source, mode, existsSync(join(ROOT, source))]).toEqual([source, 'ro', true]);
        else expect([source, source in compose.volumes]).toEqual([source, true]);
      }
    }
  });

  it('starts in order, and has time to stop', () => {
    const conditions = Object.entries(service('server-1').depends_on ?? {}).map(([name, { condition }]) => [
      name,
      condition,
    ]);
    expect(Object.fromEntries(conditions)).toEqual({
      migrate: 'service_completed_successfully',
      database: 'service_healthy',
      redis: 'service_started',
    });
    expect(Object.keys(service('nginx').depends_on ?? {})).toEqual(['server-1', 'server-2']);
    expect(service('server-1').stop_grace_period).toBe('15s'); // more than STOP_LIMIT_MS in main.ts
    expect(service('server-1').init).toBe(true); // a signal that comes before the server listens to it
  });
});

describe('deploy/', () => {
  it('the Dockerfile is one', () => {
    expect(validate(read('deploy/Dockerfile')).map(({ message }) => message)).toEqual([]);
    expect(validate('FROM scratch\nRUNN true').map(({ message }) => message)).toEqual(['Unknown instruction: RUNN']);
  });

  it('nginx knows each server by its name, anew when it is made anew, and is new enough for that', () => {
    const names = services.map(([name]) => name).filter((name) => name.startsWith('server-'));
    const asked = [...read('deploy/nginx/containers.conf').matchAll(/^ +server ([\w-]+):3000 resolve /gm)];
    expect(asked.map(([, name]) => name)).toEqual(names);
    const [major = 0, minor = 0] = /:(\d+)\.(\d+)/.exec(service('nginx').image)?.slice(1).map(Number) ?? [];
    expect(major * 1_000 + minor).toBeGreaterThanOrEqual(1_028); // `resolve` came with 1.27.3
  });

  it('Prometheus asks every server, with the token that they have', () => {
    const { scrape_configs, rule_files } = parse(read('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { job_name: string; authorization?: unknown; static_configs: { targets: string[] }[] }[];
      rule_files: string[];
    };
    const ticketero = scrape_configs.find(({ job_name }) => job_name === 'ticketero');
    expect(ticketero).toMatchObject({
      authorization: { credentials_file: '/run/secrets/metrics_token' },
      static_configs: [{ targets: ['server-1:3000', 'server-2:3000'] }],
    });
    expect(rule_files).toEqual(['rules/*.yml']);
  });

  it('Grafana finds Prometheus and the dashboards', () => {
    const files = readdirSync(join(ROOT, 'deploy/grafana/provisioning'), { recursive: true, encoding: 'utf8' });
    const [sources, dashboards] = ['datasources/prometheus.yml', 'dashboards/ticketero.yml'].map((file) => {
      expect(files).toContain(file);
      return parse(read(`deploy/grafana/provisioning/${file}`)) as Record<string, Record<string, unknown>[]>;
    });
    expect(sources?.['datasources']?.[0]).toMatchObject({ uid: 'prometheus', url: 'http://prometheus:9090' });
    expect(dashboards?.['providers']?.[0]).toMatchObject({ options: { path: '/etc/ticketero/dashboards' } });
    expect(service('grafana').volumes).toContain('./deploy/grafana:/etc/ticketero:ro');
    expect(service('grafana').environment?.['GF_PATHS_PROVISIONING']).toBe('/etc/ticketero/provisioning');
  });
});
