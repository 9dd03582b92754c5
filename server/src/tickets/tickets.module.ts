import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { CancelTicket } from './cancel-ticket.js';
import { IssueTicket } from './issue-ticket.js';
import { KioskGateway } from './kiosk.gateway.js';
import { MoveTicket } from './move-ticket.js';
import { OneActive } from './one-active.js';
import { TicketFinder } from './ticket-finder.js';
import { TicketGateway } from './ticket.gateway.js';
import { TicketLinks } from './ticket-links.js';
import { TicketsController } from './tickets.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule],
  controllers: [TicketsController],
  providers: [CancelTicket, IssueTicket, KioskGateway, MoveTicket, OneActive, TicketFinder, TicketGateway, TicketLinks],
  exports: [CancelTicket, MoveTicket, TicketFinder, TicketLinks],
})
export class TicketsModule {}
