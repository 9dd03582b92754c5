import { codeFrom } from './address';

const CODE = '0b4f8a00-1111-4222-8333-444455556666';

describe('the address', () => {
  it.each([`/t/${CODE}`, `/t/${CODE}/`, `/t/${CODE.toUpperCase()}`, `/banco/t/${CODE}`])('%s names a ticket', (path) =>
    expect(codeFrom(path)).toBe(CODE),
  );

  it.each(['/t/', '/t/abc', `/t/${CODE.slice(1)}`, `/t/${CODE}x`, `/t/${CODE}/more`, '/t/%00'])(
    '%s names none',
    (path) => expect(codeFrom(path)).toBeNull(),
  );
});
