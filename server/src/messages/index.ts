export { MessageSender, SENDER_EVERY_MS } from './message-sender.js';
export { MessagesModule } from './messages.module.js';
