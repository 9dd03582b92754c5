import type { TicketState } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { referenceParam } from '../platform/http/id-param.js';
import { presentTicketOf } from './present-ticket.js';
import { TicketFinder } from './ticket-finder.js';
import { TicketLinks } from './ticket-links.js';

/** One ticket for whoever has its reference: no name, no id (R13). */
@WebSocketGateway({ namespace: '/ticket' })
export class TicketGateway extends StateGateway<'ticket'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly finder: TicketFinder,
    private readonly links: TicketLinks,
  ) {
    super('ticket', feed, branches, clock);
  }

  protected async admit(auth: Record<string, unknown>): Promise<Audience | null> {
    if (typeof auth['codigoReferencia'] !== 'string') return null;
    const found = await this.finder.find(referenceParam(auth['codigoReferencia']));
    return { branchId: found.branch_id, key: found.ticket.codigoReferencia };
  }

  protected present(branch: Branch, codigoReferencia: string): TicketState | null {
    const ticket = branch.findTicket(codigoReferencia);
    return ticket && { ticket: presentTicketOf(branch, ticket, this.links.of(codigoReferencia)) };
  }

  protected override async presentAbsent({ key }: Audience): Promise<TicketState> {
    return { ticket: await this.finder.present(await this.finder.find(key)) };
  }

  protected override beside(state: TicketState): object {
    return { ticket: state.ticket };
  }
}
