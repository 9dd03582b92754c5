import { Turns } from './turns.js';

describe('turns', () => {
  const gate = () => {
    let open!: () => void;
    const passed = new Promise<void>((resolve) => (open = resolve));
    return { passed, open };
  };

  it('R7: commands of one branch run one after another, in the order in which they came', async () => {
    const turns = new Turns<number>();
    const first = gate();
    const seen: string[] = [];
    const a = turns.take(1, async () => {
      seen.push('a begins');
      await first.passed;
      seen.push('a ends');
    });
    const b = turns.take(1, () => Promise.resolve(seen.push('b')));
    first.open();
    await Promise.all([a, b]);
    expect(seen).toEqual(['a begins', 'a ends', 'b']);
  });

  it('another branch does not wait, and a failure keeps nobody waiting', async () => {
    const turns = new Turns<number>();
    const first = gate();
    const failing = turns.take(1, async () => {
      await first.passed;
      throw new Error('refused');
    });
    expect(await turns.take(2, () => Promise.resolve('other branch'))).toBe('other branch');
    const next = turns.take(1, () => Promise.resolve('next'));
    first.open();
    await expect(failing).rejects.toThrow('refused');
    expect(await next).toBe('next');
  });

  it('knows how long each line is, also after a failure', async () => {
    const turns = new Turns<number>();
    const first = gate();
    const failing = turns.take(1, async () => {
      await first.passed;
      throw new Error('refused');
    });
    const next = turns.take(1, () => Promise.resolve(turns.length(1)));
    expect([turns.length(1), turns.length(2)]).toEqual([2, 0]);
    first.open();
    await expect(failing).rejects.toThrow('refused');
    expect(await next).toBe(1);
    expect(turns.length(1)).toBe(0);
  });

  it('expects the wait from how long work takes at present, which one that hangs does not decide', async () => {
    let now = 0;
    const turns = new Turns<number>(() => now);
    const takes = (ms: number) => turns.take(2, () => Promise.resolve((now += ms)));
    for (let i = 0; i < 100; i++) await takes(10);
    const first = gate();
    const held = [1, 2, 3].map(() => turns.take(1, () => first.passed));
    expect(turns.expectedWait(1)).toBeCloseTo(30, 1);
    expect(turns.expectedWait(2)).toBe(0);
    now += 60_000;
    const another = [1, 2].map(() => turns.take(3, () => first.passed));
    first.open();
    await Promise.all([...held, ...another]);
    const next = gate();
    const one = turns.take(1, () => next.passed);
    expect(turns.expectedWait(1)).toBeLessThan(100);
    next.open();
    await one;
  });
});
