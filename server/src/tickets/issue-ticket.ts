import { randomUUID } from 'node:crypto';

import type { Language, Ticket } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { isPhone, isRut, issue, maskNationalId, normaliseNationalId, Refusal, type Branch } from '@ticketero/core';

import { AlreadyIssued, UnitOfWork, type IssueRequest } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { sqlState } from '../platform/database/transactions.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Pii } from '../platform/pii.js';
import { presentTicketOf } from './present-ticket.js';
import { TicketFinder } from './ticket-finder.js';
import { TicketLinks } from './ticket-links.js';

export interface IssueTicketInput {
  branchId: number;
  /** As typed; its form was checked. */
  nationalId: string;
  telefono: string | null;
  queueType: string;
  preferential: boolean;
  language: Language | null;
  idempotencyKey: string | null;
}

const ONE_ACTIVE_PER_PERSON = /one_active_per_person|national_id_hash_business_date/;

/** Gives a number (R2, R3, R4 issue). The same Idempotency-Key again gives the same ticket. */
@Injectable()
export class IssueTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly finder: TicketFinder,
    private readonly links: TicketLinks,
    private readonly pii: Pii,
  ) {}

  async run(input: IssueTicketInput, actor: Actor): Promise<Ticket> {
    const nationalId = normaliseNationalId(input.nationalId);
    const codigoReferencia = randomUUID();
    const decide = (branch: Branch, id: number, linked: boolean) => {
      checkCustomer(branch, nationalId, input.telefono);
      return issue(branch, {
        id,
        codigoReferencia,
        queueType: input.queueType,
        preferential: input.preferential,
        language: input.language ?? branch.settings.language,
        contact: linked ? 'chat' : input.telefono === null ? 'none' : 'phone',
      });
    };
    try {
      const outcome = await this.pii.withCurrentKey(() => {
        const request = { actor, codigoReferencia, ...this.seal(nationalId, input) };
        return this.unitOfWork.issue(input.branchId, request, decide);
      });
      if (outcome instanceof AlreadyIssued) {
        return await this.finder.presentForStaff(await this.finder.find(outcome.codigoReferencia));
      }
      const ticket = presentTicketOf(outcome.branch, outcome.answer, this.links.of(codigoReferencia));
      return { ...ticket, nationalId: maskNationalId(nationalId) };
    } catch (error) {
      if (violates(error, ONE_ACTIVE_PER_PERSON)) return this.refuseSecond(nationalId);
      throw error;
    }
  }

  private seal(
    nationalId: string,
    { telefono, idempotencyKey }: IssueTicketInput,
  ): Omit<IssueRequest, 'actor' | 'codigoReferencia'> {
    return {
      customer: {
        nationalId: this.pii.seal(nationalId).toString('hex'),
        nationalIdHash: this.pii.hash(nationalId).toString('hex'),
        telefono: telefono === null ? null : this.pii.seal(telefono).toString('hex'),
        telefonoHash: telefono === null ? null : this.pii.hash(telefono).toString('hex'),
      },
      phoneHashes: telefono === null ? [] : this.pii.hashes(telefono),
      // A client may have made its key of what the person typed.
      idempotencyKeys:
        idempotencyKey === null ? [] : this.pii.hashes(idempotencyKey).map((hash) => hash.toString('hex')),
      keyGeneration: this.pii.generation,
    };
  }

  /** R3: the unique index said no; tell which ticket there is. */
  private async refuseSecond(nationalId: string): Promise<never> {
    const { active } = await this.finder.findByPerson(nationalId);
    if (!active) throw new ProblemError('CONFLICTO'); // it ended in this very moment: the kiosk may try again
    const ticket = await this.finder.presentForStaff(active);
    throw new ProblemError('TICKET_ACTIVO_EXISTENTE', `Ya tienes un ticket activo: ${ticket.numero}`, { ticket });
  }
}

/** What depends on the branch's settings: the check digit (R3) and the form of a phone (R14). */
function checkCustomer(branch: Branch, nationalId: string, telefono: string | null): void {
  const campos: Record<string, string> = {};
  if (branch.settings.rutCheck && !isRut(nationalId)) campos['nationalId'] = 'El RUT no es válido';
  if (telefono !== null && !isPhone(telefono, branch.settings.phoneFormat)) {
    campos['telefono'] =
      branch.settings.phoneFormat === 'CL'
        ? 'El teléfono debe tener el formato +56XXXXXXXXX'
        : 'El teléfono debe tener el formato internacional, por ejemplo +56912345678';
  }
  if (Object.keys(campos).length > 0) throw new Refusal('VALIDACION_FALLIDA', { campos });
}

function violates(error: unknown, constraint: RegExp): boolean {
  return (
    sqlState(error) === '23505' &&
    error instanceof Error &&
    'constraint' in error &&
    constraint.test(String(error.constraint))
  );
}
