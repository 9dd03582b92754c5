import { createPrivateKey, createSecretKey } from 'node:crypto';
import type { AddressInfo } from 'node:net';

import type { LoggerService, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hash } from '@node-rs/argon2';
import { DataSource } from 'typeorm';

import { AppModule, ENTITIES } from '../../src/app.module.js';
import { seedDemo } from '../../src/demo/index.js';
import { ManualClock, type Clock } from '../../src/platform/clock.js';
import type { Config } from '../../src/platform/config.js';
import { APPLICATION_ROLE, createDataSource } from '../../src/platform/database/data-source.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { DOORS, type Doors } from '../../src/platform/http/doors.js';
import { JobRunner } from '../../src/platform/scheduler/job-runner.js';
import { Schedules } from '../../src/schedules.js';
import { createDatabase, type Beginning, type TestDatabase } from './database.js';

export const PASSWORD = 'ticketero';
/** A Wednesday, 10:00 in Santiago. */
export const START = Date.parse('2026-11-18T13:00:00Z');

export type JobName =
  | 'positions'
  | 'assignment'
  | 'reservations'
  | 'no-show'
  | 'close-day'
  | 'partitions'
  | 'archiver'
  | 'retention'
  | 'idempotency-keys'
  | 'roll-ups'
  | 'slips'
  | 'alerts'
  | 'alerts-forget'
  | 'hints'
  | 'alert-notices'
  | 'messages'
  | 'telegram-updates'
  | 'telegram-probe';

export interface TestApp {
  url: string;
  app: NestFastifyApplication;
  database: TestDatabase;
  /** The tests' own, with the owner's rights; the server has fewer (R10). */
  dataSource: DataSource;
  clock: ManualClock;
  /** One turn of a job, now. */
  turn(job: JobName): Promise<void>;
  close(): Promise<void>;
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const AUDIT_KEY = createPrivateKey({
  key: Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, 'audit')]),
  ...{ format: 'der', type: 'pkcs8' },
});

/** A test sends what it likes at once, on a machine that is busy with others. */
const PATIENT = { most: 2_000, waitMs: Infinity };
const PATIENT_DOOR = { most: 2_000, slowMs: Infinity };
const PATIENT_DOORS = { reads: PATIENT_DOOR, customers: PATIENT_DOOR, staff: PATIENT_DOOR };

export const testConfig = (overrides: Partial<Config> = {}): Config => ({
  production: false,
  host: '127.0.0.1',
  port: 0,
  databaseUrl: null,
  databaseOwnerUrl: null,
  dataDir: '',
  walArchive: null,
  brandDir: null,
  seedDemo: true,
  demoPassword: PASSWORD,
  firstAdmin: null,
  redisUrl: null,
  jwtKey: createSecretKey(Buffer.alloc(32, 'jwt')),
  piiKey: Buffer.alloc(32, 'pii'),
  piiKeysPrevious: [],
  auditKey: AUDIT_KEY,
  auditYears: 1,
  telegram: null,
  alertWebhook: null,
  drainSeconds: 0,
  metricsToken: null,
  printing: { connectMs: 1_000, wholeMs: 3_000, loopback: true },
  publicUrl: null,
  rateLimitFactor: 0,
  branchLine: { customers: PATIENT, staff: PATIENT },
  logLevel: 'silent',
  trustProxy: false,
  clock: { speed: 1, start: null, since: null, jobSpeed: 1 },
  schedules: false,
  ...overrides,
});

export interface TestAppOptions {
  config?: Partial<Config>;
  /** Two servers on one database share it. */
  database?: TestDatabase;
  clock?: Clock;
  /** Real time moved by hand as well: the pace of the messages, leases. */
  wallClock?: ManualClock;
  /** Narrower than the product's, so that a test need not wait or send for long. */
  doors?: Partial<Doors>;
  /** Beside the product's: to prove what becomes of one that forgot something. */
  controllers?: Type[];
  /** Where the log goes; without it nowhere. */
  logger?: LoggerService;
}

/**
 * The demo branch and its first months, as a start would make them. Its people's passwords alone are hashed as cheaply as argon2id can: thousands of
 * sign-ins in a run need not cost what a thief's must. What the product makes of a password is the matter of http/sign-in.
 */
const DEMO: Beginning = {
  name: 'ticketero_demo',
  async fill(url) {
    const dataSource = await createDataSource(url, { role: APPLICATION_ROLE, entities: ENTITIES }).initialize();
    await seedDemo(dataSource, PASSWORD);
    await dataSource.query("select ensure_month_partitions('2026-11-01'), ensure_month_partitions('2026-12-01')");
    const cheap = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
    await dataSource.query('update app_user set password_hash = $1', [cheap]);
    await dataSource.destroy();
  },
};

/** The whole server on a port of its own and a database of its own, with the demo branch. Its clock stands still. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = (options.clock ?? new ManualClock(START)) as ManualClock;
  const config = testConfig(options.config);
  const database = options.database ?? (await createDatabase({ beginning: config.seedDemo ? DEMO : undefined }));
  const product = AppModule.for(config, database.url, clock, options.wallClock);
  const module = { ...product, controllers: options.controllers ?? [] };
  const app = await createApp(module, config, options.logger ?? false, {
    ...DOORS,
    underWay: PATIENT_DOORS,
    ...options.doors,
  });
  if (config.seedDemo) await seedDemo(app.get(DataSource), PASSWORD);
  const dataSource = await createDataSource(database.url, { role: null, entities: ENTITIES }).initialize();
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const jobs = app.get(Schedules).jobs;
  return {
    url: `http://127.0.0.1:${port}`,
    app,
    database,
    dataSource,
    clock,
    async turn(name) {
      const job = jobs.find((one) => one.name === name);
      if (!job) throw new Error(`no job ${name}`);
      await app.get(JobRunner).turn(job);
    },
    async close() {
      await app.close();
      await dataSource.destroy();
      if (!options.database) await database.drop();
    },
  };
}
