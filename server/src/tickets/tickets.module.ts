import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { CancelTicket } from './cancel-ticket.js';
import { IssueTicket } from './issue-ticket.js';
import { KioskGateway } from './kiosk.gateway.js';
import { TicketFinder } from './ticket-finder.js';
import { TicketGateway } from './ticket.gateway.js';
import { TicketLinks } from './ticket-links.js';
import { TicketsController } from './tickets.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [TicketsController],
  providers: [CancelTicket, IssueTicket, KioskGateway, TicketFinder, TicketGateway, TicketLinks],
  exports: [CancelTicket, TicketFinder, TicketLinks],
})
export class TicketsModule {}
