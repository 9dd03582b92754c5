import type { PublicTicket, Ticket, TicketOnScreen, TicketsByNationalId } from '@ticketero/contract';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { BY_CUSTOMER, isNationalId, maskNationalId, normaliseNationalId } from '@ticketero/core';

import { BranchDirectory } from '../branches/index.js';
import {
  Caller,
  CallerAsActor,
  Permit,
  PossibleCaller,
  Public,
  PublicOrNamed,
  type Principal,
} from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { invalid } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { referenceParam } from '../platform/http/id-param.js';
import { byAddress, byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { CancelTicket } from './cancel-ticket.js';
import { BranchQueryDto, IssueTicketDto, NationalIdDto } from './dto.js';
import { IssueTicket } from './issue-ticket.js';
import { TicketFinder } from './ticket-finder.js';

const publicRead = { name: 'public-read', perMinute: 120, by: byAddress };

/** The kiosk's and the customer's verbs. */
@ApiTags('tickets')
@Controller('api/tickets')
export class TicketsController {
  constructor(
    private readonly branches: BranchDirectory,
    private readonly finder: TicketFinder,
    private readonly issueTicket: IssueTicket,
    private readonly cancelTicket: CancelTicket,
  ) {}

  @Post()
  @HttpCode(201)
  @Permit('tickets:issue')
  @RateLimit({ name: 'issue', perMinute: 60, by: byCaller })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string', maxLength: 100 } })
  @Answers('Ticket', { status: 201, errors: [404, 409] })
  async issue(
    @Body() body: IssueTicketDto,
    @Headers('idempotency-key') key: string | undefined,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<Ticket> {
    const branchId = await this.branches.resolve(caller.branchId, body.branchOffice);
    return this.issueTicket.run(
      {
        branchId,
        nationalId: body.nationalId.trim(),
        telefono: body.telefono || null,
        queueType: body.queueType,
        preferential: body.preferential ?? false,
        language: body.language ?? null,
        idempotencyKey: idempotencyKey(key),
      },
      actor,
    );
  }

  @Get('by-rut/:nationalId')
  @Permit('tickets:lookup')
  @RateLimit({ name: 'lookup', perMinute: 60, by: byCaller })
  @Answers('TicketsByNationalId')
  async byNationalId(@Param('nationalId') typed: string): Promise<TicketsByNationalId> {
    if (!isNationalId(typed)) throw invalid({ nationalId: 'El RUT/ID no es válido' });
    return this.ofPerson(typed);
  }

  /** The same with the id in the body: an address is kept by proxies and browsers (R13). */
  @Post('by-rut')
  @HttpCode(200)
  @Permit('tickets:lookup')
  @RateLimit({ name: 'lookup', perMinute: 60, by: byCaller })
  @Answers('TicketsByNationalId')
  async findByNationalId(@Body() { nationalId }: NationalIdDto): Promise<TicketsByNationalId> {
    return this.ofPerson(nationalId);
  }

  private async ofPerson(typed: string): Promise<TicketsByNationalId> {
    const nationalId = normaliseNationalId(typed);
    const { active, last } = await this.finder.findByPerson(nationalId);
    const activeTicket = active ? await this.finder.presentForStaff(active) : null;
    return {
      nationalId: maskNationalId(nationalId),
      activeTicket,
      message: activeTicket ? `Ya tienes un ticket activo: ${activeTicket.numero}` : 'No tienes un ticket activo',
      lastTicketToday: last ? await this.finder.presentForStaff(last) : null,
    };
  }

  @Get(':numero/position')
  @Permit('tickets:position')
  @Answers('TicketOnScreen', { errors: [404] })
  async position(
    @Param('numero') numero: string,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
  ): Promise<TicketOnScreen> {
    const branchId = await this.branches.resolve(caller.branchId, query.branchOffice);
    const wanted = numero.slice(0, 20).toUpperCase();
    const ticket = await this.finder.lookByNumber(branchId, wanted);
    // Who has the reference may cancel: it is for those who give tickets, and not for a screen on the wall.
    if (caller.permissions.has('tickets:issue')) return ticket;
    return { ...ticket, codigoReferencia: null, identificador: null, telegramLink: null, pageLink: null };
  }

  @Get(':codigoReferencia')
  @Public()
  @RateLimit(publicRead)
  @Answers('PublicTicket', { public: true, errors: [404] })
  async get(@Param('codigoReferencia') codigoReferencia: string): Promise<PublicTicket> {
    return this.finder.look(referenceParam(codigoReferencia));
  }

  @Delete(':codigoReferencia')
  @PublicOrNamed()
  @RateLimit(publicRead)
  @Answers('PublicTicket', { public: true, errors: [404, 409] })
  async cancel(
    @Param('codigoReferencia') codigoReferencia: string,
    @PossibleCaller() caller: Principal | null,
    @CallerAsActor() actor: Actor,
  ): Promise<PublicTicket> {
    const found = await this.finder.find(referenceParam(codigoReferencia));
    return this.cancelTicket.run(found, caller?.kind === 'person' ? 'PERSONAL' : BY_CUSTOMER, false, actor);
  }
}

/** Throws VALIDACION_FALLIDA for a key that could not be stored. */
function idempotencyKey(header: string | undefined): string | null {
  const key = header?.trim();
  if (!key) return null;
  if (key.length > 100 || !/^[\x20-\x7e]+$/.test(key)) {
    throw invalid({ 'Idempotency-Key': 'Debe tener como máximo 100 caracteres' });
  }
  return key;
}
