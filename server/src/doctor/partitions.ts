import { fail, rowsOf, some, warn, type Check, type Finding } from './check.js';

const PARENTS = ['ticket', 'mensaje', 'audit_log'];
/** R12: tickets stay 90 days and until their month is over; some nights for the job to come round. */
const TICKET_DAYS = 90;
const NIGHTS = 7;
const DAY_MS = 86_400_000;

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7).replace('-', '');

/** The month after, at its first midnight. */
function nextMonth(at: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1);
}

/** `names`: of the partitions that are there. */
export function partitionFindings(names: readonly string[], now: number): Finding[] {
  const findings: Finding[] = [];
  const wanted = [now, nextMonth(now)].flatMap((at) => PARENTS.map((parent) => `${parent}_${monthOf(at)}`));
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    findings.push(
      fail(`${some(missing)} are missing`, 'select ensure_month_partitions(date) as the owner; a server does it daily'),
    );
  }
  const over = monthOf(now - (TICKET_DAYS + NIGHTS) * DAY_MS);
  const old = names.filter((name) => /^ticket_\d{6}$/.test(name) && name.slice('ticket_'.length) < over);
  if (old.length > 0) {
    const what = `${some(old)} should have left: ids and phones are kept longer than was promised (R12)`;
    findings.push(fail(what, 'look for retention in GET /api/health and for SCHEDULER_ERROR in the audit log'));
  }
  return findings;
}

export const partitions: Check = {
  name: 'partitions',
  async examine(patient) {
    const rows = await rowsOf<{ name: string }>(
      patient,
      'select inhrelid::regclass::text as name from pg_inherits where inhparent::regclass::text = any($1) order by 1',
      [PARENTS],
    );
    const names = rows.map(({ name }) => name);
    const findings = partitionFindings(names, patient.now());
    const caught: string[] = [];
    for (const parent of PARENTS.filter((one) => names.includes(`${one}_default`))) {
      const [found] = await rowsOf<{ any: boolean }>(patient, `select exists (select from ${parent}_default) as any`);
      if (found?.any) caught.push(`${parent}_default`);
    }
    if (caught.length > 0) {
      findings.push(
        warn(
          `${some(caught)} hold rows: their month was not there`,
          'the job retention moves them to a month of their own',
        ),
      );
    }
    return { looked: `${names.length}, this month’s and the next with them`, findings };
  },
};
