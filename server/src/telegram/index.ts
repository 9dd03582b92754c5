export { Bot } from './bot.js';
export { Chats } from './chats.js';
export { StaffChats } from './staff-chats.js';
export { TelegramClient } from './telegram-client.js';
export { TelegramFailure, type FailureWord } from './telegram-failure.js';
export { TelegramModule } from './telegram.module.js';
export { Updates, UPDATES_LEASE_MS } from './updates.js';
