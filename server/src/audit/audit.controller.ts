import type { AuditHead, AuditPage, AuditVerification } from '@ticketero/contract';
import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import { Caller, Permit, type Principal } from '../identity/index.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers, AnswersFile } from '../platform/http/answers.js';
import { byCaller, RateLimit } from '../platform/rate-limit.guard.js';
import { BranchQueryDto } from '../tickets/index.js';
import { AuditChains, BANK } from './audit-chains.js';
import { AuditExport } from './audit-export.js';
import { AuditHeads } from './audit-heads.js';
import { AuditSearch } from './audit-search.js';
import { CSV_TYPE } from '../platform/http/csv.js';
import { AuditFilterDto, AuditHeadQueryDto, AuditQueryDto } from './dto.js';

@ApiTags('audit')
@Controller('api/admin/audit')
@Permit('audit:read')
export class AuditController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly audit: AuditSearch,
    private readonly chains: AuditChains,
    private readonly exports: AuditExport,
    private readonly heads: AuditHeads,
  ) {}

  @Get()
  @Answers('AuditPage')
  async search(@Query() query: AuditQueryDto, @Caller() caller: Principal): Promise<AuditPage> {
    return this.audit.run(await this.scope(query, caller), query);
  }

  /** Walks the branch's whole chain: seconds where there are a million events. */
  @Get('verify')
  @RateLimit({ name: 'audit-verify', perMinute: 6, by: byCaller })
  @Answers('AuditVerification')
  async verify(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<AuditVerification> {
    const branchId = await this.scope(query, caller);
    const { branch } = await this.chains.of(branchId);
    const { events, valid, firstInvalidId } = await this.chains.verify(branchId);
    return { branch, events, valid, firstInvalidId };
  }

  /** Where the chain stood at the end of a day, or stands today, signed: to be kept elsewhere. */
  @Get('head')
  @RateLimit({ name: 'audit-head', perMinute: 30, by: byCaller })
  @Answers('AuditHead')
  async head(@Query() query: AuditHeadQueryDto, @Caller() caller: Principal): Promise<AuditHead> {
    const branchId = await this.scope(query, caller);
    return this.heads.ofBranch(branchId, query.date);
  }

  /** The same filters as a file: `;` between the fields, as spreadsheets expect it where the comma is the decimal sign. */
  @Get('export')
  @RateLimit({ name: 'audit-export', perMinute: 6, by: byCaller })
  @Header('cache-control', 'no-store')
  @AnswersFile('text/csv')
  async export(@Query() query: AuditFilterDto, @Caller() caller: Principal): Promise<StreamableFile> {
    const branchId = await this.scope(query, caller);
    const { name, stream } = await this.exports.run(branchId, query);
    return new StreamableFile(stream, { type: CSV_TYPE, disposition: `attachment; filename="${name}"` });
  }

  /** A ticket's whole story today, oldest first. */
  @Get('ticket/:numero')
  @Answers('AuditPage')
  async ticket(
    @Param('numero') numero: string,
    @Query() query: AuditQueryDto,
    @Caller() caller: Principal,
  ): Promise<AuditPage> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    return this.audit.ofTicket(branchId, numero.slice(0, 20).toUpperCase(), query);
  }

  /** An advisor's story, oldest first. */
  @Get('advisor/:id')
  @Answers('AuditPage')
  async advisor(
    @Param('id') id: string,
    @Query() query: AuditQueryDto,
    @Caller() caller: Principal,
  ): Promise<AuditPage> {
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    return this.audit.run(branchId, { ...query, entityType: 'ADVISOR', entityId: id.slice(0, 50) });
  }

  /** `branchOffice=BANCO`: what belongs to no branch, for who is of none. */
  private async scope({ branchOffice }: BranchQueryDto, caller: Principal): Promise<number | null> {
    if (branchOffice?.trim().toUpperCase() !== BANK) return this.directory.resolve(caller.branchId, branchOffice);
    if (caller.branchId !== null) throw new ProblemError('SIN_PERMISO');
    return null;
  }
}
