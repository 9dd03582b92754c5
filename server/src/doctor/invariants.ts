import { fail, rowsOf, type Check, type Finding } from './check.js';
import { FORBIDDEN } from './forbidden.js';

/** Of what must never be, that which is of today and cheap to ask; and how it is mended while people wait. */
const OF_TODAY: Record<string, string> = {
  'R3: two active tickets of a person': 'cancel one of them on the dashboard',
  'R7: an advisor with two tickets': 'complete one of them on the dashboard (Personas, Liberar)',
  'R7: a module with two advisors': 'set one of them to OFFLINE on the dashboard',
  'R7: a load that is not true': 'set the advisor to OFFLINE and back: every change of theirs counts it anew',
  'R7: a ticket that waits for somebody who is not there': 'release the reservation on the dashboard',
  'R4: a ticket that outlived its day': 'look for positions and close-day in GET /api/health: they end it',
  'R9: messages of a ticket that has ended and are still pending': 'report it: they are never sent, and do no harm',
};

/** Not among the rest: constraints and foreign keys keep the tests from ever seeing it. */
const UNATTENDED = 'R7: a ticket that is served by nobody';
const SERVED_BY_NOBODY = `
  select t.numero from ticket t left join advisor a on a.id = t.assigned_advisor_id and a.branch_id = t.branch_id
  where t.status = 'ATENDIENDO' and (a.id is null or a.status <> 'BUSY' or not a.active)`;

export const invariants: Check = {
  name: 'invariants',
  async examine(patient) {
    const rules: [rule: string, sql: string, whatToDo: string][] = [
      [UNATTENDED, SERVED_BY_NOBODY, 'end it on the dashboard (Personas, Liberar), and report how it came about'],
      ...Object.entries(OF_TODAY).map(([rule, whatToDo]): [string, string, string] => [
        rule,
        FORBIDDEN[rule] ?? '',
        whatToDo,
      ]),
    ];
    const findings: Finding[] = [];
    for (const [rule, sql, whatToDo] of rules) {
      const rows = await rowsOf(patient, sql);
      if (rows.length > 0) findings.push(fail(`${rule}: ${said(rows[0] ?? {})}${others(rows.length)}`, whatToDo));
    }
    return { looked: `${rules.length} rules of what the database must never hold`, findings };
  },
};

/** Numbers, names and counts; a hash of an id is nobody's business. */
const said = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .filter(([, value]) => !Buffer.isBuffer(value))
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ') || 'one';

const others = (count: number): string => (count > 1 ? ` and ${count - 1} more` : '');
