import { checkInvariants } from './invariants.mjs';
import { emptyRecord } from './world.mjs';

const OPENED = Date.UTC(2026, 2, 10, 12, 0);
const time = (minutes: number) => new Date(OPENED + minutes * 60_000).toISOString();

/** `GET /api/tickets/{codigo}` after the day, the fields that matter here. */
interface Told {
  codigoReferencia: string;
  numero: string;
  status: string;
  assignedAt: string | null;
  completedAt: string | null;
  assignedAdvisor: { name: string } | null;
}

function told(numero: string, status: string, advisor: string | null, from = 0, to: number | null = null): Told {
  return {
    codigoReferencia: `code of ${numero}`,
    numero,
    status,
    assignedAt: advisor === null ? null : time(from),
    completedAt: to === null ? null : time(to),
    assignedAdvisor: advisor === null ? null : { name: advisor },
  };
}

const load = (name: string, currentTicket: string | null, workloadMinutes: number) => ({
  name,
  status: currentTicket === null ? 'AVAILABLE' : 'BUSY',
  currentTicket,
  assignedTicketsCount: currentTicket === null ? 0 : 1,
  workloadMinutes,
});

/** A small day on which nothing went wrong: C01 and C02 served by Luis, C03 left, P01 never came to Ana. */
function soundRecord() {
  const record = emptyRecord();
  const tickets = [
    told('C01', 'COMPLETADO', 'Luis', 1, 6),
    told('C02', 'COMPLETADO', 'Luis', 6, 12),
    told('C03', 'CANCELADO', null),
    told('P01', 'NO_ATENDIDO', 'Ana', 2),
  ];
  record.tickets = tickets;
  record.arrivals = 4;
  record.issued = tickets.map(({ codigoReferencia, numero }) => ({
    codigoReferencia,
    numero,
    queueType: numero.startsWith('C') ? 'CAJA' : 'PERSONAL_BANKER',
  }));
  record.assignments = tickets.flatMap(({ codigoReferencia, assignedAdvisor }) =>
    assignedAdvisor ? [{ codigoReferencia, advisor: assignedAdvisor.name }] : [],
  );
  record.endings = tickets.map(({ codigoReferencia, status }, index) => ({
    codigoReferencia,
    ending: status as 'COMPLETADO',
    at: OPENED + (6 + index * 6) * 60_000,
  }));
  record.recalls = 1;
  record.doubleTaps = [{ statuses: [201, 201], codes: ['code of C01', 'code of C01'] }];
  record.secondTries = [{ status: 409, error: 'TICKET_ACTIVO_EXISTENTE', sameTicket: true }];
  record.loadSamples = [{ at: '09:05', advisors: [load('Luis', 'C01', 5), load('Ana', 'P01', 15)] }];
  record.loadsAtEnd = [load('Luis', null, 0), load('Ana', null, 0)];
  const calls = tickets.flatMap(({ numero, assignedAt }) => (assignedAt ? [`${numero} ${assignedAt}`] : []));
  record.displays = ['Display 1', 'Display 2'].map((name) => ({
    name,
    board: new Set(calls),
    announced: new Set(calls),
    recalls: 1,
    connections: 1,
  }));
  record.dashboard = { completadosHoy: 2, canceladosHoy: 1, noAtendidosHoy: 1 };
  record.http = [
    { label: 'POST /api/tickets', status: 201, ms: 3 },
    { label: 'POST /api/tickets', status: 409, ms: 3 },
  ];
  record.server = { code: 0, signal: null };
  return record;
}

type Record = ReturnType<typeof soundRecord>;

/** The element is there: the record is made above. */
const at = <T>(items: T[], index: number): T => items[index] as T;

const brokenIn = (record: Record) =>
  checkInvariants(record)
    .filter((verdict) => !verdict.ok)
    .map((verdict) => verdict.name);

test('a day without a fault keeps every invariant', () => {
  expect(brokenIn(soundRecord())).toEqual([]);
});

