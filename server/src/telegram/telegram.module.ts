import { Module } from '@nestjs/common';

import { BranchesModule } from '../branches/index.js';
import { IdentityModule } from '../identity/index.js';
import { TicketsModule } from '../tickets/index.js';
import { Bot } from './bot.js';
import { Chats } from './chats.js';
import { StaffChatsController } from './staff-chats.controller.js';
import { StaffChats } from './staff-chats.js';
import { TelegramClient } from './telegram-client.js';
import { Updates } from './updates.js';
import { WebhookController } from './webhook.controller.js';

@Module({
  imports: [BranchesModule, IdentityModule, TicketsModule],
  controllers: [StaffChatsController, WebhookController],
  providers: [Bot, Chats, StaffChats, TelegramClient, Updates],
  exports: [Bot, Chats, StaffChats, TelegramClient, Updates],
})
export class TelegramModule {}
