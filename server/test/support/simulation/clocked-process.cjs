// A server as a process of its own whose clock the test moves: main.js without the parts that read the time or the
// environment. The parent sends {id, clock} or {id, turn} and hears {id}, or {id, error}.
const { createPrivateKey, createSecretKey } = require('node:crypto');
const { resolve } = require('node:path');

const dist = (path) => require(resolve(__dirname, '../../../dist', path));

async function main() {
  require('reflect-metadata');
  const { config, url, now } = JSON.parse(process.argv[2]);
  const keys = {
    jwtKey: createSecretKey(Buffer.from(config.jwtKey, 'base64')),
    piiKey: Buffer.from(config.piiKey, 'base64'),
    auditKey: createPrivateKey(config.auditKey),
  };
  const whole = { ...config, ...keys };
  const clock = new (dist('platform/clock.js').ManualClock)(now);
  const module = dist('app.module.js').AppModule.for(whole, url, clock);
  const app = await dist('platform/http/create-app.js').createApp(module, whole, false);
  await app.listen(0, '127.0.0.1');
  const runner = app.get(dist('platform/scheduler/job-runner.js').JobRunner);
  const { jobs } = app.get(dist('schedules.js').Schedules);

  const obey = async ({ clock: at, turn }) => {
    if (at !== undefined) clock.set(at);
    else if (turn !== undefined) await runner.turn(jobs.find(({ name }) => name === turn));
  };
  process.on('message', (message) => {
    const { id } = message;
    obey(message).then(
      () => process.send({ id }),
      (error) => process.send({ id, error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ ready: `http://127.0.0.1:${app.getHttpServer().address().port}` });
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
