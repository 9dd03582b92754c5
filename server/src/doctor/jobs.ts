import { fail, rowsOf, some, warn, type Check, type Finding } from './check.js';

/** Those that come round within minutes; a daily one may wait a day for its turn after a crash. */
const FREQUENT = [
  'positions',
  'assignment',
  'reservations',
  'no-show',
  'alerts',
  'close-day',
  'roll-ups',
  'messages',
  'telegram-updates',
  'alert-notices',
];
const LATE_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const NIGHTS_BEHIND = 3;

export const jobs: Check = {
  name: 'jobs',
  async examine(patient) {
    const findings: Finding[] = [];
    const now = patient.now();
    const [servers] = await rowsOf<{ connections: number }>(
      patient,
      `select count(*)::int as connections from pg_stat_activity
      where application_name like 'ticketero %' and datname = current_database()`,
    );
    const runs = (servers?.connections ?? 0) > 0;
    const left = await rowsOf<{ name: string }>(
      patient,
      'select name from job_lease where name = any($1) and until < $2 order by 1',
      [FREQUENT, new Date(now - LATE_MS)],
    );
    if (runs && left.length > 0) {
      const names = some(left.map(({ name }) => name));
      findings.push(
        fail(`nobody does ${names}, though a server runs`, 'restart the server; its log says what the job met'),
      );
    }
    const failed = await rowsOf<{ job: string; times: number }>(
      patient,
      `select entity_id as job, count(*)::int as times from audit_log
      where branch_id is null and event_type = 'SCHEDULER_ERROR' and created_at > $1 group by 1 order by 1`,
      [new Date(now - DAY_MS)],
    );
    if (failed.length > 0) {
      const names = some(failed.map(({ job, times }) => `${job} ${times} ×`));
      findings.push(
        warn(`failed in the last day: ${names}`, 'look at these times in the log; GET /api/health says what fails now'),
      );
    }
    const behind = await rowsOf<{ code: string }>(
      patient,
      `select b.code from retention_night r join branch b on b.id = r.branch_id where r.day < $1::date order by 1`,
      [new Date(now - NIGHTS_BEHIND * DAY_MS).toISOString().slice(0, 10)],
    );
    if (runs && behind.length > 0) {
      const codes = some(behind.map(({ code }) => code));
      findings.push(
        warn(`the nights of ${codes} are not done`, 'look for retention in GET /api/health: it makes up for them'),
      );
    }
    return { looked: runs ? 'a server runs, and each is done' : 'no server runs', findings };
  },
};
