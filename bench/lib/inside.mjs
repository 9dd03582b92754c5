// @ts-check
// What the server does by itself and no route asks for: the work of its jobs, called as the schedules call it.

/** Built, so not known to the type checker of a fresh clone. */
const built = async (/** @type {string} */ file) => (await import(`../../server/dist/${file}`)).default;

export class Inside {
  /** @param {any} app @param {any} parts */
  constructor(app, parts) {
    this.app = app;
    this.parts = parts;
  }

  /** The server's own code on its database, without its doors and its clockwork. @param {string} databaseUrl */
  static async open(databaseUrl) {
    const { AppModule } = await built('app.module.js');
    const { readConfig } = await built('platform/config.js');
    const { Clock } = await built('platform/clock.js');
    const { NestFactory } = (await import('@nestjs/core')).default;
    const env = { DATABASE_URL: databaseUrl, JWT_SECRET: 'b'.repeat(32), PII_KEY: 'b'.repeat(64) };
    const config = { ...readConfig(env), schedules: false };
    const app = await NestFactory.createApplicationContext(AppModule.for(config, databaseUrl, new Clock()), {
      logger: false,
    });
    const of = async (/** @type {string} */ file, /** @type {string} */ name) => (await built(file))[name];
    return new Inside(app, {
      unitOfWork: app.get(await of('branches/unit-of-work.js', 'UnitOfWork')),
      outbox: app.get(await of('messages/outbox.js', 'Outbox')),
      jobs: app.get(await of('schedules.js', 'Schedules')).jobs,
      recalculate: (await import('@ticketero/core')).default.recalculate,
      system: (await built('platform/actor.js')).SYSTEM,
    });
  }

  /** R6. @param {number} branchId */
  recalculate(branchId) {
    return this.parts.unitOfWork.run(branchId, this.parts.system, this.parts.recalculate);
  }

  /** R9: what a sender asks for, when there is nothing to send. */
  claim() {
    return this.parts.outbox.claim(25, []);
  }

  /** Every five seconds: is there anything to do? */
  async look() {
    const frequent = ['positions', 'assignment', 'reservations', 'no-show', 'alerts'];
    for (const job of this.parts.jobs) if (frequent.includes(job.name)) await job.run(new AbortController().signal);
  }

  close() {
    return this.app.close();
  }
}
