import type { MessagesAnswer, MessageView } from '@ticketero/contract';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { BranchDirectory } from '../branches/index.js';
import { Caller, CallerAsActor, Permit, type Principal } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { idParam } from '../platform/http/id-param.js';
import { BranchQueryDto } from '../tickets/index.js';
import { MessagesQueryDto } from './dto.js';
import { MessageSearch } from './message-search.js';
import { RetryMessage } from './retry-message.js';

/** The supervisor's view of the messages (R9). */
@ApiTags('supervision')
@Controller('api/admin/messages')
export class MessagesController {
  constructor(
    private readonly directory: BranchDirectory,
    private readonly search: MessageSearch,
    private readonly retryMessage: RetryMessage,
  ) {}

  @Get()
  @Permit('messages:read')
  @Answers('MessagesAnswer')
  async list(@Query() query: MessagesQueryDto, @Caller() caller: Principal): Promise<MessagesAnswer> {
    return this.search.run(await this.directory.resolve(caller.branchId, query.branchOffice), query);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Permit('messages:write')
  @Answers('MessageView', { errors: [404, 409] })
  async retry(
    @Param('id') id: string,
    @Query() query: BranchQueryDto,
    @Caller() caller: Principal,
    @CallerAsActor() actor: Actor,
  ): Promise<MessageView> {
    const messageId = idParam(id, 'MENSAJE_NO_ENCONTRADO');
    const branchId = await this.directory.resolve(caller.branchId, query.branchOffice);
    return this.retryMessage.run(branchId, messageId, actor);
  }
}
