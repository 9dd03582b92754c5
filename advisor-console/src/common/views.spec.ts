import { viewsOf } from './views';

describe('the views of a user', () => {
  it('is the desk for an advisor', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: 3 })).toEqual(['desk']);
  });

  it('is the supervision for supervisors and administrators', () => {
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: null })).toEqual(['supervisor']);
    expect(viewsOf({ role: 'ADMIN', advisorId: null })).toEqual(['supervisor']);
  });

  it('is both, the desk first, for a supervisor who also serves', () => {
    expect(viewsOf({ role: 'SUPERVISOR', advisorId: 9 })).toEqual(['desk', 'supervisor']);
  });

  it('is none for somebody with neither', () => {
    expect(viewsOf({ role: 'ADVISOR', advisorId: null })).toEqual([]);
  });
});
