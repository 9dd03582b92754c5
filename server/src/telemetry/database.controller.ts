import type { DatabaseView } from '@ticketero/contract';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Caller, Permit, type Principal } from '../identity/index.js';
import { ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { DatabasePage } from './database-page.js';

@ApiTags('machines')
@Controller('api/admin/database')
@Permit('config:write')
export class DatabaseController {
  constructor(private readonly page: DatabasePage) {}

  /** All branches are in it: for who is of the whole bank. */
  @Get()
  @Answers('DatabaseView')
  view(@Caller() caller: Principal): Promise<DatabaseView> {
    if (caller.branchId !== null) throw new ProblemError('SIN_PERMISO');
    return this.page.view();
  }
}
