export { CancelTicket } from './cancel-ticket.js';
export { MoveTicket } from './move-ticket.js';
export { isSecondTicket } from './one-active.js';
export { presentTicketOf } from './present-ticket.js';
export { FOUND_TICKET, TicketFinder, type FoundTicket } from './ticket-finder.js';
export { pagePath, TicketLinks } from './ticket-links.js';
export { TicketsModule } from './tickets.module.js';
export { BranchQueryDto, DayPageQueryDto, DayQueryDto, PAGE_SIZE } from './dto.js';
export { presentOpening } from './present-kiosk.js';
