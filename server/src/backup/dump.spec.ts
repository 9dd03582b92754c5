import { libpqEnvironment } from './dump.js';

describe('what pg_dump is told', () => {
  it('is in its environment: its arguments can be read by everybody on the machine', () => {
    expect(libpqEnvironment('postgres://due%C3%B1o:p%40ss@db.banco:6432/colas?sslmode=verify-full')).toEqual({
      PGHOST: 'db.banco',
      PGPORT: '6432',
      PGUSER: 'dueño',
      PGPASSWORD: 'p@ss',
      PGDATABASE: 'colas',
      PGSSLMODE: 'verify-full',
    });
  });

  it('leaves out what the address does not say', () => {
    expect(libpqEnvironment('postgres://localhost/colas')).toEqual({ PGHOST: 'localhost', PGDATABASE: 'colas' });
  });
});
