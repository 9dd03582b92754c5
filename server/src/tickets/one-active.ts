import { Injectable } from '@nestjs/common';

import { sqlState } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { TicketFinder } from './ticket-finder.js';

const ONE_ACTIVE_PER_PERSON = /one_active_per_person|national_id_hash_business_date/;

/** R3 as the database tells it: the unique index refused a second active ticket of a person. */
export function isSecondTicket(error: unknown): boolean {
  return (
    sqlState(error) === '23505' &&
    error instanceof Error &&
    'constraint' in error &&
    ONE_ACTIVE_PER_PERSON.test(String(error.constraint))
  );
}

@Injectable()
export class OneActive {
  constructor(private readonly finder: TicketFinder) {}

  /**
   * Tells which ticket there is: in R14's words to who asks for one, or `toStaff` of somebody else. `nationalId`:
   * normalised. Throws TICKET_ACTIVO_EXISTENTE with it.
   */
  async refuse(nationalId: string, toStaff = false): Promise<never> {
    const { active } = await this.finder.findByPerson(nationalId);
    if (!active) throw new ProblemError('CONFLICTO'); // it ended in this very moment: it may be tried again
    const ticket = await this.finder.presentForStaff(active);
    const { numero } = ticket;
    const says = toStaff
      ? {
          mensaje: `Esta persona ya tiene otro ticket activo: ${numero}`,
          detail: `This customer has another active number: ${numero}`,
        }
      : { mensaje: `Ya tienes un ticket activo: ${numero}`, detail: `You already have an active number: ${numero}` };
    throw new ProblemError('TICKET_ACTIVO_EXISTENTE', says, { ticket });
  }
}
