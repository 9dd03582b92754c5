import { atMostEvery } from './throttle';

describe('at most once a second', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('works at once, then joins a burst into one', () => {
    const work = jest.fn();
    const { ask } = atMostEvery(1_000, work);
    ask();
    ask();
    ask();
    expect(work).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1_000);
    expect(work).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(5_000);
    expect(work).toHaveBeenCalledTimes(2);
    ask();
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('does nothing after it was stopped', () => {
    const work = jest.fn();
    const { ask, stop } = atMostEvery(1_000, work);
    ask();
    ask();
    stop();
    jest.advanceTimersByTime(2_000);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
