import { Inject, Injectable } from '@nestjs/common';
import type { AuditHead } from '@ticketero/contract';
import { businessDay } from '@ticketero/core';

import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { isDay } from '../platform/http/day.js';
import { AuditChains, type Chain } from './audit-chains.js';
import { signHead } from './signed-head.js';

/** The head of one chain at the end of a day, as it is signed. */
export async function headOf(chains: AuditChains, chain: Chain, date: string, now: number) {
  const { head, length, lastId } = await chains.headOfDay(chain, date);
  return {
    branch: chain.branch,
    date,
    events: length,
    lastId,
    lastHash: head && head.toString('hex'),
    signedAt: new Date(now).toISOString(),
  };
}

/** R10: the day's last hash, signed, so that the bank can keep it elsewhere (ADR 0008). */
@Injectable()
export class AuditHeads {
  constructor(
    private readonly chains: AuditChains,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'auditKey'>,
  ) {}

  /** `date`: today where absent. Throws VALIDACION_FALLIDA for a day to come, SERVICIO_NO_DISPONIBLE without a key. */
  async ofBranch(branchId: number | null, date?: string): Promise<AuditHead> {
    const { auditKey } = this.config;
    if (!auditKey)
      throw new ProblemError('SERVICIO_NO_DISPONIBLE', {
        mensaje: 'No hay clave para firmar (AUDIT_SIGNING_KEY)',
        detail: 'There is no key to sign with (AUDIT_SIGNING_KEY)',
      });
    const chain = await this.chains.of(branchId);
    const now = this.clock.now();
    const today = businessDay(now, chain.timeZone);
    if (date !== undefined && (!isDay(date) || date > today)) throw invalid({ date: 'No es un día hasta hoy' });
    return signHead(await headOf(this.chains, chain, date ?? today, now), auditKey);
  }
}
