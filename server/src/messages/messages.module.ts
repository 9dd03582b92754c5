import { Module, type BeforeApplicationShutdown } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TelegramModule } from '../telegram/index.js';
import { MessageSearch } from './message-search.js';
import { MessageSender } from './message-sender.js';
import { MessagesController } from './messages.controller.js';
import { Outbox } from './outbox.js';
import { RetryMessage } from './retry-message.js';

/** What is under way when the process is stopped may end: less than the process has to stop. */
const STOP_LIMIT_MS = 3_000;

@Module({
  imports: [BranchesModule, IdentityModule, TelegramModule],
  controllers: [MessagesController],
  providers: [MessageSearch, MessageSender, Outbox, RetryMessage],
  exports: [MessageSender],
})
export class MessagesModule implements BeforeApplicationShutdown {
  constructor(private readonly sender: MessageSender) {}

  beforeApplicationShutdown(): Promise<void> {
    return this.sender.stop(STOP_LIMIT_MS);
  }
}
