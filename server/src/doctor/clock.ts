import { offsetAt } from '@ticketero/core';

import { fail, rowsOf, some, type Check, type Finding } from './check.js';

/** Leases, tokens and the chain bear this much. */
const APART_MS = 2_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A change of the clocks lies within. */
const AHEAD_DAYS = [0, 90, 180, 270];

/** Minutes east of UTC at a moment, as this Node knows it; null: it does not know the zone. */
export function offsetOf(zone: string, at: number): number | null {
  try {
    return offsetAt(at, zone) / MINUTE_MS;
  } catch {
    return null;
  }
}

export const clock: Check = {
  name: 'clock',
  async examine(patient) {
    const findings: Finding[] = [];
    const before = patient.now();
    const [read] = await rowsOf<{ ms: number }>(
      patient,
      'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
    );
    const apart = Math.round((read?.ms ?? 0) - (before + patient.now()) / 2);
    if (Math.abs(apart) > APART_MS) {
      const what = `the database’s clock is ${Math.abs(apart / 1000).toFixed(1)} s ${apart > 0 ? 'ahead of' : 'behind'} this one`;
      findings.push(fail(what, 'let both keep time by NTP (timedatectl, chronyc tracking)'));
    }
    const zones = await rowsOf<{ zone: string; known: boolean }>(
      patient,
      `select distinct time_zone as zone, exists (select from pg_timezone_names n where n.name = time_zone) as known
      from branch where active order by 1`,
    );
    const wrong: string[] = [];
    for (const { zone, known } of zones) if (!known || !(await isAgreed(patient, zone))) wrong.push(zone);
    if (wrong.length > 0) {
      const what = `this machine and the database do not agree on the hours of ${some(wrong)}`;
      findings.push(fail(what, 'update the time zones: the newest Node of its line, and tzdata at the database'));
    }
    return { looked: `${Math.abs(apart)} ms apart; ${zones.length} time zones agree`, findings };
  },
};

async function isAgreed(patient: Parameters<Check['examine']>[0], zone: string): Promise<boolean> {
  const moments = AHEAD_DAYS.map((days) => patient.now() + days * DAY_MS);
  const rows = await rowsOf<{ minutes: number }>(
    patient,
    `select (extract(epoch from (m at time zone $1) - (m at time zone 'UTC')) / 60)::int as minutes
    from unnest($2::timestamptz[]) with ordinality as moments(m, n) order by n`,
    [zone, moments.map((at) => new Date(at))],
  );
  return rows.every(({ minutes }, i) => minutes === offsetOf(zone, moments[i] ?? 0));
}
