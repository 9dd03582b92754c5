import { LANGUAGES, type Language } from '@ticketero/contract';

/** The parts of Telegram's Update that are read here. */
export interface Update {
  update_id: number;
  message?: {
    chat: { id: number; type: string };
    from?: { id: number; language_code?: string };
    text?: string;
    contact?: { phone_number: string; user_id?: number };
  };
  callback_query?: {
    id: string;
    from: { id: number; language_code?: string };
    message?: { message_id: number; chat: { id: number; type: string } };
    data?: string;
  };
}

/** What a person did, in our words. */
export type Said = { chatId: string; language: Language } & (
  | { kind: 'start'; codigoReferencia: string | null }
  /** A supervisor who links this chat. */
  | { kind: 'staff'; code: string }
  | { kind: 'estado' | 'cancelar' | 'other' }
  /** Null: somebody else's contact. */
  | { kind: 'contact'; phone: string | null }
  | {
      kind: 'button';
      callbackId: string;
      /** What the button stands under. */
      messageId: number;
      answer: 'cancel' | 'keep' | null;
      codigoReferencia: string | null;
    }
);

const COMMAND = /^\/(?<command>[a-z]+)(?:@\w+)?(?:\s+(?<payload>\S+))?\s*$/i;
const REFERENCE = /^[0-9a-f]{32}$/i;
/** What no ticket's reference begins with. */
export const STAFF_CODE_PREFIX = 's_';

/** Reads an update; null when it is nothing for us: groups, channels, what we did not ask for. */
export function readUpdate(update: Update): Said | null {
  if (update.callback_query) return readButton(update.callback_query);
  const { message } = update;
  if (message?.chat?.type !== 'private' || !message.from) return null;
  const who = { chatId: String(message.chat.id), language: languageOf(message.from.language_code) };
  if (message.contact) {
    const own = message.contact.user_id === message.from.id;
    return { ...who, kind: 'contact', phone: own ? phoneOf(message.contact.phone_number) : null };
  }
  const { command, payload } = COMMAND.exec(message.text ?? '')?.groups ?? {};
  switch (command?.toLowerCase()) {
    case 'start':
      if (payload?.startsWith(STAFF_CODE_PREFIX)) return { ...who, kind: 'staff', code: payload };
      return { ...who, kind: 'start', codigoReferencia: payload ? referenceOf(payload) : null };
    case 'estado':
      return { ...who, kind: 'estado' };
    case 'cancelar':
      return { ...who, kind: 'cancelar' };
    default:
      return { ...who, kind: 'other' };
  }
}

function readButton({ id, from, message, data }: NonNullable<Update['callback_query']>): Said | null {
  if (message?.chat?.type !== 'private') return null;
  const [answer, code] = (data ?? '').split(' ');
  return {
    chatId: String(message.chat.id),
    language: languageOf(from.language_code),
    kind: 'button',
    callbackId: id,
    messageId: message.message_id,
    answer: answer === 'cancel' || answer === 'keep' ? answer : null,
    codigoReferencia: code ? referenceOf(code) : null,
  };
}

/** The deep link's payload: the reference without hyphens (R9). A malformed one is one that does not exist. */
function referenceOf(payload: string): string {
  if (!REFERENCE.test(payload)) return '';
  return payload.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Who has Telegram in a language of ours (`es-419`) is answered in it, everybody else in English. */
function languageOf(code: string | undefined): Language {
  if (!code) return 'es';
  return LANGUAGES.find((language) => language === code.split('-')[0]) ?? 'en';
}

/** Telegram writes phones with or without the plus. */
const phoneOf = (phone: string): string => `+${phone.replace(/\D/g, '')}`;
