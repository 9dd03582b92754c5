import type { BranchFileQueue } from '@ticketero/contract';
import { dayIsDue, type Branch } from '@ticketero/core';

import { invalid, ProblemError, type Says } from '../platform/errors/problem.js';
import type { BranchFacts } from './facts.js';
import { checkHours } from './hours.js';

/** What no single field says: hours that cross, a language that is not offered, an unknown zone. Throws VALIDACION_FALLIDA
 *  with all of it. */
export function requireSound(facts: BranchFacts): void {
  const wrong = checkHours(facts);
  if (facts.name === '') wrong['name'] = 'Es obligatorio';
  if (!isTimeZone(facts.timeZone)) wrong['timeZone'] = 'No es una zona horaria: por ejemplo America/Santiago';
  const { language, languages } = facts.settings;
  if (new Set(languages).size < languages.length) wrong['settings.languages'] = 'Hay un idioma dos veces';
  if (!languages.includes(language)) wrong['settings.language'] = 'Debe ser uno de los idiomas que ofrece';
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
}

/** An IANA name: `UTC`, `America/Santiago`; no offset and no abbreviation. */
function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Z][A-Za-z]+(\/[A-Za-z0-9_+-]+){1,2}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A change that carries the version that it was made of: it must still be the one. Throws CONFLICTO. */
export function requireVersion(carried: string | undefined, present: string | null): void {
  if (carried === undefined || carried === present) return;
  const says = {
    mensaje: 'Alguien más cambió esto mientras tanto: vuelve a cargarlo y revisa tu cambio',
    detail: 'Somebody else has changed this meanwhile: load it again and look at your change',
  };
  throw harm('version', says);
}

const harm = (field: string, says: Says): ProblemError =>
  new ProblemError('CONFLICTO', says, { campos: { [field]: says.mensaje } });

/** A time zone moves the day under the numbers that it has given. Throws CONFLICTO. */
export function refuseZoneNow(): never {
  throw harm('timeZone', {
    mensaje: 'La sucursal ya dio números hoy: cambia la zona horaria antes del primero de mañana',
    detail: 'The branch has given numbers today: change the time zone before the first one of tomorrow',
  });
}

/** What the change would do to people who are there at this moment. `branch`: already as configured. Throws CONFLICTO. */
export function refuseHarm(branch: Branch, before: BranchFacts, after: BranchFacts): void {
  const present = [...branch.advisors.values()].filter(({ status }) => status !== 'OFFLINE');
  const waiting = branch.activeTickets().length;
  const used = present.reduce((most, { moduleNumber }) => Math.max(most, moduleNumber ?? 0), 0);
  if (after.moduleCount < before.moduleCount && after.moduleCount < used) {
    throw harm('moduleCount', {
      mensaje: `El módulo ${used} está en uso: no pueden quedar menos`,
      detail: `Module ${used} is in use: there cannot be fewer`,
    });
  }
  if (before.active && !after.active && (waiting > 0 || present.length > 0)) {
    throw harm('active', {
      mensaje: `La sucursal está atendiendo: ${present.length} en sus puestos y ${waiting} números activos. Ciérrala primero`,
      detail: `The branch is at work: ${present.length} at their desks and ${waiting} active numbers. Close it first`,
    });
  }
  const hours = (facts: BranchFacts): string =>
    JSON.stringify([facts.openingHours, facts.holidays, facts.settings.graceMinutes, facts.timeZone]);
  if (hours(before) !== hours(after) && waiting > 0 && dayIsDue(branch)) {
    throw harm('openingHours', {
      mensaje: `Con ese horario la jornada ya habría terminado y se cerrarían ${waiting} números: cámbialo mañana`,
      detail: `With these hours the day would be over already, and ${waiting} numbers closed: change it tomorrow`,
    });
  }
}

/** Somebody at a desk would have no queue left. `branch`: already as configured. Throws CONFLICTO. */
export function refuseIdleAdvisors(branch: Branch, disabled: readonly Pick<BranchFileQueue, 'queueType'>[]): void {
  const gone = new Set(disabled.map(({ queueType }) => queueType));
  for (const { status, queueTypes, name } of branch.advisors.values()) {
    if (status === 'OFFLINE' || !queueTypes.some((queueType) => gone.has(queueType))) continue;
    if (queueTypes.some((queueType) => branch.queues.get(queueType)?.enabled)) continue;
    throw harm('enabled', {
      mensaje: `${name} está en su puesto y no atiende otra cola`,
      detail: `${name} is at the desk and serves no other queue`,
    });
  }
}
