import { truth } from './truth';

const live = { name: 'socket' };
const fetched = { name: 'fetched' };

describe('which desk is shown', () => {
  it('is the fetched one before the socket has said anything', () => {
    expect(truth(null, { desk: fetched, over: null })).toBe(fetched);
  });

  it('is the fetched one after a refusal, over the state it was asked upon', () => {
    expect(truth(live, { desk: fetched, over: live })).toBe(fetched);
  });

  it('is the newer state of the socket', () => {
    expect(truth({ name: 'newer' }, { desk: fetched, over: live })).toEqual({ name: 'newer' });
    expect(truth(live, { desk: fetched, over: null })).toBe(live);
  });

  it('is nothing at the very start', () => {
    expect(truth(null, null)).toBeNull();
  });
});
