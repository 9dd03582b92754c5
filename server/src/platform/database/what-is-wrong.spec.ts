import { errorInShort, whatIsWrong } from './what-is-wrong.js';

const sql = (code: string): Error => Object.assign(new Error('12345678-9 is in it'), { name: 'error', code });

describe('what is wrong with the database', () => {
  it.each([
    ['3D000', /no database of that name/],
    ['28P01', /user or the password/],
    ['28000', /user or the password/],
    ['ENOTFOUND', /host/],
    ['EAI_AGAIN', /host/],
    ['ECONNREFUSED', /does not answer/],
    ['08006', /does not answer/],
    ['57P03', /starting or stopping/],
    ['53100', /disk .* full/],
    ['53300', /no connection left/],
    ['53200', /run out/],
    ['25006', /read only/],
  ])('R14: %s is said in words', (code, words) => {
    expect(whatIsWrong(sql(code))).toMatch(words);
  });

  it('R14: of several addresses the first one tells', () => {
    expect(whatIsWrong(new AggregateError([sql('ECONNREFUSED'), sql('ETIMEDOUT')]))).toMatch(/does not answer/);
  });

  it('R13: a line of the log has the name, the code and its meaning, never the message', () => {
    expect(errorInShort(sql('53100'))).toBe('error 53100 (the disk of the database is full)');
    expect(errorInShort(sql('23514'))).toBe('error 23514');
    expect(errorInShort(new RangeError('12345678-9'))).toBe('RangeError');
    expect(errorInShort('12345678-9')).toBe('unknown');
  });

  it('R14: what a program did wrong is not blamed on the database', () => {
    expect(whatIsWrong(new RangeError('x'))).toBeNull();
    expect(whatIsWrong(sql('42601'))).toBeNull();
  });
});
