import 'reflect-metadata';
import './platform/tracing/at-start.js';

import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { LoggerService } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { AppModule } from './app.module.js';
import { seedDemo } from './demo/index.js';
import { FirstAdmin, requireGoodFirstAdmin } from './identity/index.js';
import { SYSTEM } from './platform/actor.js';
import { AuditLog } from './platform/audit-log.js';
import { Clock } from './platform/clock.js';
import { ConfigError, readConfig, type Config } from './platform/config.js';
import { APPLICATION_ROLE, createDataSource } from './platform/database/data-source.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { MayNotMigrateError, migrate } from './platform/database/migrate.js';
import { Transactions } from './platform/database/transactions.js';
import { whatIsWrong } from './platform/database/what-is-wrong.js';
import { readEnvironment } from './platform/environment.js';
import { createApp } from './platform/http/create-app.js';
import { createLogger } from './platform/logger.js';
import { PiiKeys } from './platform/pii-keys.js';
import { Readiness } from './platform/readiness.js';
import { JobRunner } from './platform/scheduler/job-runner.js';
import { stopTracing } from './platform/tracing/tracing.js';
import { VERSION } from './platform/version.js';
import { welcome } from './welcome.js';

/** Whoever stops us has ten seconds' patience (CONTRACT.md): two of them are the machine's. */
const STOP_LIMIT_MS = 8_000;

/** Something outside is not as it must be: one clear line, exit 1. */
class StartError extends Error {}

/** Starts everything (CONTRACT.md, Running it) and returns when it is ready. */
export async function main(): Promise<void> {
  try {
    const config = readConfig(readEnvironment(process.env));
    requireGoodFirstAdmin(config);
    await start(config);
  } catch (error) {
    if (error instanceof ConfigError || error instanceof StartError) {
      process.stderr.write(`ticketero: ${error.message}\n`);
    } else {
      process.stderr.write(`ticketero: could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    process.exit(1);
  }
}

/** Before anything else is touched: a second start must not disturb the first. */
async function requireFreePort({ port, host }: Config): Promise<void> {
  const probe = createServer();
  try {
    await once(probe.listen(port, host), 'listening');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new StartError(`PORT: ${port} is in use by another program`);
    if (code === 'EACCES') throw new StartError(`PORT: no permission to listen on ${port}`);
    throw new StartError(`HOST: cannot listen on it (${code ?? 'unknown'})`);
  } finally {
    probe.close();
  }
}

async function start(config: Config): Promise<void> {
  await requireFreePort(config);
  let embedded: EmbeddedPostgres | null = null;
  try {
    if (config.databaseUrl === null) {
      const { dataDir, walArchive: archive } = config;
      embedded = await startEmbeddedPostgres({ dataDir: resolve(dataDir, 'postgres'), archive });
    }
    await serve(config, config.databaseUrl ?? embedded?.url ?? '', embedded);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

async function serve(config: Config, databaseUrl: string, embedded: EmbeddedPostgres | null): Promise<void> {
  await migrate(config.databaseOwnerUrl ?? databaseUrl).catch((error: unknown) => {
    if (error instanceof MayNotMigrateError) throw new StartError(`DATABASE_URL: ${error.message}: npm run migrate`);
    const meaning = whatIsWrong(error);
    throw meaning ? new StartError(`DATABASE_URL: ${meaning}`) : error;
  });
  const logger = createLogger(config);
  await requirePiiKey(config, databaseUrl, logger);
  const clock = new Clock(config.clock);
  const app = await createApp(AppModule.for(config, databaseUrl, clock), config, logger);
  if (config.seedDemo) await seedDemo(app.get(DataSource), config.demoPassword);

  await app.listen(config.port, config.host).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  const audit = app.get(AuditLog);
  const event = { entityType: 'SISTEMA', entityId: 'server', data: { version: VERSION } } as const;
  await audit.record(null, SYSTEM, { ...event, eventType: 'SISTEMA_INICIADO' });
  process.stdout.write(welcome(config, await app.getUrl(), await app.get(FirstAdmin).prepare()));

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    logger.log(`${signal}: stopping`);
    app.get(Readiness).stop();
    const drainMs = config.drainSeconds * 1_000;
    // Whatever hangs, the process ends in time: nothing that was acknowledged depends on a clean end.
    setTimeout(() => process.exit(1), drainMs + STOP_LIMIT_MS).unref();
    void (async () => {
      // So long a proxy has to see that others are to be asked; nobody is refused meanwhile.
      if (drainMs > 0) await pause(drainMs);
      await app.get(JobRunner).stop();
      await audit.record(null, SYSTEM, { ...event, eventType: 'SISTEMA_DETENIDO' }).catch(() => {});
      await app.close();
      await Promise.all([embedded?.stop(), stopTracing()]);
      process.exit(0);
    })();
  };
  void embedded?.ended.then(() => {
    if (stopping) return;
    // It does not come back by itself, and nobody can be served. Whoever started this process starts it again.
    process.stderr.write('ticketero: the embedded database has ended: start Ticketero again. Nothing is lost.\n');
    process.exit(1);
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** A PII_KEY that opens nothing here ends the start, and not the first customer's visit. Throws ConfigError. */
async function requirePiiKey(config: Config, databaseUrl: string, logger: LoggerService): Promise<void> {
  const dataSource = await createDataSource(databaseUrl, { role: APPLICATION_ROLE }).initialize();
  try {
    const keys = new PiiKeys(new Transactions(dataSource), config);
    await keys.load();
    const { switch: toSwitch, rows } = await keys.unfinished();
    if (toSwitch || rows)
      logger.warn('PII_KEY is being changed: npm run pii:rotate, when every server has the new one');
    else if (config.piiKeysPrevious.length > 0) logger.warn('PII_KEY_PREVIOUS opens nothing any more: remove it');
  } finally {
    await dataSource.destroy();
  }
}

if (require.main === module) void main();
