import { once } from 'node:events';
import { request } from 'node:http';
import type { Readable } from 'node:stream';

import { AuditExport, EXPORT_PAGE } from '../../src/audit/audit-export.js';
import { ManualClock } from '../../src/platform/clock.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { startApp, START, type TestApp } from '../support/app.js';
import { signIn } from '../support/client.js';
import { branchRow, row, rows } from '../support/rows.js';
import { writeEvents } from './many-events.js';

const COUNT = 25_000;
const HEADER =
  'id;fecha_hora_utc;fecha_hora_local;evento;actor;tipo_entidad;id_entidad;entidad;estado_anterior;estado_nuevo;datos;ip;navegador';

/** RFC 4180, with `;`. */
function parse(text: string): string[][] {
  const lines: string[][] = [];
  for (const line of text.matchAll(/((?:"(?:[^"]|"")*"|[^"\r\n])*)\r\n/g)) {
    const fields = [...line[1]!.matchAll(/(?:^|;)("(?:[^"]|"")*"|[^;]*)/g)].map(([, field]) => field!);
    lines.push(fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)));
  }
  return lines;
}

describe('the audit export', () => {
  let test: TestApp;
  let token: string;

  beforeAll(async () => {
    test = await startApp();
    await writeEvents(test, { count: COUNT, perDay: 2_000, until: START });
    token = (await signIn(test.url, 'supervisor')).token;
  });
  afterAll(() => test.close());
  afterEach(() => jest.restoreAllMocks());

  const download = async (query: string): Promise<{ headers: Headers; status: number; text: string }> => {
    const url = `${test.url}/api/admin/audit/export?${query}`;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    // As bytes: text() would swallow the mark.
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8');
    return { headers: answer.headers, status: answer.status, text };
  };

  it('R10: every event once, newest first, every column as it is in the log', async () => {
    const { headers, status, text } = await download('');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="auditoria-CENTRO-2026-11-18.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text.startsWith(`\uFEFF${HEADER}\r\n`)).toBe(true);
    const [, ...lines] = parse(text);
    const expected = await rows(
      test,
      `select array[e.id::text, to_char(e.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         to_char(e.created_at at time zone 'America/Santiago', 'YYYY-MM-DD HH24:MI:SS.MS'), event_type, actor, entity_type,
         entity_id, coalesce(entity_identifier, ''), coalesce(old_state::text, ''), coalesce(new_state::text, ''),
         coalesce(additional_data::text, ''), coalesce(ip_address, ''), coalesce(user_agent, '')] as fields
       from audit_log e join branch b on b.id = branch_id where b.code = 'CENTRO' order by e.created_at desc, e.id desc`,
    );
    expect(lines.length).toBeGreaterThanOrEqual(COUNT);
    expect(lines).toEqual(expected.map(({ fields }) => fields));
  });

  it('R10: the same filters as the search, in its order', async () => {
    const ids = async (query: string) =>
      parse((await download(query)).text)
        .slice(1)
        .map(([id]) => Number(id));
    const found = async (query: string) => {
      const answer = await fetch(`${test.url}/api/admin/audit?limit=500&${query}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { total, records } = (await answer.json()) as { total: number; records: { id: number }[] };
      return { total, ids: records.map(({ id }) => id) };
    };
    const advisor = await row(test, "select id from advisor where email like 'luis%'");
    const ticket = await row(test, "select entity_id from audit_log where entity_type = 'TICKET' order by id limit 1");
    for (const query of [
      'entityType=USER',
      'eventType=NO_ADVISORS_AVAILABLE',
      `advisorId=${advisor['id']}&startDate=2026-11-17&endDate=2026-11-17`,
      'entityIdentifier=C05',
      `entityId=${ticket['entity_id']}`,
      'startDate=2026-11-17T12:00:00Z&endDate=2026-11-17T13:00:00Z&order=asc',
      'upTo=1000',
      'actor=nadie',
    ]) {
      const { total, ids: first } = await found(query);
      const all = await ids(query);
      expect([query, all.length, all.slice(0, 500)]).toEqual([query, total, first]);
    }
    const { headers } = await download('entityType=USER&startDate=2026-11-10&endDate=2026-11-12');
    expect(headers.get('content-disposition')).toContain('"auditoria-CENTRO-2026-11-10-2026-11-12.csv"');
  });

  it('R10: what a spreadsheet would run as a formula is text; quotes, separators and line breaks stay in their field', async () => {
    const texts = [
      '=1+1',
      '+56',
      '-2',
      '@SUM(A1)',
      ' =1',
      '\t=1',
      'a;b',
      'di "hola"',
      'dos\nlíneas',
      'ñandú',
      '1=1',
      '＝1',
    ];
    for (const [i, text] of texts.entries()) {
      await rows(
        test,
        `insert into audit_log (branch_id, entity_type, entity_id, entity_identifier, event_type, actor, created_at)
         select id, 'SISTEMA', $1, $2, 'SCHEDULER_ERROR', $2, $3 from branch where code = 'CENTRO'`,
        [`formula ${i}`, text, new Date(START + i)],
      );
    }
    const { text } = await download('entityType=SISTEMA&order=asc');
    const shown = parse(text)
      .slice(1)
      .map((fields) => [fields[4], fields[7]]);
    const safe = texts.map((one) => (/^\s*[=+\-@＝]/.test(one) ? `'${one}` : one));
    expect(shown).toEqual(safe.map((one) => [one, one]));
    expect(text).toContain('"di ""hola"""');
  });

  it('R10: what is written meanwhile is for the next export', async () => {
    const { stream } = await test.app.get(AuditExport).run(Number((await branchRow(test))['id']), {});
    const [first] = (await once(stream, 'data')) as [Buffer];
    const before = await row(test, 'select max(id) as id from audit_log');
    await writeEvents(test, { count: 50, perDay: 2_000, until: START - 86_400_000 });
    const rest: Buffer[] = [first];
    for await (const chunk of stream) rest.push(chunk as Buffer);
    const ids = parse(Buffer.concat(rest).toString('utf8'))
      .slice(1)
      .map(([id]) => Number(id));
    expect(Math.max(...ids)).toBeLessThanOrEqual(Number(before['id']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  /** Pages that the exports have asked the database for; `hold` keeps back the answer to those after the first. */
  function pagesRead(hold?: Promise<void>): { count: number } {
    const pages = { count: 0 };
    const transactions = test.app.get(Transactions);
    const query = transactions.query.bind(transactions);
    jest.spyOn(transactions, 'query').mockImplementation(async (statement, values) => {
      if (/ as cursor\b/.test(statement.text) && ++pages.count > 1) await hold;
      return query(statement, values) as never;
    });
    return pages;
  }
  const ALL_PAGES = Math.ceil(COUNT / EXPORT_PAGE);

  it('R10: holds two pages at most, however many there are: it reads as fast as its reader', async () => {
    const pages = pagesRead();
    const { stream } = await test.app.get(AuditExport).run(Number((await branchRow(test))['id']), {});
    stream.setEncoding('utf8');
    let seen = 0;
    for await (const chunk of stream as AsyncIterable<string>) {
      expect(Buffer.byteLength(chunk)).toBeLessThan(2 * EXPORT_PAGE * 1_000);
      seen += chunk.match(/\r\n/g)?.length ?? 0;
      // Whatever is read ahead has had its chance by now.
      for (let i = 0; i < 5; i++) await rows(test, 'select 1');
      expect(pages.count * EXPORT_PAGE - seen).toBeLessThanOrEqual(2 * EXPORT_PAGE);
    }
    expect(pages.count).toBeGreaterThanOrEqual(ALL_PAGES);
  });

  /** The stream behind the next request. */
  function nextStream(): Promise<Readable> {
    const service = test.app.get(AuditExport);
    const run = service.run.bind(service);
    return new Promise((found) => {
      jest.spyOn(service, 'run').mockImplementation(async (...asked) => {
        const file = await run(...asked);
        found(file.stream);
        return file;
      });
    });
  }

  it('R10: a client that goes away is read for no longer', async () => {
    let goOn = (): void => {};
    const pages = pagesRead(new Promise((resume) => (goOn = resume)));
    const streamed = nextStream();
    const leaving = request(`${test.url}/api/admin/audit/export`, { headers: { authorization: `Bearer ${token}` } });
    leaving.on('error', () => {});
    leaving.end();
    const [answer] = (await once(leaving, 'response')) as [Readable];
    answer.on('error', () => {});
    await once(answer, 'readable');
    const stream = await streamed;
    leaving.destroy();
    while (!stream.destroyed) await rows(test, 'select 1');
    const closed = stream.closed ? null : once(stream, 'close');
    goOn(); // the page that was under way comes, and is the last
    await closed;
    expect([1, 2]).toContain(pages.count);
  });

  it('R10: limited for each caller', async () => {
    // In a minute that does not pass, however long seven take.
    const strict = await startApp({ config: { rateLimitFactor: 1 }, wallClock: new ManualClock(Date.now()) });
    try {
      const supervisor = await signIn(strict.url, 'supervisor');
      const ask = () =>
        fetch(`${strict.url}/api/admin/audit/export`, { headers: { authorization: `Bearer ${supervisor.token}` } });
      const answers = [];
      for (let i = 0; i < 7; i++) {
        const answer = await ask();
        await answer.arrayBuffer();
        answers.push(answer.status);
      }
      expect(answers).toEqual([200, 200, 200, 200, 200, 200, 429]);
    } finally {
      await strict.close();
    }
  });

  it('R11: a server that stops ends its exports', async () => {
    const second = await startApp({ database: test.database, clock: test.clock });
    const { stream } = await second.app.get(AuditExport).run(Number((await branchRow(test))['id']), {});
    await once(stream, 'readable');
    const broken = once(stream, 'error');
    await second.close();
    expect(String(await broken)).toContain('the server stops');
  });
});
