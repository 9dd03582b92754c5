import { REALTIME_PROTOCOL, type Board, type Snapshot } from '@ticketero/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory, BranchReader } from '../branches/index.js';
import { Caller, Permit, type Principal } from '../identity/index.js';
import { Answers } from '../platform/http/answers.js';
import { BranchQueryDto } from '../tickets/index.js';
import { presentBoard } from './present-board.js';

@ApiTags('board')
@Controller('api/board')
export class BoardController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly branches: BranchReader,
  ) {}

  @Get()
  @Permit('board:read')
  @Answers('BoardSnapshot')
  async board(@Query() query: BranchQueryDto, @Caller() caller: Principal): Promise<Snapshot<Board>> {
    const branch = await this.branches.load(await this.directory.resolve(caller.branchId, query.branchOffice));
    const at = new Date(branch.now).toISOString();
    return { protocol: REALTIME_PROTOCOL, revision: branch.revision, at, state: presentBoard(branch) };
  }
}
