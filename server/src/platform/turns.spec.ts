import { FIRST_IN_A_ROW, Turns, type Lane } from './turns.js';

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

  /** The order in which so many of each lane go who all wait when `line` is let through. */
  const orderOf = async (lanes: Lane[]): Promise<string> => {
    const turns = new Turns<number>();
    const held = gate();
    const seen: string[] = [];
    const all = [turns.take(1, () => held.passed)];
    for (const lane of lanes) all.push(turns.take(1, async () => void seen.push(lane === 'first' ? 'd' : 'c'), lane));
    held.open();
    await Promise.all(all);
    return seen.join('');
  };
  const desks = Array<Lane>(3 * FIRST_IN_A_ROW).fill('first');
  const customers = Array<Lane>(4).fill('others');

  it('R7: desks go before customers who came earlier, and after so many of them one customer goes', async () => {
    const four = 'd'.repeat(FIRST_IN_A_ROW);
    expect(await orderOf([...customers, ...desks])).toBe(`${four}c${four}c${four}cc`);
    expect(await orderOf([...customers, 'first'])).toBe('dcccc');
    expect(await orderOf(desks)).toBe(four.repeat(3));
  });

  it('R2: a customer goes also while desks never stop coming', async () => {
    const turns = new Turns<number>();
    let served = 0;
    let before: number | null = null;
    const desk = (): Promise<void> =>
      turns
        .take(1, async () => void (served += 1), 'first')
        .then(() => (before !== null || served > 99 ? undefined : desk()));
    const busy = [desk(), desk(), desk()];
    await turns.take(1, async () => void (before = served));
    await Promise.all(busy);
    expect(before).toBe(FIRST_IN_A_ROW + 1); // and the one that was under way when they came
  });

  it('R14: a desk counts those who go before it, a customer everybody', async () => {
    const turns = new Turns<number>();
    const held = gate();
    const all = [turns.take(1, () => held.passed)];
    for (const lane of [...customers, 'first'] as Lane[]) all.push(turns.take(1, () => held.passed, lane));
    expect([turns.length(1, 'first'), turns.length(1)]).toEqual([2, 6]);
    for (const lane of desks) all.push(turns.take(1, () => held.passed, lane));
    expect([turns.length(1, 'first'), turns.length(1)]).toEqual([2 + desks.length + 3, 6 + desks.length]);
    held.open();
    await Promise.all(all);
    expect(turns.length(1)).toBe(0);
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