/** One way of breaking it each; the name is that of the invariant which must notice. */
const FAULTS: [invariant: string, fault: string, spoil: (record: Record) => void][] = [
  ['no ticket twice', 'a number given twice (R2)', (r) => (at(r.issued, 1).numero = 'C01')],
  ['no ticket twice', 'one code for two', (r) => (at(r.issued, 1).codigoReferencia = 'code of C01')],
  ['no ticket twice', 'a ticket ended twice (R4)', (r) => r.endings.push({ ...at(r.endings, 0) })],
  [
    'no ticket twice',
    'two advisors with one ticket (R7)',
    (r) => r.assignments.push({ codigoReferencia: 'code of C01', advisor: 'Ana' }),
  ],
  [
    'no advisor with two at once',
    'a second ticket before the first was completed (R7)',
    (r) => ((at(r.tickets, 1) as Told).assignedAt = time(5)),
  ],
  [
    'no advisor with two at once',
    'a second ticket before a no-show ended (R7)',
    (r) => {
      const next = at(r.tickets, 1) as Told;
      next.assignedAdvisor = { name: 'Ana' };
    },
  ],
  [
    'no advisor with two at once',
    'two assigned in a sample (R7)',
    (r) => (at(at(r.loadSamples, 0).advisors, 0).assignedTicketsCount = 2),
  ],
  ['none lost', 'somebody got no number', (r) => (r.arrivals = 5)],
  ['none lost', 'a ticket that is still served', (r) => ((at(r.tickets, 0) as Told).status = 'ATENDIENDO')],
  ['none lost', 'a ticket the server does not know', (r) => r.tickets.pop()],
  ['none lost', 'a ticket that ended otherwise', (r) => ((at(r.tickets, 0) as Told).status = 'CANCELADO')],
  ['none lost', 'a ticket that ended by itself', (r) => r.endings.shift()],
  ['numbers dense', 'a hole (R2)', (r) => (at(r.issued, 2).numero = 'C04')],
  ['numbers dense', 'not from 01 (R2)', (r) => (at(r.issued, 3).numero = 'P02')],
  ['one active ticket per person', 'a second ticket (R3)', (r) => (at(r.secondTries, 0).status = 201)],
  ['one active ticket per person', 'another refusal (R3)', (r) => (at(r.secondTries, 0).error = 'CUPO_AGOTADO')],
  ['one active ticket per person', 'not told which one (R3)', (r) => (at(r.secondTries, 0).sameTicket = false)],
  ['one active ticket per person', 'a double tap refused', (r) => (at(r.doubleTaps, 0).statuses = [201, 409])],
  ['one active ticket per person', 'a double tap with two tickets', (r) => (at(r.doubleTaps, 0).codes = ['a', 'b'])],
  [
    'loads true',
    'the minutes of another queue (R7)',
    (r) => (at(at(r.loadSamples, 0).advisors, 1).workloadMinutes = 5),
  ],
  ['loads true', 'work left at the end (R7)', (r) => (at(r.loadsAtEnd, 0).workloadMinutes = 5)],
  ['loads true', 'a ticket left at the end (R7)', (r) => (r.loadsAtEnd[0] = load('Luis', 'C01', 5))],
  [
    'loads true',
    'a ticket with an advisor who is not busy (R7)',
    (r) => (at(at(r.loadSamples, 0).advisors, 0).status = 'AVAILABLE'),
  ],
  ['loads true', 'nothing known of the end', (r) => (r.loadsAtEnd = [])],
  ['every display saw every call', 'a call that a board never had', (r) => at(r.displays, 1).board.clear()],
  ['every display saw every call', 'a call never announced', (r) => at(r.displays, 0).announced.clear()],
  ['every display saw every call', 'a recall never announced', (r) => (at(r.displays, 0).recalls = 0)],
  [
    'every display saw every call',
    'a call shown with another time',
    (r) => ((at(r.tickets, 0) as Told).assignedAt = time(1.5)),
  ],
  ['every display saw every call', 'no display at all', (r) => (r.displays = [])],
  ['no 5xx', 'a 500', (r) => (at(r.http, 1).status = 500)],
  ['no 5xx', 'no answer', (r) => (at(r.http, 1).status = 0)],
  [
    'no command refused',
    'a refused completion',
    (r) => r.refusals.push({ who: 'Luis', what: 'COMPLETADO', status: 409, error: 'TRANSICION_INVALIDA' }),
  ],
  ['figures agree', 'one served too many', (r) => r.dashboard && (r.dashboard.completadosHoy = 3)],
  ['figures agree', 'one who left too few', (r) => r.dashboard && (r.dashboard.canceladosHoy = 0)],
  ['figures agree', 'a no-show forgotten', (r) => r.dashboard && (r.dashboard.noAtendidosHoy = 0)],
  ['figures agree', 'no dashboard', (r) => (r.dashboard = null)],
  ['server stopped cleanly', 'another exit code', (r) => (r.server = { code: 1, signal: null })],
  ['server stopped cleanly', 'killed', (r) => (r.server = { code: null, signal: 'SIGKILL' })],
  ['server stopped cleanly', 'never stopped', (r) => (r.server = null)],
];

test.each(FAULTS)('%s: broken by %s', (invariant, _fault, spoil) => {
  const record = soundRecord();
  spoil(record);
  expect(brokenIn(record)).toContain(invariant);
});

test('every invariant has a fault that it notices', () => {
  const names = checkInvariants(soundRecord()).map((verdict) => verdict.name);
  expect([...new Set(FAULTS.map(([invariant]) => invariant))].sort()).toEqual([...names].sort());
});

test('a display that lost its connection is judged by its board alone', () => {
  const record = soundRecord();
  const display = at(record.displays, 0);
  display.connections = 2;
  display.announced.clear();
  expect(brokenIn(record)).toEqual([]);
});

test('no verdict shows a code of a person: problems name the number on the paper', () => {
  const record = soundRecord();
  record.assignments.push({ codigoReferencia: 'code of C01', advisor: 'Ana' });
  const [verdict] = checkInvariants(record);
  expect(verdict?.problems).toEqual(['C01 was called by Luis and by Ana']);
});
