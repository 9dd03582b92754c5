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
});
