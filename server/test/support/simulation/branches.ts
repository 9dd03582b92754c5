import { BranchDirectory, AdvisorEntity } from '../../../src/branches/index.js';
import { UserEntity } from '../../../src/identity/index.js';
import type { TestApp } from '../app.js';
import { addBranch, row, rows } from '../rows.js';

const span = (from: string, to: string) => [{ from, to }];
const daily = (from: string, to: string) => ({
  week: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, span(from, to)])),
});

/** A branch of the simulated bank. */
export interface SimulatedBranch {
  code: string;
  timeZone: string;
  openingHours: object | null;
  settings: object;
}

/** Four branches that have nothing in common but the bank. All are open from 13:00 to 17:00 UTC in October. */
export const BRANCHES: SimulatedBranch[] = [
  {
    code: 'CENTRO',
    timeZone: 'America/Santiago', // UTC−3
    openingHours: daily('10:00', '14:00'),
    settings: { dispatchPolicy: 'guard', noShowMinutes: 15, reservationMinutes: 10, graceMinutes: 0 },
  },
  {
    code: 'MADRID',
    timeZone: 'Europe/Madrid', // UTC+2
    openingHours: daily('15:00', '19:00'),
    settings: { dispatchPolicy: 'strict', assignmentMode: 'onCall', recallCooldownSeconds: 60, graceMinutes: 30 },
  },
  {
    code: 'NEPAL',
    timeZone: 'Asia/Kathmandu', // UTC+5:45
    openingHours: daily('18:45', '22:45'),
    settings: { dispatchPolicy: 'fifo', pickAllowed: false, graceMinutes: 15 },
  },
  {
    // Open day and night: its day ends at its midnight, while people wait, and one night its clocks go forward.
    code: 'HOWE',
    timeZone: 'Australia/Lord_Howe', // UTC+10:30, from 2026-10-03 15:30 UTC on UTC+11
    openingHours: null,
    settings: { dispatchPolicy: 'guard', guardRatio: 0.5, noShowMinutes: 10, preferentialCreditMinutes: 0 },
  },
];

const SKILLS = [
  ['CAJA', 'PERSONAL_BANKER'],
  ['CAJA'],
  ['PERSONAL_BANKER', 'EMPRESAS'],
  ['CAJA', 'EMPRESAS', 'GERENCIA'],
];

/** The users of a branch who have a desk, without their domain. */
export const advisorsOf = (code: string): string[] =>
  SKILLS.map((_, index) => `asesor.${index + 1}.${code}`.toLowerCase());
export const supervisorOf = (code: string): string => `supervisor.${code}`.toLowerCase();

/** Makes them in the database, each with a supervisor and four advisors who sign in with the demo's password. */
export async function addBranches(test: TestApp): Promise<void> {
  const users = test.dataSource.getRepository(UserEntity);
  const { passwordHash } = await users.findOneByOrFail({ email: 'admin@banco.com' });
  for (const { code, timeZone, openingHours, settings } of BRANCHES) {
    if (code !== 'CENTRO') await addBranch(test, code);
    const { id: branchId } = await row(test, 'select id from branch where code = $1', [code]);
    await rows(test, 'update branch set time_zone = $2, opening_hours = $3, settings = settings || $4 where id = $1', [
      branchId,
      timeZone,
      openingHours && JSON.stringify(openingHours),
      JSON.stringify(settings),
    ]);
    const person = (user: string, role: 'ADVISOR' | 'SUPERVISOR') =>
      users.save({ branchId, email: `${user}@banco.com`, name: user, role, passwordHash });
    await person(supervisorOf(code), 'SUPERVISOR');
    for (const [index, user] of advisorsOf(code).entries()) {
      const { id: userId, email, name } = await person(user, 'ADVISOR');
      const desk = { branchId, userId, name, email, moduleNumber: index + 1, queueTypes: SKILLS[index] };
      await test.dataSource.getRepository(AdvisorEntity).save(desk);
    }
  }
  test.app.get(BranchDirectory).forget();
}
