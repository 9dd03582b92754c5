import type { StaffTelegram, StaffTelegramLink } from '@ticketero/contract';
import { Controller, Delete, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { CallerAsActor, Permit, SignedInPerson, type Person } from '../identity/index.js';
import type { Actor } from '../platform/actor.js';
import { Answers } from '../platform/http/answers.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { StaffChats } from './staff-chats.js';

/** A supervisor's own chat, in which they are told of alerts. */
@ApiTags('sign-in')
@Controller('api/auth/telegram')
export class StaffChatsController {
  constructor(private readonly chats: StaffChats) {}

  @Get()
  @Permit('dashboard:read')
  @Answers('StaffTelegram')
  async mine(@SignedInPerson() person: Person): Promise<StaffTelegram> {
    return this.chats.of(person);
  }

  @Post()
  @HttpCode(200)
  @Permit('dashboard:read')
  @UseGuards(NoFieldsGuard)
  @Answers('StaffTelegramLink')
  async newLink(@SignedInPerson() person: Person): Promise<StaffTelegramLink> {
    return this.chats.newLink(person);
  }

  @Delete()
  @HttpCode(204)
  @Permit('dashboard:read')
  @UseGuards(NoFieldsGuard)
  @Answers(null)
  async unlink(@SignedInPerson() person: Person, @CallerAsActor() actor: Actor): Promise<void> {
    await this.chats.unlink(person, actor);
  }
}
