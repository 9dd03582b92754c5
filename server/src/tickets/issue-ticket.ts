import { randomUUID } from 'node:crypto';

import type { Language, Ticket } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { isPhone, isRut, issue, maskNationalId, normaliseNationalId, Refusal, type Branch } from '@ticketero/core';

import { AlreadyIssued, UnitOfWork, type IssueRequest } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { Pii } from '../platform/pii.js';
import { isSecondTicket, OneActive } from './one-active.js';
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

/** Gives a number (R2, R3, R4 issue). The same Idempotency-Key again gives the same ticket. */
@Injectable()
export class IssueTicket {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly finder: TicketFinder,
    private readonly links: TicketLinks,
    private readonly pii: Pii,
    private readonly oneActive: OneActive,
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
      if (isSecondTicket(error)) return this.oneActive.refuse(nationalId);
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
