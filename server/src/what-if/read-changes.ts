import type { Branch, WhatIfChange } from '@ticketero/core';

import { invalid } from '../platform/errors/problem.js';
import type { WhatIfChangeDto } from './dto.js';

/**
 * The changes as the core asks them. Throws VALIDACION_FALLIDA for a field that its kind needs or a time that goes
 * backwards, and by the branch ASESOR_NO_ENCONTRADO and COLA_NO_ENCONTRADA. `endsAt`: ms since the epoch.
 */
export function readChanges(branch: Branch, changes: readonly WhatIfChangeDto[], endsAt: number): WhatIfChange[] {
  return changes.map((change, index) => readChange(branch, change, `changes.${index}`, endsAt));
}

function readChange(branch: Branch, change: WhatIfChangeDto, at: string, endsAt: number): WhatIfChange {
  const needed = <T>(field: keyof WhatIfChangeDto, value: T | null | undefined): T => {
    if (value === undefined || value === null) throw invalid({ [`${at}.${field}`]: 'Es obligatorio para este cambio' });
    return value;
  };
  if (change.kind === 'POLICY') return { kind: 'POLICY', policy: needed('policy', change.policy) };
  const span = readSpan(branch, change, at, endsAt);
  const queueTypes = (): string[] => {
    const all = needed('queueTypes', change.queueTypes);
    return all.map((queueType) => branch.queue(queueType).queueType);
  };
  if (change.kind === 'ADVISOR_ADDED') return { kind: change.kind, queueTypes: queueTypes(), ...span };
  const advisorId = branch.advisor(needed('advisorId', change.advisorId)).id;
  if (change.kind === 'ADVISOR_LEAVES') return { kind: change.kind, advisorId, ...span };
  return { kind: change.kind, advisorId, queueTypes: queueTypes(), ...span };
}

function readSpan(
  branch: Branch,
  { from, to }: WhatIfChangeDto,
  at: string,
  endsAt: number,
): { from: number; to: number } {
  const begins = readInstant(from, branch.now, `${at}.from`);
  const ends = readInstant(to, Math.max(endsAt, begins + 1), `${at}.to`);
  if (ends <= begins) throw invalid({ [`${at}.to`]: 'Debe ser después del comienzo' });
  return { from: begins, to: ends };
}

function readInstant(text: string | null | undefined, otherwise: number, field: string): number {
  if (text === undefined || text === null) return otherwise;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalid({ [field]: 'No es un instante' });
  return at;
}
