// @ts-check

/** @typedef {import('./types.mjs').World} World */
/** @typedef {import('./types.mjs').InboxMessage} InboxMessage */
/** @typedef {import('./types.mjs').PersonOptions} PersonOptions */
/** @typedef {import('./types.mjs').Update} Update */

/** A customer with Telegram in their hand, in their private chat with the bot. What they do, the bot hears as an update. */
export class Person {
  /** What the bot wrote, oldest first. @type {InboxMessage[]} */
  inbox = [];
  /** What answerCallbackQuery showed. @type {{ text: string, showAlert: boolean }[]} */
  toasts = [];
  #world;
  #phone;
  #lastMessageId = 0;
  /** How far nextMessage has come. */
  #read = 0;
  #presses = 0;

  /**
   * @param {World} world
   * @param {PersonOptions} options
   */
  constructor(world, { chatId, firstName = 'Cliente', languageCode = 'es', phone, started = false }) {
    this.#world = world;
    this.#phone = phone;
    this.chatId = chatId;
    this.firstName = firstName;
    this.languageCode = languageCode;
    this.started = started;
    this.blocked = false;
  }

  /** Presses Start, under a deep link when there is a payload. Also lets a blocked bot in again. @param {string} [payload] */
  start(payload) {
    if (this.blocked) this.unblock();
    return this.say(payload === undefined ? '/start' : `/start ${payload}`);
  }

  /** @param {string} text */
  say(text) {
    const command = /^\/\w+/.exec(text)?.[0];
    const entities = command && [{ type: 'bot_command', offset: 0, length: command.length }];
    return this.#write({ text, ...(entities && { entities }) });
  }

  /**
   * Their own contact, or with `userId` that of somebody else from their address book; null: of somebody without Telegram.
   * @param {{ phone?: string, userId?: number | null }} [contact]
   */
  shareContact({ phone = this.#phone, userId = this.chatId } = {}) {
    if (phone === undefined) throw new Error(`${this.firstName} has no phone`);
    const firstName = userId === this.chatId ? this.firstName : 'Contacto';
    const contact = { phone_number: phone, first_name: firstName, ...(userId !== null && { user_id: userId }) };
    return this.#write({ contact });
  }

  /**
   * The newest button with this callback data or these words. Throws when they see none.
   * @param {string} what
   * @returns {Update}
   */
  press(what) {
    const found = this.inbox.toReversed().flatMap((item) => buttonsOf(item).map((button) => ({ item, button })));
    const pressed = found.find(({ button }) => button.callback_data === what || button.text === what);
    if (!pressed) {
      const seen = found.map(({ button }) => button.callback_data ?? button.text).join(', ');
      throw new Error(`${this.firstName} sees no button "${what}", but: ${seen || 'none at all'}`);
    }
    const { item, button } = pressed;
    if (button.request_contact) return this.shareContact();
    if (button.url !== undefined)
      throw new Error(`"${button.text}" leads to ${button.url}, of which the bot hears nothing`);
    if (button.callback_data === undefined) return this.say(button.text);
    const { updates, callbacks } = this.#world;
    const id = `${this.chatId}-${++this.#presses}`;
    callbacks.set(id, this);
    const message = this.messageOf(item);
    const chatInstance = String(-this.chatId);
    return updates.add({
      callback_query: { id, from: this.#user(), message, chat_instance: chatInstance, data: button.callback_data },
    });
  }

  block() {
    this.#setBlocked(true);
  }

  unblock() {
    this.#setBlocked(false);
  }

  /**
   * The oldest message that fits and came after the one that this returned last. Throws when none comes in time.
   * @param {(message: InboxMessage) => boolean} [fits]
   * @param {number} [timeoutMs] default 30,000
   * @returns {Promise<InboxMessage>}
   */
  nextMessage(fits = () => true, timeoutMs) {
    const find = () => {
      const index = this.inbox.findIndex((message, at) => at >= this.#read && fits(message));
      if (index < 0) return undefined;
      this.#read = index + 1;
      return this.inbox[index];
    };
    const complaint = () => {
      const texts = this.inbox.slice(this.#read).map(({ plain }) => JSON.stringify(plain));
      return `no message that fits for ${this.firstName}, but: ${texts.join(', ') || 'none at all'}`;
    };
    return this.#world.watch.until(find, timeoutMs, complaint);
  }

  /**
   * A message of the bot arrives.
   * @param {Omit<InboxMessage, 'messageId' | 'editedAt'>} content
   * @returns {InboxMessage}
   */
  receive(content) {
    const message = { messageId: ++this.#lastMessageId, ...content, editedAt: null };
    this.inbox.push(message);
    return message;
  }

  /**
   * As the API describes a message of the bot.
   * @param {InboxMessage} item
   */
  messageOf({ messageId, plain, entities, replyMarkup, at, editedAt }) {
    return {
      message_id: messageId,
      from: this.#world.bot,
      chat: this.chat(),
      date: Math.floor(at / 1_000),
      ...(editedAt !== null && { edit_date: Math.floor(editedAt / 1_000) }),
      text: plain,
      ...(entities.length > 0 && { entities }),
      ...(replyMarkup?.inline_keyboard && { reply_markup: replyMarkup }),
    };
  }

  chat() {
    return { id: this.chatId, first_name: this.firstName, type: 'private' };
  }

  #user() {
    return { id: this.chatId, is_bot: false, first_name: this.firstName, language_code: this.languageCode };
  }

  #date() {
    return Math.floor(this.#world.now() / 1_000);
  }

  /** @param {Record<string, any>} content */
  #write(content) {
    if (this.blocked) throw new Error(`${this.firstName} has blocked the bot, so there is nowhere to write`);
    this.started = true;
    return this.#world.updates.add({
      message: {
        message_id: ++this.#lastMessageId,
        from: this.#user(),
        chat: this.chat(),
        date: this.#date(),
        ...content,
      },
    });
  }

  /** @param {boolean} blocked */
  #setBlocked(blocked) {
    if (this.blocked === blocked) return;
    this.blocked = blocked;
    const member = (/** @type {boolean} */ out) => ({
      user: this.#world.bot,
      status: out ? 'kicked' : 'member',
      ...(out && { until_date: 0 }),
    });
    this.#world.updates.add({
      my_chat_member: {
        chat: this.chat(),
        from: this.#user(),
        date: this.#date(),
        old_chat_member: member(!blocked),
        new_chat_member: member(blocked),
      },
    });
  }
}

/**
 * @typedef {{ text: string, callback_data?: string, url?: string, request_contact?: boolean }} Button
 * @param {InboxMessage} message
 * @returns {Button[]}
 */
function buttonsOf({ replyMarkup }) {
  const rows = [...(replyMarkup?.inline_keyboard ?? []), ...(replyMarkup?.keyboard ?? [])];
  return rows.flat().map((button) => (typeof button === 'string' ? { text: button } : button));
}
