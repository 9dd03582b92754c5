import type { AdvisorView, Desk, Ticket } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Post, Put, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  callNext,
  complete,
  noShow,
  recall,
  setStatus,
  start,
  type Branch,
  type Ticket as CoreTicket,
} from '@ticketero/core';
import type { FastifyReply } from 'fastify';

import { BranchReader, UnitOfWork } from '../branches/index.js';
import { Caller, CallerAsActor, Permit, type Person, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { referenceParam } from '../platform/http/id-param.js';
import { presentTicketOf, TicketFinder, TicketLinks } from '../tickets/index.js';
import { CallNextDto, CompleteDto, SetStatusDto } from './dto.js';
import { presentAdvisor, presentDesk } from './present-desk.js';

/** The advisor who calls. Throws ASESOR_NO_ENCONTRADO for staff who have no desk. */
export function deskOf(caller: Principal): { advisorId: number; branchId: number } {
  const { advisorId, branchId } = caller as Person;
  if (caller.kind !== 'person' || advisorId === null || branchId === null) {
    throw new ProblemError('ASESOR_NO_ENCONTRADO', 'Tu usuario no tiene un puesto de asesor');
  }
  return { advisorId, branchId };
}

/** The advisor's verbs (R4, R7). Each is one command of the core in one unit of work. */
@ApiTags('advisor')
@Controller('api/advisor')
@Permit('desk:use')
export class DeskController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly branches: BranchReader,
    private readonly links: TicketLinks,
    private readonly finder: TicketFinder,
  ) {}

  @Get('desk')
  @Answers('Desk', { errors: [404] })
  async desk(@Caller() caller: Principal): Promise<Desk> {
    const { advisorId, branchId } = deskOf(caller);
    const branch = await this.branches.load(branchId);
    return presentDesk(branch, branch.advisor(advisorId));
  }

  @Put('status')
  @Answers('AdvisorView', { errors: [404, 409] })
  async status(
    @Body() body: SetStatusDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<AdvisorView> {
    const { advisorId, branchId } = deskOf(caller);
    const outcome = await this.unitOfWork.run(branchId, actor, (branch) => setStatus(branch, advisorId, body));
    return presentAdvisor(outcome.branch, outcome.answer);
  }

  @Post('call-next')
  @HttpCode(200)
  @Answers('Ticket', { orNothing: true, errors: [404, 409] })
  async callNext(
    @Body() body: CallNextDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Ticket | undefined> {
    const picked = body.codigoReferencia && { codigoReferencia: referenceParam(body.codigoReferencia) };
    const input = { finish: body.finish, ...picked };
    const ticket = await this.run(caller, actor, (branch, advisorId) => callNext(branch, advisorId, input));
    if (ticket) return ticket;
    void reply.code(204);
    return undefined;
  }

  @Post('current/start')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async start(@Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<Ticket | null> {
    return this.run(caller, actor, start);
  }

  @Post('current/recall')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async recall(@Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<Ticket | null> {
    return this.run(caller, actor, recall);
  }

  @Post('current/complete')
  @HttpCode(200)
  @Answers('Ticket', { errors: [404, 409] })
  async complete(
    @Body() body: CompleteDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, (branch, advisorId) => complete(branch, advisorId, body));
  }

  @Post('current/no-show')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async noShow(@Caller() caller: Principal, @CallerAsActor() actor: Actor): Promise<Ticket | null> {
    return this.run(caller, actor, noShow);
  }

  private async run(
    caller: Principal,
    actor: Actor,
    command: (branch: Branch, advisorId: number) => CoreTicket | null,
  ): Promise<Ticket | null> {
    const { advisorId, branchId } = deskOf(caller);
    const outcome = await this.unitOfWork.run(branchId, actor, (branch) => command(branch, advisorId));
    const { branch, answer, sealedIds } = outcome;
    if (!answer) return null;
    const nationalId = await this.finder.maskedId({ national_id: Buffer.from(sealedIds[answer.id] ?? '', 'hex') });
    return { ...presentTicketOf(branch, answer, this.links.of(answer.codigoReferencia)), nationalId };
  }
}
