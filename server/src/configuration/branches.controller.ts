import type { BranchConfiguration, BranchesAnswer, BranchFile, ImportAnswer } from '@ticketero/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { refuseNulls } from '../platform/http/refuse-nulls.js';
import {
  ChangeBranchDto,
  CopyBranchDto,
  CreateBranchDto,
  ImportBranchDto,
  type BranchAlertsDto,
  type BranchRulesDto,
  type BranchTextsDto,
} from './branch-dto.js';
import { Branches } from './branches.js';
import { ImportBranch } from './import-branch.js';

@ApiTags('configuration')
@Controller('api/admin/branches')
@Permit('config:write')
export class BranchesController {
  constructor(
    private readonly branches: Branches,
    private readonly imports: ImportBranch,
  ) {}

  /** Those that the caller may configure. */
  @Get()
  @Answers('BranchesAnswer')
  async list(@Caller() caller: Principal): Promise<BranchesAnswer> {
    return this.branches.list(caller);
  }

  @Get(':code')
  @Answers('BranchConfiguration', { errors: [404] })
  async one(@Param('code') code: string, @Caller() caller: Principal): Promise<BranchConfiguration> {
    return this.branches.one(code, caller);
  }

  @Post()
  @HttpCode(201)
  @Answers('BranchConfiguration', { status: 201, errors: [409] })
  async create(
    @Body() body: CreateBranchDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<BranchConfiguration> {
    refuseNulls(body);
    return this.branches.create(body, caller, actor);
  }

  /** A branch like a file: a dry run says what would change, and changes nothing. */
  @Post('import')
  @HttpCode(200)
  @Answers('ImportAnswer', { errors: [409] })
  async import(
    @Body() body: ImportBranchDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<ImportAnswer> {
    refuseNulls(body);
    refuseNulls(body.file, ['openingHours'], 'file.');
    refuseNestedNulls(body.file, 'file.');
    return this.imports.run(body, caller, actor);
  }

  @Put(':code')
  @Answers('BranchConfiguration', { errors: [404, 409] })
  async change(
    @Param('code') code: string,
    @Body() body: ChangeBranchDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<BranchConfiguration> {
    refuseNulls(body, ['openingHours']);
    refuseNestedNulls(body);
    return this.branches.change(code, body, caller, actor);
  }

  /** Disables: its history stays under its name. */
  @Delete(':code')
  @HttpCode(204)
  @Answers(null, { errors: [404, 409] })
  async disable(
    @Param('code') code: string,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<void> {
    await this.branches.change(code, { active: false }, caller, actor);
  }

  @Post(':code/copy')
  @HttpCode(201)
  @Answers('BranchConfiguration', { status: 201, errors: [404, 409] })
  async copy(
    @Param('code') code: string,
    @Body() body: CopyBranchDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<BranchConfiguration> {
    return this.branches.copy(code, body, caller, actor);
  }

  @Get(':code/export')
  @Answers('BranchFile', { errors: [404] })
  async export(
    @Param('code') code: string,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BranchFile> {
    const file = await this.branches.file(code, caller);
    void reply.header('content-disposition', `attachment; filename="sucursal-${file.code}.json"`);
    return file;
  }
}

interface Nested {
  settings?: BranchRulesDto;
  alerts?: BranchAlertsDto;
  texts?: BranchTextsDto;
  openingHours?: object | null;
}

/** Null says something in few fields, and nowhere else. */
function refuseNestedNulls({ settings, alerts, texts, openingHours }: Nested, path = ''): void {
  if (settings) refuseNulls(settings, ['noShowMinutes'], `${path}settings.`);
  if (alerts) refuseNulls(alerts, [], `${path}alerts.`);
  if (texts) refuseNulls(texts, ['closed', 'paused', 'outsideHours'], `${path}texts.`);
  if (openingHours) refuseNulls(openingHours, [], `${path}openingHours.`);
}
