import type { PublicTicket, Ticket as TicketAnswer } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import {
  businessDay,
  dayBeforeToday,
  isActive,
  maskNationalId,
  NOTHING_TOLD,
  type Branch,
  type Ticket,
} from '@ticketero/core';

import { BranchReader, TICKET_JSON } from '../branches/index.js';
import { Clock } from '../platform/clock.js';
import { Transactions, type Statement } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Pii } from '../platform/pii.js';
import { presentTicket, presentTicketOf } from './present-ticket.js';
import { TicketLinks } from './ticket-links.js';

/** A ticket as it is stored, with what its presenter needs. */
export interface FoundTicket {
  ticket: Ticket;
  branch_id: number;
  branch_code: string;
  branch_name: string;
  time_zone: string;
  queue_name: string;
  advisor_name: string | null;
  national_id: Buffer;
}

/** Selects FoundTicket rows: `t` is the ticket. */
export const FOUND_TICKET = `select ${TICKET_JSON} as ticket, t.branch_id, b.code as branch_code, b.name as branch_name, b.time_zone,
    q.display_name as queue_name, a.name as advisor_name, t.national_id
  from ticket t
  join branch b on b.id = t.branch_id
  join queue q on q.branch_id = t.branch_id and q.queue_type = t.queue_type
  left join advisor a on a.id = t.assigned_advisor_id`;

/** A reference says nothing of its day. $1 the reference, $2 a day before the present one of any branch. */
const BY_REFERENCE: Statement = {
  name: 'ticket-by-reference-3',
  text: `${FOUND_TICKET} where t.codigo_referencia = $1 and t.business_date >= $2`,
};
/** Whoever is not among the present ones: every month is looked into. */
const OF_BEFORE: Statement = {
  name: 'ticket-of-before-1',
  text: `${FOUND_TICKET} where t.codigo_referencia = $1 and t.business_date < $2`,
};
const BY_NUMBER: Statement = {
  name: 'ticket-by-number-2',
  text: `${FOUND_TICKET} where t.branch_id = $1 and t.business_date = $2 and t.numero = $3`,
};
/** $1: the hashes of the id. $2: a day before the present one of any branch. */
const BY_PERSON: Statement = {
  name: 'ticket-by-person-3',
  text: `${FOUND_TICKET} where t.national_id_hash = any($1::bytea[]) and t.business_date >= $2 order by t.created_at desc, t.id desc limit 10`,
};

/** Looks tickets up and presents them: with the masked id for staff and kiosks, without any for the public (R13). */
@Injectable()
export class TicketFinder {
  constructor(
    private readonly transactions: Transactions,
    private readonly branches: BranchReader,
    private readonly pii: Pii,
    private readonly links: TicketLinks,
    private readonly clock: Clock,
  ) {}

  /** Throws TICKET_NO_ENCONTRADO. */
  async find(codigoReferencia: string): Promise<FoundTicket> {
    const values = [codigoReferencia, dayBeforeToday(this.clock.now())];
    const [recent] = await this.transactions.query<FoundTicket>(BY_REFERENCE, values);
    const found = recent ?? (await this.transactions.query<FoundTicket>(OF_BEFORE, values))[0];
    if (!found) throw new ProblemError('TICKET_NO_ENCONTRADO');
    return found;
  }

  /** `find` and `present`, in one statement while the ticket is active. Throws TICKET_NO_ENCONTRADO. */
  async look(codigoReferencia: string): Promise<PublicTicket> {
    const branch = await this.branches.loadOfTicket(codigoReferencia);
    const ticket = branch?.findTicket(codigoReferencia);
    if (branch && ticket) return presentTicketOf(branch, ticket, this.links.of(codigoReferencia));
    return this.present(await this.find(codigoReferencia));
  }

  /** The same for today's ticket of this number in the branch. Throws TICKET_NO_ENCONTRADO. */
  async lookByNumber(branchId: number, numero: string): Promise<PublicTicket> {
    const branch = await this.branches.load(branchId);
    const { today } = branch;
    const ticket = branch.activeTickets().find((one) => one.numero === numero && one.businessDate === today);
    if (ticket) return presentTicketOf(branch, ticket, this.links.of(ticket.codigoReferencia));
    const [found] = await this.transactions.query<FoundTicket>(BY_NUMBER, [branchId, today, numero]);
    if (!found) throw new ProblemError('TICKET_NO_ENCONTRADO');
    return this.present(found);
  }

  /** A person's active ticket in the whole bank, and their last one of today. `nationalId`: normalised. */
  async findByPerson(nationalId: string): Promise<{ active: FoundTicket | null; last: FoundTicket | null }> {
    const now = this.clock.now();
    const found = await this.pii.lookUp(nationalId, (hashes) =>
      this.transactions.query<FoundTicket>(BY_PERSON, [hashes, dayBeforeToday(now)]),
    );
    return {
      active: found.find(({ ticket }) => isActive(ticket.status)) ?? null,
      last: found.find((one) => one.ticket.businessDate === businessDay(now, one.time_zone)) ?? null,
    };
  }

  /** With the position and the wait of this moment. */
  async present(found: FoundTicket): Promise<PublicTicket> {
    if (!isActive(found.ticket.status)) return this.presentClosed(found);
    const branch = await this.branches.load(found.branch_id);
    const present = branch.ticketById(found.ticket.id);
    if (present) return presentTicketOf(branch, present, this.links.of(present.codigoReferencia));
    return this.presentClosed(await this.find(found.ticket.codigoReferencia)); // it ended in between
  }

  /** For staff, by a branch that is loaded already: many tickets, one load. */
  async presentIn(branch: Branch, found: FoundTicket): Promise<TicketAnswer> {
    const active = branch.ticketById(found.ticket.id);
    const ticket = active
      ? presentTicketOf(branch, active, this.links.of(active.codigoReferencia))
      : this.presentClosed(found);
    return { ...ticket, nationalId: await this.maskedId(found) };
  }

  private presentClosed(found: FoundTicket): PublicTicket {
    const { ticket } = found;
    return presentTicket(ticket, {
      branchCode: found.branch_code,
      branchName: found.branch_name,
      timeZone: found.time_zone,
      queueName: found.queue_name,
      advisor: ticket.advisorId === null ? null : { id: ticket.advisorId, name: found.advisor_name ?? '' },
      onDuty: false,
      reservedFor: null,
      branchClosed: null,
      position: 0,
      wait: NOTHING_TOLD,
      links: this.links.of(ticket.codigoReferencia),
    });
  }

  async presentForStaff(found: FoundTicket): Promise<TicketAnswer> {
    return { ...(await this.present(found)), nationalId: await this.maskedId(found) };
  }

  /** Empty once R12 has erased it. */
  async maskedId(found: Pick<FoundTicket, 'national_id'>): Promise<string> {
    if (found.national_id.length === 0) return '';
    return maskNationalId(await this.pii.open(found.national_id));
  }
}
