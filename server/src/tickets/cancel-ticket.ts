import type { PublicTicket } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { cancel, isActive, Refusal } from '@ticketero/core';

import { UnitOfWork } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { presentTicketOf } from './present-ticket.js';
import type { FoundTicket } from './ticket-finder.js';
import { TicketLinks } from './ticket-links.js';

/** R4 cancel: by the customer while the ticket waits; by a supervisor (`byStaff`) also while it is served. */
@Injectable()
export class CancelTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: TicketLinks,
  ) {}

  /** Throws TRANSICION_INVALIDA when the ticket has ended already. */
  async run(found: FoundTicket, reason: string, byStaff: boolean, actor: Actor): Promise<PublicTicket> {
    const { codigoReferencia, status } = found.ticket;
    const ended = (from: string) => new Refusal('TRANSICION_INVALIDA', { from, command: 'cancel' });
    if (!isActive(status)) throw ended(status);
    try {
      const { branch, answer } = await this.unitOfWork.run(found.branch_id, actor, (branch) =>
        cancel(branch, codigoReferencia, reason, byStaff),
      );
      return presentTicketOf(branch, answer, this.links.of(codigoReferencia));
    } catch (error) {
      // It was active a moment ago: somebody else ended it before we had the branch.
      if (error instanceof Refusal && error.code === 'TICKET_NO_ENCONTRADO') throw ended('FINAL');
      throw error;
    }
  }
}
