import { createRunner, type Pending } from './runner';

interface Command {
  kind: string;
}

const START = { kind: 'start' };
const COMPLETE = { kind: 'complete' };

const wordOf = ({ blocking, unanswered }: Pending<string>): string =>
  unanswered ? 'unanswered' : blocking ? 'asking' : 'settling';

function stage(send: (command: Command) => Promise<unknown>) {
  const log: string[] = [];
  const world = { revision: 1, reachable: true, over: false };
  let letGo: () => void = () => undefined;
  const run = createRunner<Command>({
    send: ({ kind }) => {
      log.push(`send ${kind}`);
      return send({ kind });
    },
    seen: () => world.revision,
    reread: () => {
      log.push('reread');
      return Promise.resolve(world.reachable);
    },
    mayHaveArrived: (error) => (error as Error).message === 'no answer',
    onTruth: () => log.push('truth'),
    over: () => world.over,
    onAnswer: (_, answer) => log.push(`answer ${String(answer)}`),
    onFailure: (error) => log.push(`failure ${(error as Error).message}`),
    onPending: (pending) => log.push(pending ? `${wordOf(pending)} ${pending.kind}` : 'free'),
    // The long pauses are between two presses of the same key, and two looks at a server out of reach: the tests end them.
    pause: (ms) => (ms > 100 ? new Promise((resolve) => (letGo = resolve)) : Promise.resolve()),
  });
  const sent = () => log.filter((line) => line.startsWith('send'));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    log,
    world,
    run,
    sent,
    settled,
    letGo: () => {
      letGo();
    },
  };
}

describe('running commands', () => {
  it('drops what is pressed while one is under way', async () => {
    let finish: (answer: string) => void = () => undefined;
    const { run, sent, settled } = stage(() => new Promise((resolve) => (finish = resolve)));
    void run(START);
    void run(START);
    void run(COMPLETE);
    finish('C14');
    await settled();
    expect(sent()).toEqual(['send start']);
  });

  it('drops the same one pressed again too soon, and takes it later', async () => {
    const { log, run, sent, settled, letGo } = stage(() => Promise.resolve('ok'));
    void run(START);
    await settled();
    void run(START);
    expect(sent()).toEqual(['send start']);
    letGo();
    await settled();
    expect(log.at(-1)).toBe('free');
    void run(START);
    expect(sent()).toEqual(['send start', 'send start']);
  });

  it('takes another one as soon as the outcome is on the screen', async () => {
    const { run, sent, settled } = stage(() => Promise.resolve('ok'));
    void run(START);
    await settled();
    void run(COMPLETE);
    expect(sent()).toEqual(['send start', 'send complete']);
  });

  it('fetches the desk only when the socket brought nothing', async () => {
    const silent = stage(() => Promise.resolve('ok'));
    void silent.run(START);
    await silent.settled();
    expect(silent.log).toContain('reread');

    const lively = stage(() => {
      lively.world.revision += 1;
      return Promise.resolve('ok');
    });
    void lively.run(START);
    await lively.settled();
    expect(lively.log).toEqual(['asking start', 'send start', 'answer ok', 'settling start']);
  });

  it('says a refusal and shows the truth, even when the socket was quicker', async () => {
    const { log, world, run, settled } = stage(() => {
      world.revision += 1;
      return Promise.reject(new Error('TRANSICION_INVALIDA'));
    });
    void run(START);
    await settled();
    expect(log).toEqual(['asking start', 'send start', 'failure TRANSICION_INVALIDA', 'reread', 'settling start']);
  });

  it('never repeats a command without an answer: all wait until the desk is seen again', async () => {
    const { log, world, run, sent, settled, letGo } = stage(() => Promise.reject(new Error('no answer')));
    world.reachable = false;
    void run(COMPLETE);
    await settled();
    expect(log).toEqual(['asking complete', 'send complete', 'failure no answer', 'unanswered complete', 'reread']);
    void run(COMPLETE);
    void run(START);
    letGo();
    await settled();
    expect(sent()).toEqual(['send complete']);
    expect(log.at(-1)).toBe('reread'); // and looks again
    world.reachable = true;
    letGo();
    await settled();
    expect(log.slice(-2)).toEqual(['truth', 'settling complete']);
    expect(sent()).toEqual(['send complete']);
  });

  it('a state of the socket is an answer too, and a closed desk waits for none', async () => {
    const back = stage(() => Promise.reject(new Error('no answer')));
    back.world.reachable = false;
    void back.run(START);
    await back.settled();
    back.world.revision += 1;
    back.letGo();
    await back.settled();
    expect(back.log.slice(-2)).toEqual(['truth', 'settling start']);

    const closed = stage(() => Promise.reject(new Error('no answer')));
    closed.world.reachable = false;
    void closed.run(START);
    await closed.settled();
    const looks = closed.log.length;
    closed.world.over = true;
    closed.letGo();
    await closed.settled();
    expect(closed.log.slice(looks)).not.toContain('reread');
  });

  it('after an answer, too, nothing is sent before its outcome is on the screen', async () => {
    const { world, run, sent, settled } = stage(() => Promise.resolve('ok'));
    world.reachable = false;
    void run(START);
    await settled();
    void run(COMPLETE);
    await settled();
    expect(sent()).toEqual(['send start']);
  });
});
