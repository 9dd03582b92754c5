import { within } from './within.js';

describe('within', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const never = new Promise<string>(() => {});

  it('brings the answer, and leaves no timer behind', async () => {
    await expect(within(2_000, Promise.resolve('here'), () => 'late')).resolves.toBe('here');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('says that it is late when the time is over, and not sooner', async () => {
    const late = jest.fn(() => 'late');
    const asked = within(2_000, never, late);
    await jest.advanceTimersByTimeAsync(1_999);
    expect(late).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await expect(asked).resolves.toBe('late');
  });

  it('throws what the answer throws, and what `late` throws; what fails afterwards is nobody’s', async () => {
    await expect(within(2_000, Promise.reject(new Error('away')), () => 'late')).rejects.toThrow('away');
    let fail = (_error: Error) => {};
    const answer = new Promise<never>((_, reject) => (fail = reject));
    const asked = within(2_000, answer, () => {
      throw new Error('too late');
    });
    const refused = expect(asked).rejects.toThrow('too late');
    await jest.advanceTimersByTimeAsync(2_000);
    await refused;
    fail(new Error('much later')); // would end the run as an unhandled rejection
    await jest.advanceTimersByTimeAsync(0);
  });
});
