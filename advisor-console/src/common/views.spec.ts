import { viewsOf } from './views';

describe('the views of a user', () => {
  it('is the desk for an advisor', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: 3 })).toEqual(['desk']);
  });

  it('is the supervision and its messages for supervisors and administrators', () => {
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: null })).toEqual(['supervisor', 'messages']);
    expect(viewsOf({ role: 'ADMIN', advisorId: null })).toEqual(['supervisor', 'messages']);
  });

  it('is all of them, the desk first, for a supervisor who also serves', () => {
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: 9 })).toEqual(['desk', 'supervisor', 'messages']);
  });

  it('is none for somebody with neither', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: null })).toEqual([]);
  });
});
