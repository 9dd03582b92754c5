import { Controller, Get, Query } from '@nestjs/common';

import { ProblemError } from '../../src/platform/errors/problem.js';
import { Public } from '../../src/identity/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { documentOf, type Document } from '../support/contract.js';
import { tellsOfInside, wrongWith } from '../support/fuzz/judge.js';
import { Untouched } from '../support/fuzz/untouched.js';
import { rows } from '../support/rows.js';

const saying = (mensaje: string) => new ProblemError('CONFLICTO', { mensaje, detail: 'Conflict' });

/** A route that does what none of ours may. */
@Controller('api/bad')
class BadController {
  @Get()
  @Public()
  read(@Query('how') how: string): never {
    if (how === 'stack') throw saying(new Error('x').stack ?? '');
    if (how === 'sql') throw saying('insert into ticket values ($1)');
    throw new Error('unforeseen');
  }
}

describe('the fuzzer’s judge', () => {
  let test: TestApp;
  let document: Document;

  beforeAll(async () => {
    test = await startApp({ controllers: [BadController] });
    document = documentOf(test.app);
  });
  afterAll(() => test.close());

  const judged = async (path: string, took = 5): Promise<string[]> => {
    const answer = await fetch(test.url + path);
    const type = answer.headers.get('content-type') ?? '';
    const wire = { method: 'GET', path, headers: {}, body: null };
    return wrongWith(document, wire, { status: answer.status, type, text: await answer.text() }, took);
  };

  it('R14: condemns a stack, a statement, a 5xx, and what takes too long', async () => {
    expect(await judged('/api/bad?how=stack')).toEqual([expect.stringContaining('tells of our inside')]);
    expect(await judged('/api/bad?how=sql')).toEqual(['tells of our inside: insert into']);
    expect(await judged('/api/bad')).toEqual(['500']);
    expect(await judged('/api/health', 60_000)).toEqual(['answered after 60000 ms']);
    expect(await judged('/api/health')).toEqual([]);
    expect(await judged('/api/nothing')).toEqual([]);
  });

  it('R14: condemns what is no problem, and an answer that is not in the document', () => {
    const wire = { method: 'GET', path: '/api/health', headers: {}, body: null };
    const html = { status: 404, type: 'text/html', text: '"<h1>404</h1>"' };
    expect(wrongWith(document, wire, html, 1)).toEqual(['content type text/html']);
    const bare = { status: 404, type: 'application/problem+json', text: '{"status":404}' };
    expect(wrongWith(document, wire, bare, 1).length).toBeGreaterThan(3);
    const strange = { status: 200, type: 'application/json', text: '{"secret":1}' };
    expect(wrongWith(document, wire, strange, 1).join()).toContain('not in the contract');
  });

  it.each([
    'TypeError: x is not a function',
    `at ${process.cwd()}`,
    'relation "ticket" does not exist',
    'duplicate key value violates unique constraint',
    'connect ECONNREFUSED 127.0.0.1:5432',
    '{"x":"select id from branch"}',
    'Error\n    at Object.<anonymous>',
    '/srv/app/server/dist/main.js:10:5',
  ])('R14: %j is our inside', (text) => expect(tellsOfInside(text)).toHaveLength(1));

  it('R14: sees a change, and sees that there was none', async () => {
    const untouched = new Untouched(test);
    try {
      await untouched.still();
      expect(await untouched.still()).toBe(true);
      await rows(test, 'select count(*) from ticket');
      expect(await untouched.still()).toBe(true);
      await rows(test, "update advisor set status_reason = 'x' where email like 'luis%'");
      expect(await untouched.still()).toBe(false);
      expect(await untouched.still()).toBe(true);
    } finally {
      untouched.stop();
    }
  });
});
