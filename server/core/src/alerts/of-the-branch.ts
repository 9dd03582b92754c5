import type { Advisor } from '../branch/advisor.js';
import type { Branch } from '../branch/branch.js';
import type { Queue } from '../branch/queue.js';
import { canServe } from '../dispatch/assign.js';
import { expectedServiceMs } from '../estimate/service-time.js';
import type { Ticket } from '../ticket/ticket.js';
import type { AlertSubject, AlertType, Finding } from './alert.js';

const MINUTE = 60_000;
export const NOBODY: AlertSubject = { queueType: null, advisorId: null, deviceId: null };

/** The types that a branch as it was loaded is enough for. */
export const BRANCH_ALERTS = [
  'COLA_CRITICA',
  'ESPERA_EXCEDIDA',
  'SIN_ASESORES',
  'ASESOR_INACTIVO',
  'IMPRESORA',
  'SONIDO_BLOQUEADO',
] as const satisfies AlertType[];

/** What of them is wrong now. */
export function findInBranch(branch: Branch): Finding[] {
  const lines = new Map([...branch.queues.values()].map((queue) => [queue, [] as Ticket[]]));
  const waiting = branch.waiting();
  for (const ticket of waiting) lines.get(branch.queue(ticket.queueType))?.push(ticket);
  const queues = [...lines].filter(([, line]) => line.length > 0);
  return [
    ...nobodyAtAll(branch, waiting),
    ...queues.flatMap(([queue, line]) => [
      ...nobodyServes(branch, queue, line),
      ...tooMany(queue, line),
      ...tooLong(branch, queue, line),
    ]),
    ...[...branch.advisors.values()].flatMap((advisor) => idle(branch, advisor, waiting)),
    ...devices(branch),
  ];
}

const isOnDuty = (branch: Branch): boolean =>
  [...branch.advisors.values()].some((advisor) => advisor.status !== 'OFFLINE');
const minutes = (ms: number): number => Math.floor(ms / MINUTE);
const oldestOf = (line: Ticket[]): Ticket | null =>
  line.reduce<Ticket | null>((first, ticket) => (first && first.createdAt <= ticket.createdAt ? first : ticket), null);

function nobodyAtAll(branch: Branch, waiting: Ticket[]): Finding[] {
  if (waiting.length === 0 || isOnDuty(branch)) return [];
  const facts = { waiting: waiting.length };
  return [{ ...NOBODY, type: 'SIN_ASESORES', severity: 'CRITICAL', since: branch.noAdvisorsSince, facts }];
}

function nobodyServes(branch: Branch, { queueType }: Queue, line: Ticket[]): Finding[] {
  if (!isOnDuty(branch) || branch.isServed(queueType)) return [];
  const since = oldestOf(line)?.createdAt ?? null;
  const facts = { waiting: line.length };
  return [{ ...NOBODY, queueType, type: 'SIN_ASESORES', severity: 'WARNING', since, facts }];
}

function tooMany({ queueType, alertWaiting }: Queue, line: Ticket[]): Finding[] {
  if (line.length <= alertWaiting) return [];
  const facts = { waiting: line.length, limit: alertWaiting };
  return [{ ...NOBODY, queueType, type: 'COLA_CRITICA', severity: 'CRITICAL', since: null, facts }];
}

function tooLong(branch: Branch, { queueType, targetWaitMinutes }: Queue, line: Ticket[]): Finding[] {
  const oldest = oldestOf(line);
  const since = oldest && oldest.createdAt + targetWaitMinutes * MINUTE;
  if (oldest === null || since === null || branch.now <= since) return [];
  const waitedMinutes = minutes(branch.now - oldest.createdAt);
  const facts = { numero: oldest.numero, waitedMinutes, targetMinutes: targetWaitMinutes };
  return [{ ...NOBODY, queueType, type: 'ESPERA_EXCEDIDA', severity: 'WARNING', since, facts }];
}

/** Ready while people wait for others, or with one customer for several times as long as it usually takes. */
function idle(branch: Branch, advisor: Advisor, waiting: Ticket[]): Finding[] {
  const about = { ...NOBODY, advisorId: advisor.id, type: 'ASESOR_INACTIVO' } as const;
  const who = { advisor: advisor.name, ...(advisor.moduleNumber !== null && { moduleNumber: advisor.moduleNumber }) };
  const { idleMinutes, longServiceTimes, longServiceMinutes } = branch.settings.alerts;
  if (advisor.status === 'AVAILABLE') {
    // Those who wait for one advisor alone are nobody else's to help.
    const others = waiting.filter((ticket) => ticket.reservedAdvisorId === null && !canServe(advisor, ticket));
    const readyMs = branch.now - advisor.statusSince;
    if (others.length === 0 || readyMs < idleMinutes * MINUTE) return [];
    const facts = { ...who, idleMinutes: minutes(readyMs), waiting: others.length };
    return [{ ...about, severity: 'INFO', since: advisor.statusSince, facts }];
  }
  const ticket = branch.currentOf(advisor.id);
  if (!ticket || ticket.assignedAt === null) return [];
  const queue = branch.queue(ticket.queueType);
  const usualMs = expectedServiceMs(queue.averageTimeMinutes * MINUTE, queue.learned?.service ?? null);
  const servingMs = branch.now - ticket.assignedAt;
  if (servingMs < Math.max(longServiceTimes * usualMs, longServiceMinutes * MINUTE)) return [];
  const usualMinutes = Math.max(1, Math.round(usualMs / MINUTE));
  const facts = { ...who, numero: ticket.numero, servingMinutes: minutes(servingMs), usualMinutes };
  return [{ ...about, severity: 'WARNING', since: ticket.assignedAt, facts }];
}

/** Kiosks whose last slip did not come out, and screens that may not sound, until one does or it may. */
function devices(branch: Branch): Finding[] {
  return branch.state.deviceTroubles.map(({ deviceId, name, printer, since }) => {
    const about = { ...NOBODY, deviceId, severity: 'WARNING', since } as const;
    return printer === null
      ? { ...about, type: 'SONIDO_BLOQUEADO', facts: { device: name } }
      : { ...about, type: 'IMPRESORA', facts: { device: name, printer } };
  });
}
