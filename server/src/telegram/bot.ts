import { Injectable, Logger } from '@nestjs/common';
import type { Language } from '@ticketero/contract';
import { BY_CUSTOMER, isActive, isWaiting, Refusal } from '@ticketero/core';

import type { Actor } from '../platform/actor.js';
import { WallClock } from '../platform/clock.js';
import { ProblemError } from '../platform/errors/problem.js';
import { CancelTicket, TicketFinder, type FoundTicket } from '../tickets/index.js';
import { BOT_TEXTS } from './bot-texts.js';
import { Chats } from './chats.js';
import { StaffChats } from './staff-chats.js';
import { TelegramClient, type Keyboard } from './telegram-client.js';
import { TelegramFailure } from './telegram-failure.js';
import { readUpdate, type Said, type Update } from './update.js';

const CUSTOMER: Actor = { name: 'CLIENTE', ip: null, userAgent: 'Telegram' };

/** Whoever asks faster than once a second is answered for so long, and then not: others wait behind them. */
const BEHIND_MS_MAX = 5_000;
const GREET_AFTER_MS = 500;

type Button = Extract<Said, { kind: 'button' }>;

/**
 * What people say to the bot (R9): /start with the code, /estado, /cancelar, the own number; anything else is answered
 * with help. An answer that cannot be sent is not sent again: the person asks again.
 */
@Injectable()
export class Bot {
  private readonly logger = new Logger('Telegram');
  private readonly answering = new Set<Promise<void>>();

  constructor(
    private readonly chats: Chats,
    private readonly client: TelegramClient,
    private readonly finder: TicketFinder,
    private readonly cancelTicket: CancelTicket,
    private readonly clock: WallClock,
    private readonly staff: StaffChats,
  ) {}

  /** Throws when the database is away: the update has to come again. */
  async handle(update: Update): Promise<void> {
    const said = readUpdate(update);
    if (!said) return;
    switch (said.kind) {
      case 'start':
        return this.start(said, said.codigoReferencia);
      case 'staff':
        return this.linkStaff(said, said.code);
      case 'estado':
        return this.status(said);
      case 'cancelar':
        return this.askCancel(said);
      case 'contact':
        return this.keepPhone(said, said.phone);
      case 'button':
        return this.pressed(said);
      case 'other':
        return this.answer(said, BOT_TEXTS[said.language].help);
    }
  }

  /** When every answer under way has ended; for a clean stop, and for tests. */
  async idle(): Promise<void> {
    while (this.answering.size > 0) await Promise.all(this.answering);
  }

  private async start(said: Said, codigoReferencia: string | null): Promise<void> {
    if (codigoReferencia === null) return this.answer(said, BOT_TEXTS[said.language].help);
    const found = await this.find(codigoReferencia);
    if (!found || !isActive(found.ticket.status)) return this.answer(said, BOT_TEXTS[said.language].unknownTicket);
    const { branch_id: branchId, ticket } = found;
    const texts = BOT_TEXTS[ticket.language];
    const mine = await this.chats.ticketsOf(said.chatId);
    const known = mine.some((other) => other.ticket.id === ticket.id);
    if (known) return this.status(said);
    try {
      const before = await this.chats.link(branchId, codigoReferencia, said.chatId);
      if (before !== null) this.answer({ chatId: before }, texts.ticketElsewhere(ticket.numero));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.answer(said, texts.unknownTicket); // it ended in this very moment
    }
    const keyboard = (await this.chats.knowsPhoneOf(said.chatId)) ? undefined : shareKeyboard(ticket.language);
    this.track(this.greet(said, texts.linked(ticket.numero), keyboard));
  }

  private async linkStaff(said: Said, code: string): Promise<void> {
    const texts = BOT_TEXTS[said.language];
    this.answer(said, (await this.staff.link(code, said.chatId)) ? texts.staffLinked : texts.staffUnknown);
  }

