import { SharedLoads } from './shared-loads.js';

describe('SharedLoads', () => {
  const begun: { key: number; end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const loads = () => new SharedLoads<string>((key) => new Promise((end, fail) => void begun.push({ key, end, fail })));
  const settle = () => new Promise((done) => setImmediate(done));
  beforeEach(() => begun.splice(0));

  it('CONTRACT: a thousand who ask at once cost two loads, and each begins after whoever shares it has asked', async () => {
    const shared = loads();
    const first = shared.next(1);
    const later = Array.from({ length: 999 }, () => shared.next(1));
    expect(begun).toHaveLength(1);
    begun[0]!.end('old');
    await expect(first).resolves.toBe('old');
    await settle();
    expect(begun).toHaveLength(2);
    const latest = shared.next(1);
    begun[1]!.end('new');
    expect(new Set(await Promise.all(later))).toEqual(new Set(['new']));
    await settle();
    expect(begun).toHaveLength(3);
    begun[2]!.end('newest');
    await expect(latest).resolves.toBe('newest');
  });

  it('CONTRACT: one branch waits for no other, and a failure is told to those who share it alone', async () => {
    const shared = loads();
    const [one, two, again] = [shared.next(1), shared.next(2), shared.next(1)];
    expect(begun.map(({ key }) => key)).toEqual([1, 2]);
    begun[0]!.fail(new Error('away'));
    await expect(one).rejects.toThrow('away');
    await settle();
    begun[1]!.end('two');
    begun[2]!.end('back');
    await expect(Promise.all([two, again])).resolves.toEqual(['two', 'back']);
  });
});
