import { reasonOf } from './start-log.js';

describe('what a PostgreSQL wrote that did not start', () => {
  it('R14: a full disk is named, however much was written afterwards', () => {
    const full = `2026-11-22 13:07:35.563 UTC [20448] LOG:  redo starts at 0/20EC6F8
2026-11-22 13:07:35.566 UTC [20448] FATAL:  could not write to file "pg_wal/xlogtemp.20448": No space left on device
2026-11-22 13:07:35.617 UTC [20445] LOG:  startup process (PID 20448) exited with exit code 1
2026-11-22 13:07:35.617 UTC [20445] LOG:  terminating any other active server processes
2026-11-22 13:07:35.627 UTC [20445] LOG:  shutting down due to startup process failure
2026-11-22 13:07:35.643 UTC [20445] LOG:  database system is shut down
`;
    expect(reasonOf(full)).toMatch(/^[^|\n]*FATAL: {2}could not write to file [^|\n]*: No space left on device$/);
    expect(reasonOf('one\ntwo\nthree\nfour\n')).toBe('two | three | four');
  });
});
