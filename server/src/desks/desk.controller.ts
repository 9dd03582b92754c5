import type { AdvisorView, Desk, Ticket, UndoAnswer } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Post, Put, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assertAsSeen,
  callNext,
  complete,
  noShow,
  recall,
  Refusal,
  reinstateAtDesk,
  returnTicket,
  setOwnStatus,
  start,
  transfer,
  undo,
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
import { isSecondTicket, MoveTicket, presentTicketOf, TicketFinder, TicketLinks } from '../tickets/index.js';
import { CallNextDto, CompleteDto, ReinstateDto, ReturnDto, SetStatusDto, TransferDto } from './dto.js';
import { presentAdvisor, presentDesk } from './present-desk.js';
import { Seen, TakesSeen } from './seen.js';

/** The advisor who calls. Throws ASESOR_NO_ENCONTRADO for staff who have no desk. */
export function deskOf(caller: Principal): { advisorId: number; branchId: number } {
  const { advisorId, branchId } = caller as Person;
  if (caller.kind !== 'person' || advisorId === null || branchId === null) {
    throw new ProblemError('ASESOR_NO_ENCONTRADO', {
      mensaje: 'Tu usuario no tiene un puesto de asesor',
      detail: 'Your user has no desk of an advisor',
    });
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
    private readonly moveTicket: MoveTicket,
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
    const outcome = await this.unitOfWork.run(branchId, actor, (branch) => setOwnStatus(branch, advisorId, body));
    return presentAdvisor(outcome.branch, outcome.answer);
  }

  @Post('call-next')
  @TakesSeen()
  @HttpCode(200)
  @Answers('Ticket', { orNothing: true, errors: [404, 409] })
  async callNext(
    @Body() body: CallNextDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Seen() seen?: string,
  ): Promise<Ticket | undefined> {
    const picked = body.codigoReferencia && { codigoReferencia: referenceParam(body.codigoReferencia) };
    const input = { finish: body.finish, ...picked };
    const ticket = await this.run(caller, actor, seen, (branch, advisorId) => callNext(branch, advisorId, input));
    if (ticket) return ticket;
    void reply.code(204);
    return undefined;
  }

  @Post('current/start')
  @TakesSeen()
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async start(
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, start);
  }

  @Post('current/recall')
  @TakesSeen()
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async recall(
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, recall);
  }

  @Post('current/complete')
  @TakesSeen()
  @HttpCode(200)
  @Answers('Ticket', { errors: [404, 409] })
  async complete(
    @Body() body: CompleteDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, (branch, advisorId) => complete(branch, advisorId, body));
  }

  @Post('current/no-show')
  @TakesSeen()
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('Ticket', { errors: [404, 409] })
  async noShow(
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, noShow);
  }

  @Post('current/return')
  @TakesSeen()
  @HttpCode(200)
  @Answers('Ticket', { errors: [404, 409] })
  async giveBack(
    @Body() body: ReturnDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, (branch, advisorId) => returnTicket(branch, advisorId, body));
  }

  @Post('current/transfer')
  @TakesSeen()
  @HttpCode(200)
  @Answers('Ticket', { errors: [404, 409] })
  async transfer(
    @Body() body: TransferDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
    @Seen() seen?: string,
  ): Promise<Ticket | null> {
    return this.run(caller, actor, seen, (branch, advisorId) => transfer(branch, advisorId, body));
  }

  @Post('reinstate')
  @HttpCode(200)
  @Answers('Ticket', { errors: [404, 409] })
  async reinstate(
    @Body() body: ReinstateDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    const { advisorId, branchId } = deskOf(caller);
    const found = await this.finder.find(referenceParam(body.codigoReferencia));
    if (found.branch_id !== branchId) throw new ProblemError('SIN_PERMISO');
    const { codigoReferencia } = found.ticket;
    return this.moveTicket.reinstate(found, actor, (branch) => reinstateAtDesk(branch, advisorId, codigoReferencia));
  }

  @Post('undo')
  @TakesSeen()
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Answers('UndoAnswer', { errors: [404, 409] })
  async undo(@Caller() caller: Principal, @CallerAsActor() actor: Actor, @Seen() seen?: string): Promise<UndoAnswer> {
    const { advisorId, branchId } = deskOf(caller);
    try {
      const decide = (branch: Branch) => {
        assertAsSeen(branch, advisorId, seen);
        return undo(branch, advisorId);
      };
      const { branch, answer, sealedIds } = await this.unitOfWork.run(branchId, actor, decide, {
        about: { advisorId },
      });
      const current = branch.currentOf(advisorId);
      const { command: undone, numero } = answer;
      return { undone, numero, current: current && (await this.present(branch, current, sealedIds)) };
    } catch (error) {
      // R3: the person has taken another number since.
      if (!isSecondTicket(error)) throw error;
      throw new Refusal('TRANSICION_INVALIDA', { command: 'undo', reason: 'OTRO_TICKET' });
    }
  }

  private async run(
    caller: Principal,
    actor: Actor,
    seen: string | undefined,
    command: (branch: Branch, advisorId: number) => CoreTicket | null,
  ): Promise<Ticket | null> {
    const { advisorId, branchId } = deskOf(caller);
    const { branch, answer, sealedIds } = await this.unitOfWork.run(branchId, actor, (loaded) => {
      assertAsSeen(loaded, advisorId, seen);
      return command(loaded, advisorId);
    });
    return answer && this.present(branch, answer, sealedIds);
  }

  private async present(branch: Branch, answer: CoreTicket, sealedIds: Record<number, string>): Promise<Ticket> {
    // A command that only changed the desk has not read the ticket on it.
    const sealed = sealedIds[answer.id];
    const found = sealed === undefined ? await this.finder.find(answer.codigoReferencia) : null;
    const nationalId = await this.finder.maskedId(found ?? { national_id: Buffer.from(sealed ?? '', 'hex') });
    return { ...presentTicketOf(branch, answer, this.links.of(answer.codigoReferencia)), nationalId };
  }
}
