import type { Ticket } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import {
  isActive,
  Refusal,
  transferTicket,
  type Branch,
  type Ticket as CoreTicket,
  type TransferTarget,
} from '@ticketero/core';

import { UnitOfWork, type RunOptions } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { Pii } from '../platform/pii.js';
import { isSecondTicket, OneActive } from './one-active.js';
import { presentTicketOf } from './present-ticket.js';
import { TicketFinder, type FoundTicket } from './ticket-finder.js';
import { TicketLinks } from './ticket-links.js';

/** R4 transfer, reinstate and call back of any ticket of a branch. */
@Injectable()
export class MoveTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly finder: TicketFinder,
    private readonly links: TicketLinks,
    private readonly oneActive: OneActive,
    private readonly pii: Pii,
  ) {}

  /** Throws TRANSICION_INVALIDA for a ticket that has ended, and what `transferTicket` throws. */
  async transfer(found: FoundTicket, target: TransferTarget, actor: Actor): Promise<Ticket> {
    const { codigoReferencia, status } = found.ticket;
    const ended = (from: string) => new Refusal('TRANSICION_INVALIDA', { from, command: 'transfer' });
    if (!isActive(status)) throw ended(status);
    return this.run(found, actor, (branch) => transferTicket(branch, codigoReferencia, target), {
      notThere: ended('FINAL'),
    });
  }

  /** `decide`: the core's command. Throws TICKET_ACTIVO_EXISTENTE (R3), and what the command throws. */
  async reinstate(found: FoundTicket, actor: Actor, decide: (branch: Branch) => CoreTicket): Promise<Ticket> {
    const { codigoReferencia, status } = found.ticket;
    try {
      return await this.run(found, actor, decide, {
        about: { ticket: codigoReferencia },
        notThere: new Refusal('TRANSICION_INVALIDA', { from: status, command: 'reinstate', reason: 'OTRO_DIA' }),
      });
    } catch (error) {
      if (isSecondTicket(error)) return this.oneActive.refuse(await this.pii.open(found.national_id), true);
      throw error;
    }
  }

  /** `notThere`: what it means that the branch has no such ticket at present. */
  private async run(
    found: FoundTicket,
    actor: Actor,
    decide: (branch: Branch) => CoreTicket,
    { notThere, ...options }: RunOptions & { notThere: Refusal },
  ): Promise<Ticket> {
    try {
      const { branch, answer } = await this.unitOfWork.run(found.branch_id, actor, decide, options);
      const ticket = presentTicketOf(branch, answer, this.links.of(answer.codigoReferencia));
      return { ...ticket, nationalId: await this.finder.maskedId(found) };
    } catch (error) {
      if (error instanceof Refusal && error.code === 'TICKET_NO_ENCONTRADO') throw notThere;
      throw error;
    }
  }
}
