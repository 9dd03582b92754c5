import type { Page, Ticket, TicketRow } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { callBack, reinstate, type Branch, type Ticket as CoreTicket } from '@ticketero/core';

import { BranchDirectory } from '../branches/index.js';
import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { referenceParam } from '../platform/http/id-param.js';
import { ProblemError } from '../platform/errors/problem.js';
import { CancelTicket, MoveTicket, TicketFinder, type FoundTicket } from '../tickets/index.js';
import { OptionalReasonDto, ReasonDto, SupervisorTransferDto, TicketsQueryDto } from './dto.js';
import { TicketSearch } from './ticket-search.js';

@ApiTags('supervision')
@Controller('api/admin/tickets')
export class AdminTicketsController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly search: TicketSearch,
    private readonly finder: TicketFinder,
    private readonly cancelTicket: CancelTicket,
    private readonly moveTicket: MoveTicket,
  ) {}

  @Get()
  @Permit('tickets:read')
  @Answers('TicketPage')
  async list(@Query() query: TicketsQueryDto, @Caller() caller: Principal): Promise<Page<TicketRow>> {
    return this.search.run(await this.directory.resolve(caller.branchId, query.branchOffice), query);
  }

  @Post(':codigoReferencia/cancel')
  @HttpCode(200)
  @Permit('tickets:write')
  @Answers('Ticket', { errors: [404, 409] })
  async cancel(
    @Param('codigoReferencia') codigoReferencia: string,
    @Body() body: ReasonDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    const found = await this.find(codigoReferencia, caller);
    const ticket = await this.cancelTicket.run(found, body.reason.trim(), true, actor);
    return { ...ticket, nationalId: await this.finder.maskedId(found) };
  }

  @Post(':codigoReferencia/transfer')
  @HttpCode(200)
  @Permit('tickets:write')
  @Answers('Ticket', { errors: [404, 409] })
  async transfer(
    @Param('codigoReferencia') codigoReferencia: string,
    @Body() body: SupervisorTransferDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    return this.moveTicket.transfer(await this.find(codigoReferencia, caller), body, actor);
  }

  @Post(':codigoReferencia/reinstate')
  @HttpCode(200)
  @Permit('tickets:write')
  @Answers('Ticket', { errors: [404, 409] })
  async reinstate(
    @Param('codigoReferencia') codigoReferencia: string,
    @Body() body: OptionalReasonDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    return this.back(codigoReferencia, body, caller, actor, reinstate);
  }

  @Post(':codigoReferencia/call-back')
  @HttpCode(200)
  @Permit('tickets:write')
  @Answers('Ticket', { errors: [404, 409] })
  async callBack(
    @Param('codigoReferencia') codigoReferencia: string,
    @Body() body: OptionalReasonDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    return this.back(codigoReferencia, body, caller, actor, callBack);
  }

  private async back(
    codigoReferencia: string,
    body: OptionalReasonDto,
    caller: Principal,
    actor: Actor,
    command: (branch: Branch, codigoReferencia: string, reason: string | null) => CoreTicket,
  ): Promise<Ticket> {
    const found = await this.find(codigoReferencia, caller);
    const reason = body.reason?.trim() ?? null;
    return this.moveTicket.reinstate(found, actor, (branch) => command(branch, found.ticket.codigoReferencia, reason));
  }

  /** Throws TICKET_NO_ENCONTRADO, and SIN_PERMISO for a ticket of another branch than the caller's. */
  private async find(codigoReferencia: string, caller: Principal): Promise<FoundTicket> {
    const found = await this.finder.find(referenceParam(codigoReferencia));
    if (caller.branchId !== null && caller.branchId !== found.branch_id) throw new ProblemError('SIN_PERMISO');
    return found;
  }
}
