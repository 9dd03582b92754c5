import { withLease, type LeaseStore } from './turn';

function memory(): LeaseStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('the lease between tabs', () => {
  it('lets one work at a time, and everybody in the end', async () => {
    const store = memory();
    let inside = 0;
    let most = 0;
    const work = async (tab: number) => {
      most = Math.max(most, ++inside);
      await pause(10);
      inside -= 1;
      return tab;
    };
    const tabs = await Promise.all([1, 2, 3].map((tab) => withLease(store, () => work(tab))));
    expect(tabs).toEqual([1, 2, 3]);
    expect(most).toBe(1);
  });

  it('is given back when the work fails', async () => {
    const store = memory();
    await expect(withLease(store, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    await expect(withLease(store, () => Promise.resolve('next'))).resolves.toBe('next');
  });

  it('passes over the lease of a tab that died', async () => {
    const store = memory();
    store.setItem('ticketero.session', JSON.stringify({ owner: 'gone', until: Date.now() - 1 }));
    await expect(withLease(store, () => Promise.resolve('mine'))).resolves.toBe('mine');
  });
});
