import { ManualClock } from '../../src/platform/clock.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { JobRunner, type Job } from '../../src/platform/scheduler/job-runner.js';
import { startApp, type TestApp } from '../support/app.js';
import { client, newPerson, pairDevice } from '../support/client.js';
import { addBranch, branchRow, row, rows, tailAudit } from '../support/rows.js';

/** A job that counts its turns. */
function probe(run: () => Promise<void> = async () => {}): Job & { turns: number } {
  const job = {
    name: 'probe',
    everyMs: 5_000,
    turns: 0,
    run: async () => {
      job.turns += 1;
      await run();
    },
  };
  return job;
}

describe('two servers, one set of jobs', () => {
  let one: TestApp;
  let two: TestApp;
  let wallClock: ManualClock;

  beforeEach(async () => {
    wallClock = new ManualClock(Date.now());
    one = await startApp({ wallClock });
    two = await startApp({ database: one.database, wallClock });
  });
  afterEach(async () => {
    await two.close();
    await one.close();
  });

  const turnOn = (test: TestApp, job: Job): Promise<void> => test.app.get(JobRunner).turn(job);

  it('R11: each turn is done by one of them, and always the same one while it is there', async () => {
    const [first, second] = [probe(), probe()];
    for (let i = 0; i < 20; i++) await Promise.all([turnOn(one, first), turnOn(two, second)]);
    expect([first.turns, second.turns].sort((a, b) => a - b)).toEqual([0, 20]);
  });

  it('R11: one that stops hands over at once; one that died, when its lease has run out', async () => {
    const [first, second] = [probe(), probe()];
    await turnOn(one, first);
    await turnOn(two, second);
    expect([first.turns, second.turns]).toEqual([1, 0]);
    wallClock.advance(15_001); // it died
    await turnOn(two, second);
    await turnOn(one, first);
    expect([first.turns, second.turns]).toEqual([1, 1]);
    await two.app.get(JobRunner).stop();
    await turnOn(one, first);
    await turnOn(two, second);
    expect([first.turns, second.turns]).toEqual([2, 1]);
  });

  it('R11: whoever has a lease writes it every other turn, and not with each', async () => {
    const job = probe();
    const takes = jest.spyOn(one.app.get(Transactions), 'query');
    for (let turn = 0; turn < 10; turn++) {
      await turnOn(one, job);
      wallClock.advance(5_000);
    }
    expect(job.turns).toBe(10);
    expect(takes.mock.calls.filter(([statement]) => statement.name.startsWith('lease-take'))).toHaveLength(5);
    takes.mockRestore();
  });

  it('R11: a turn that takes longer than its interval is not doubled', async () => {
    let finish = (): void => {};
    const slow = probe(() => new Promise((resolve) => (finish = resolve)));
    const running = turnOn(one, slow);
    while (slow.turns === 0) await new Promise((resolve) => setImmediate(resolve)); // it has its lease
    await turnOn(one, slow);
    await turnOn(two, slow);
    expect(slow.turns).toBe(1);
    finish();
    await running;
    const again = turnOn(one, slow);
    while (slow.turns === 1) await new Promise((resolve) => setImmediate(resolve));
    finish();
    await again;
    expect(slow.turns).toBe(2);
  });

  it('R11: the positions of a branch are recalculated by one of two that try at the same moment', async () => {
    const kiosk = await pairDevice(one.url, 'KIOSK');
    await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    const { revision } = await branchRow(one);
    await Promise.all([one.turn('positions'), two.turn('positions')]);
    expect((await branchRow(one))['revision']).toBe(revision + 1);
    expect(await row(one, "select count(*)::int as n from audit_log where event_type = 'TICKET_PROXIMO'")).toEqual({
      n: 1,
    });
  });
});

describe('a job that fails', () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startApp();
  });
  afterEach(() => test.close());

  const health = async () => (await client(test.url).send('GET', '/api/health')).body.components.schedulers;

  it('R11: is audited once for each episode, tried again, and kills nobody', async () => {
    let broken = true;
    const job = probe(async () => {
      if (broken) throw new RangeError('secret of the job');
    });
    const turn = () => test.app.get(JobRunner).turn(job);
    const newEvents = await tailAudit(test);
    await turn();
    await turn();
    expect(await newEvents()).toEqual([
      expect.objectContaining({
        event_type: 'SCHEDULER_ERROR',
        entity_type: 'SISTEMA',
        entity_id: 'probe',
        actor: 'SISTEMA',
        additional_data: { error: 'RangeError' }, // a message could quote a value
      }),
    ]);
    expect(await health()).toEqual({ status: 'DOWN', detail: 'probe' });
    broken = false;
    await turn();
    expect(job.turns).toBe(3);
    expect(await health()).toEqual({ status: 'UP' });
    expect(await newEvents()).toEqual([]);
    broken = true;
    await turn();
    expect(await newEvents()).toHaveLength(1);
  });

  it('R11: one branch that fails does not keep the others waiting', async () => {
    await addBranch(test);
    const kiosks = [await pairDevice(test.url, 'KIOSK'), await pairDevice(test.url, 'KIOSK', 'NORTE')];
    for (const kiosk of kiosks) {
      expect((await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' })).status).toBe(
        201,
      );
    }
    // The first branch cannot be written to.
    await rows(
      test,
      `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
       create trigger refuse before update on branch for each row when (old.code = 'CENTRO') execute function refuse()`,
    );
    const newEvents = await tailAudit(test);
    const promoted = async () =>
      (await rows(test, "select branch_office as code from ticket where status = 'PROXIMO' order by 1")).map(
        ({ code }) => code,
      );
    await test.turn('positions');
    expect(await promoted()).toEqual(['NORTE']);
    expect((await newEvents()).map((event) => [event['event_type'], event['entity_id']])).toContainEqual([
      'SCHEDULER_ERROR',
      'positions',
    ]);
    await rows(test, 'drop trigger refuse on branch');
    await test.turn('positions');
    expect(await promoted()).toEqual(['CENTRO', 'NORTE']);
    expect(await health()).toEqual({ status: 'UP' });
  });
});
