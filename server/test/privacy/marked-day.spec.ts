import { Agent } from 'node:http';

import type { Document } from '../support/contract.js';
import { AGENT, Day, IDS, MARKS, PHONES } from './day.js';
import { formsOf, grep, type Capture, type Finding, type Kind } from './marks.js';
import { complaints, malformed, mistakes, sweepReads, sweepWrites } from './sweep.js';

/** What R13 lets stand where; everything else nowhere. */
const ALLOWED: [place: RegExp, kinds: Kind[], why: string][] = [
  [/^http (kiosk|advisor|carmen|supervisor|admin)$/, ['masked'], 'staff and the kiosk that asked see the end of an id'],
  [/^http (supervisor|admin)$/, ['name'], 'the browser that did it, in the audit log (R10)'],
  [/^http (advisor|carmen)$/, ['name'], 'their own browser, in the list of their sessions'],
  [/^(table (audit_log|(refresh_token|pg_stats)$)|file )/, ['name'], 'the same, where it is kept, and its statistics'],
  [
    /^table (ticket_\d+|telegram_link|pg_stats)$|^file /,
    ['chat'],
    'the chat of a ticket and of a phone, and their indexes',
  ],
  [/^calls to Telegram$/, ['chat'], 'who a message is for'],
  [/^postgres log$/, ['chat'], 'a statement that waits for a lock, where its values are asked for: docs/security.md'],
];

const isAllowed = ({ place, kind, text }: Finding): boolean =>
  ALLOWED.some(([where, kinds]) => where.test(place) && kinds.includes(kind) && (kind !== 'name' || text === AGENT));

const forbidden = (captures: Capture[], forms?: string[]): Finding[] =>
  grep(captures, MARKS, forms).filter((finding) => !isAllowed(finding));

/** Forms in which bytes could stand in a file of the database: texts are stored as they are. */
const BYTES = ['plain', 'hex', 'utf-16'];
const EVENTS = [
  ...[
    'TICKET_CREADO',
    'TICKET_ASIGNADO',
    'TICKET_INICIADO',
    'TICKET_COMPLETADO',
    'TICKET_CANCELADO',
    'TICKET_NO_ATENDIDO',
  ],
  ...['MENSAJE_ENVIADO', 'MENSAJE_FALLIDO', 'MENSAJE_DESCARTADO', 'SESION_FALLIDA', 'JORNADA_CERRADA'],
];

