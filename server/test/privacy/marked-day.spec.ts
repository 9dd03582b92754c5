import { Agent } from 'node:http';

import type { Document } from '../support/contract.js';
import { AGENT, Day, eventually, IDS, MARKS, PHONES } from './day.js';
import { formsOf, grep, type Capture, type Finding, type Kind } from './marks.js';
import { complaints, malformed, mistakes, sweepReads, sweepWrites } from './sweep.js';

jest.setTimeout(240_000);

/** What R13 lets stand where; everything else nowhere. */
const ALLOWED: [place: RegExp, kinds: Kind[], why: string][] = [
  [/^http (kiosk|advisor|carmen|supervisor|admin)$/, ['masked'], 'staff and the kiosk that asked see the end of an id'],
  [/^http (supervisor|admin)$/, ['name'], 'the browser that did it, in the audit log (R10)'],
  [/^(table audit_log|file )/, ['name'], 'the same, where it is kept'],
  [
    /^table (ticket_\d+|telegram_link|pg_stats)$|^file /,
    ['chat'],
    'the chat of a ticket and of a phone, and their indexes',
  ],
  [/^calls to Telegram$/, ['chat'], 'who a message is for'],
];

const isAllowed = ({ place, kind, text }: Finding): boolean =>
  ALLOWED.some(([where, kinds]) => where.test(place) && kinds.includes(kind) && (kind !== 'name' || text === AGENT));

const forbidden = (captures: Capture[], forms?: string[]): Finding[] =>
  grep(captures, MARKS, forms).filter((finding) => !isAllowed(finding));

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
});
