import { fail, rowsOf, type Check, type Finding } from './check.js';

/** R9: what may go out goes out at once; a burst takes its time, and a failure its 30, 60 and 120 seconds. */
const LATE_MS = 5 * 60_000;

/** $1: what was due before is late. */
const LATE_MESSAGES = `
  select count(*)::int as late, min(fecha_programada) as since from mensaje
  where estado_envio = 'PENDIENTE' and ready_at is not null and fecha_programada < $1
    and (locked_until is null or locked_until < $1)`;
const LATE_NOTICES = `
  select count(*)::int as late, min(due_at) as since from alert_notice
  where sent_at is null and failed_at is null and due_at < $1`;

export const messages: Check = {
  name: 'messages',
  async examine(patient) {
    const { config } = patient;
    const off = typeof config === 'string' || config.telegram === null;
    const findings: Finding[] = [];
    const asked: [string, string, boolean][] = [
      ['messages to customers', LATE_MESSAGES, off],
      ['notices of alerts', LATE_NOTICES, off && (typeof config === 'string' || config.alertWebhook === null)],
    ];
    for (const [what, sql] of asked.filter(([, , isOff]) => !isOff)) {
      const [found] = await rowsOf<{ late: number; since: Date | null }>(patient, sql, [
        new Date(patient.now() - LATE_MS),
      ]);
      if (!found?.since) continue;
      const since = found.since.toISOString();
      findings.push(
        fail(
          `${found.late} ${what} are late, since ${since}`,
          'GET /api/health says why: no server runs, or the way out is closed',
        ),
      );
    }
    return { looked: off ? 'Telegram is off, and they wait' : 'none is late', findings };
  },
};