describe('a day of marked people', () => {
  let day: Day;
  let captures: Capture[];
  let files: Capture[];

  beforeAll(async () => {
    day = await Day.open();
    await day.openDoors();
    await day.telegram();
    await day.serve();
    await day.sockets();
    await mistakes(day);
    const nobody = day.as('nobody');
    const document = (await nobody.send('GET', '/api/docs/openapi.json')).body as Document;
    const agent = new Agent({ keepAlive: false });
    await malformed(day, day.address, agent);
    await complaints(day);
    await sweepReads(day, document);
    await sweepWrites(day, document);
    for (const path of ['/metrics', '/api/health', '/', '/kiosk/', '/display/', '/console/'])
      await nobody.send('GET', path);
    await day.night();
    await day.stopServer();
    const log = day.logs.map(({ stdout, stderr }) => stdout + stderr).join('');
    captures = [
      ...day.witness.captures(),
      { place: 'server log', data: Buffer.from(log) },
      {
        place: 'calls to Telegram',
        data: Buffer.from(day.api.calls.map((call) => JSON.stringify(call.payload)).join('\n')),
      },
      ...(await day.postgres.dump()),
      day.postgres.log,
    ];
    files = await day.postgres.files();
  });
  afterAll(() => day.close());

  it('R13: in nothing that anybody was answered or sent, that was logged, stored or sent on', () => {
    expect(forbidden(captures)).toEqual([]);
  });

  it('R13: nor among the bytes of the tables, their indexes and the write-ahead log', () => {
    expect(forbidden(files, BYTES)).toEqual([]);
  });

  it('R13: the day was one: everybody did what they do, and all of it was looked at', async () => {
    const count = async (sql: string) =>
      Object.fromEntries((await day.postgres.query(sql)).map((r) => [r['k'], r['n']]));
    const tickets = await count('select status as k, count(*)::int as n from ticket group by 1');
    expect(Object.keys(tickets).sort()).toEqual(['CANCELADO', 'COMPLETADO', 'NO_ATENDIDO']);
    expect(Object.values(tickets).reduce((sum: number, n) => sum + Number(n), 0)).toBeGreaterThanOrEqual(9);
    const messages = await count('select estado_envio as k, count(*)::int as n from mensaje group by 1');
    expect(messages).toMatchObject({ ENVIADO: expect.any(Number), DESCARTADO: expect.any(Number) });
    const events = await count('select event_type as k, count(*)::int as n from audit_log group by 1');
    expect(Object.keys(events)).toEqual(expect.arrayContaining(EVENTS));

    const answers = day.witness.countsByCaller();
    for (const who of ['nobody', 'kiosk', 'display', 'advisor', 'supervisor', 'admin'])
      expect(answers[who]).toBeGreaterThan(100);
    const statuses = new Set(day.witness.answers.map(({ status }) => status));
    for (const status of [200, 201, 400, 401, 403, 404, 409, 413, 415, 500]) expect(statuses).toContain(status);
    const frames = day.witness.framesByCaller();
    expect(Object.keys(frames).sort()).toEqual(['advisor', 'display', 'kiosk', 'supervisor', 'ticket page']);
    for (const [who, heard] of Object.entries(frames)) expect([who, heard > 5]).toEqual([who, true]);

    // What was looked at holds what it should: seals, the quiet levels of the log, the values of a failed statement.
    const text = (place: RegExp) =>
      captures
        .filter((one) => place.test(one.place))
        .map(({ data }) => data.toString('latin1'))
        .join('\n');
    expect(text(/^server log$/)).toMatch(/"level":20/);
    expect(text(/^server log$/)).toMatch(/POST \/api\/tickets /);
    expect(text(/^postgres log$/)).toMatch(/duplicate key value violates unique constraint[^]*Key \(national_id_hash/);
    expect(text(/^postgres log$/)).toMatch(/ with parameters: \$1 = '1'/);
    expect(text(/^table pg_stat_statements$/)).toContain('insert into ticket');
    expect(text(/^http nobody$/)).toContain('ticketero_messages_total');
    const [{ sealed } = { sealed: '' }] = await day.postgres.query(
      "select encode(national_id, 'hex') as sealed from ticket limit 1",
    );
    expect(text(/^table ticket_\d+$/)).toContain(sealed);
    expect(files.some(({ data }) => data.includes(Buffer.from(String(sealed), 'hex')))).toBe(true);
    expect(
      grep(captures, MARKS)
        .filter(isAllowed)
        .map(({ kind }) => kind),
    ).toEqual(expect.arrayContaining(['masked', 'name', 'chat']));
  });

  it('R13: a mark put into any of these is found, in whatever form', () => {
    for (const capture of [...captures, ...files.slice(0, 3)]) {
      const mark = MARKS.find(({ kind, text }) => kind === 'id' && text === IDS.ana)!;
      const planted = { ...capture, data: Buffer.concat([capture.data, Buffer.from(` ${mark.text} `)]) };
      const found = forbidden([planted], BYTES).filter(({ text }) => text === mark.text);
      expect(found).toEqual([expect.objectContaining({ place: capture.place, kind: 'id' })]);
    }
    for (const mark of MARKS.filter(({ kind }) => kind === 'id' || kind === 'phone')) {
      for (const [form, bytes] of formsOf(mark.text)) {
        const data = Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]);
        expect([mark.text, form, forbidden([{ place: 'anywhere', data }]).length > 0]).toEqual([mark.text, form, true]);
      }
    }
  });

  it('R13: and one that really was written into the database is found in its table, its files and its log', async () => {
    await day.postgres.query('insert into job_lease (name, holder, until) values ($1, $2, now())', [
      IDS.elena,
      PHONES.ana,
    ]);
    await day.postgres.query('select $1::text::int', [IDS.benito]).catch(() => null);
    const places = (found: Finding[], kind: Kind) =>
      new Set(found.filter((one) => one.kind === kind).map(({ place }) => place.replace(/ .*/, '')));
    const found = forbidden([...(await day.postgres.dump()), day.postgres.log]);
    expect(places(found, 'id')).toEqual(new Set(['table', 'postgres']));
    expect(places(found, 'phone')).toEqual(new Set(['table']));
    expect(places(forbidden(await day.postgres.files(), BYTES), 'id')).toEqual(new Set(['file']));
  });
});
