import type { ChangeQueueRequest, CreateQueueRequest } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import type { Branch } from '@ticketero/core';

import { queueFacts, queueVersion } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { ProblemError } from '../platform/errors/problem.js';
import { ChangeBranch, type Configured } from './change-branch.js';
import { requireVersion } from './checks.js';
import { present } from './facts.js';

/** The queues of a branch (R1) as an ADMIN configures them. */
@Injectable()
export class Queues {
  constructor(private readonly changes: ChangeBranch) {}

  /** Throws CONFLICTO for a type that there is, VALIDACION_FALLIDA for a letter that is taken or gave numbers today (R2). */
  async create(branchId: number, request: CreateQueueRequest, actor: Actor): Promise<Branch> {
    const made = queueFacts({ alertWaiting: 15, dailyCap: null, enabled: true, ...tidy(request) });
    return this.change(branchId, actor, ({ facts, queues }) => {
      if (queues.some(({ queueType }) => queueType === made.queueType)) {
        const mensaje = `La sucursal ya tiene una cola ${made.queueType}`;
        const says = { mensaje, detail: `The branch has a queue ${made.queueType} already` };
        throw new ProblemError('CONFLICTO', says, { campos: { queueType: mensaje } });
      }
      return { facts, queues: [...queues, made] };
    });
  }

  /**
   * What is absent stays. Throws COLA_NO_ENCONTRADA, VALIDACION_FALLIDA for a letter as above, CONFLICTO for an older
   * version and for the last queue of somebody at a desk.
   */
  async set(branchId: number, queueType: string, request: ChangeQueueRequest, actor: Actor): Promise<Branch> {
    const { version, ...change } = request;
    const branch = await this.change(branchId, actor, ({ facts, queues }) => {
      const known = queues.find((queue) => queue.queueType === queueType);
      if (!known) return { facts, queues }; // said below, with the queues that there are
      requireVersion(version, queueVersion(known));
      const next = queueFacts({ ...known, ...tidy(change) });
      return { facts, queues: queues.map((queue) => (queue === known ? next : queue)) };
    });
    branch.queue(queueType);
    return branch;
  }

  private async change(branchId: number, actor: Actor, decide: (before: Configured) => Configured): Promise<Branch> {
    const { branch } = await this.changes.change(branchId, actor, decide);
    if (!branch) throw new ProblemError('CONFLICTO');
    return branch;
  }
}

function tidy<T extends { displayName?: string }>(change: T): T {
  const { displayName, ...rest } = present(change);
  return { ...rest, ...(displayName === undefined ? {} : { displayName: displayName.trim() }) } as T;
}