  private async status(said: Said): Promise<void> {
    const mine = await this.chats.ticketsOf(said.chatId);
    const active = mine.filter(({ ticket }) => isActive(ticket.status));
    const shown = active.length > 0 ? active : mine.slice(0, 1);
    if (shown.length === 0) return this.answer(said, BOT_TEXTS[said.language].noTicket);
    for (const found of shown) {
      this.answer(said, BOT_TEXTS[found.ticket.language].status(await this.finder.present(found)));
    }
  }

  private async askCancel(said: Said): Promise<void> {
    const waiting = (await this.chats.ticketsOf(said.chatId)).filter(({ ticket }) => isWaiting(ticket.status));
    if (waiting.length === 0) return this.answer(said, BOT_TEXTS[said.language].nothingToCancel);
    for (const { ticket } of waiting) {
      const texts = BOT_TEXTS[ticket.language];
      const code = ticket.codigoReferencia.replaceAll('-', '');
      this.answer(said, texts.askCancel(ticket.numero), {
        inline_keyboard: [
          [{ text: texts.yesCancel, callback_data: `cancel ${code}` }],
          [{ text: texts.noKeep, callback_data: `keep ${code}` }],
        ],
      });
    }
  }

  private async keepPhone(said: Said, phone: string | null): Promise<void> {
    const texts = BOT_TEXTS[said.language];
    if (phone === null) return this.answer(said, texts.ownNumberOnly);
    const before = await this.chats.keepPhone(phone, said.chatId);
    if (before !== null) this.answer({ chatId: before }, texts.numberElsewhere);
    this.answer(said, texts.numberKept, { remove_keyboard: true });
  }

  private async pressed(said: Button): Promise<void> {
    this.track(this.client.answerButton(said.callbackId));
    await this.decide(said);
    // The question has had its answer: nobody is asked it twice.
    this.track(this.client.dropButtons(said.chatId, said.messageId));
  }

  private async decide(said: Button): Promise<void> {
    const mine = await this.chats.ticketsOf(said.chatId);
    const found = mine.find(({ ticket }) => ticket.codigoReferencia === said.codigoReferencia);
    if (!found) return this.answer(said, BOT_TEXTS[said.language].unknownTicket);
    const { numero, language, status } = found.ticket;
    if (said.answer === 'cancel') {
      try {
        await this.cancelTicket.run(found, BY_CUSTOMER, false, CUSTOMER);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error; // it has gone on: the status says how
      }
    } else if (isWaiting(status)) return this.answer(said, BOT_TEXTS[language].kept(numero));
    const now = await this.finder.find(found.ticket.codigoReferencia);
    this.answer(said, BOT_TEXTS[language].status(await this.finder.present(now)));
  }

  private async find(codigoReferencia: string): Promise<FoundTicket | null> {
    if (codigoReferencia === '') return null;
    try {
      return await this.finder.find(codigoReferencia);
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'TICKET_NO_ENCONTRADO') return null;
      throw error;
    }
  }

  /** After the ticket's own messages: they were waited for, and a chat gets one a second. */
  private async greet({ chatId }: Said, html: string, keyboard?: Keyboard): Promise<void> {
    await this.clock.wait(GREET_AFTER_MS);
    await this.client.send(chatId, html, keyboard);
  }

  /** Beside the work: a slow answer must not hold up what the next person says. */
  private answer({ chatId }: Pick<Said, 'chatId'>, html: string, keyboard?: Keyboard): void {
    if (this.client.pace.delayOf(chatId, this.clock.now()) > BEHIND_MS_MAX) return;
    this.track(this.client.send(chatId, html, keyboard));
  }

  private track(call: Promise<unknown>): void {
    const settled = call
      .then(() => {})
      .catch((error: unknown) => {
        const word = error instanceof TelegramFailure ? error.word : 'unknown';
        this.logger.warn(`an answer could not be sent: ${word}`);
      })
      .finally(() => this.answering.delete(settled));
    this.answering.add(settled);
  }
}

const shareKeyboard = (language: Language): Keyboard => ({
  keyboard: [[{ text: BOT_TEXTS[language].shareNumber, request_contact: true }]],
  resize_keyboard: true,
  one_time_keyboard: true,
});
