import type { AlertSeverity, TelegramTestAnswer, TelegramTestResult, TelegramView } from '@ticketero/contract';
import { Inject, Injectable } from '@nestjs/common';

import { WallClock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import type { Says } from '../platform/errors/problem.js';
import { HealthReports } from '../platform/health-reports.js';
import { Chats, TelegramClient, TelegramFailure, type FailureWord } from '../telegram/index.js';
import { TicketLinks } from '../tickets/index.js';

const TEST_HTML =
  '✅ <b>Ticketero</b>\nMensaje de prueba: los avisos de turno llegan a este chat.\nTest message: your notices come to this chat.';

const RESULTS: Record<TelegramTestResult, Says & { severity: AlertSeverity }> = {
  ENVIADO: { severity: 'INFO', mensaje: 'El mensaje llegó al chat', detail: 'The message has come to the chat' },
  BOT_RESPONDE: { severity: 'INFO', mensaje: 'El bot responde', detail: 'The bot answers' },
  APAGADO: {
    ...{ severity: 'WARNING', mensaje: 'Telegram está apagado: el servidor no tiene TELEGRAM_BOT_TOKEN' },
    detail: 'Telegram is off: the server has no TELEGRAM_BOT_TOKEN',
  },
  SIN_VINCULAR: {
    ...{ severity: 'WARNING', mensaje: 'Ese teléfono no está vinculado: abre el bot, inícialo y comparte tu número' },
    detail: 'That phone is not linked: open the bot, start it and share your number',
  },
  BLOQUEADO: {
    ...{ severity: 'WARNING', mensaje: 'Ese chat bloqueó al bot' },
    detail: 'That chat has blocked the bot',
  },
  TOKEN_RECHAZADO: {
    ...{ severity: 'CRITICAL', mensaje: 'Telegram rechazó el token del bot: revisa TELEGRAM_BOT_TOKEN' },
    detail: 'Telegram refused the bot’s token: check TELEGRAM_BOT_TOKEN',
  },
  DEMASIADOS_MENSAJES: {
    ...{ severity: 'WARNING', mensaje: 'Telegram pide esperar: van demasiados mensajes' },
    detail: 'Telegram asks to wait: too many messages',
  },
  SIN_CONEXION: {
    ...{ severity: 'CRITICAL', mensaje: 'El servidor no llega a Telegram: revisa la salida a internet' },
    detail: 'The server does not reach Telegram: check its way to the internet',
  },
  SIN_RESPUESTA: {
    ...{ severity: 'CRITICAL', mensaje: 'Telegram no responde a tiempo' },
    detail: 'Telegram does not answer in time',
  },
  RECHAZADO: {
    ...{ severity: 'CRITICAL', mensaje: 'Telegram no aceptó el mensaje' },
    detail: 'Telegram did not take the message',
  },
};

const OF_FAILURE: Record<FailureWord, TelegramTestResult> = {
  BLOQUEADO: 'BLOQUEADO',
  CHAT_NO_ENCONTRADO: 'SIN_VINCULAR',
  RECHAZADO: 'RECHAZADO',
  DEMASIADOS_MENSAJES: 'DEMASIADOS_MENSAJES',
  NO_AUTORIZADO: 'TOKEN_RECHAZADO',
  CONFLICTO: 'RECHAZADO',
  ERROR_DE_TELEGRAM: 'RECHAZADO',
  SIN_CONEXION: 'SIN_CONEXION',
  SIN_RESPUESTA: 'SIN_RESPUESTA',
  RESPUESTA_ILEGIBLE: 'RECHAZADO',
};

/** How Telegram is set up and whether a message comes through (R9). A phone is only looked up: it is kept nowhere. */
@Injectable()
export class TelegramTest {
  constructor(
    private readonly client: TelegramClient,
    private readonly chats: Chats,
    private readonly links: TicketLinks,
    private readonly health: HealthReports,
    private readonly clock: WallClock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'telegram'>,
  ) {}

  view(): TelegramView {
    const { telegram } = this.config;
    const { status, detail } = this.health.of('telegram');
    const trouble = status === 'UP' ? null : troubleOf(status, detail);
    const { botName } = this.links;
    return {
      status,
      mensaje: trouble?.mensaje ?? null,
      detail: trouble?.detail ?? null,
      botName,
      updates: telegram && (telegram.webhookUrl ? 'WEBHOOK' : 'POLLING'),
      link: botName && `https://t.me/${botName}`,
    };
  }

  /** Never throws for what Telegram says: that is the answer. `phone`: null asks the bot alone. */
  async run(phone: string | null): Promise<TelegramTestAnswer> {
    const result = await this.attempt(phone);
    return { result, ...RESULTS[result], at: new Date(this.clock.now()).toISOString() };
  }

  private async attempt(phone: string | null): Promise<TelegramTestResult> {
    if (!this.config.telegram) return 'APAGADO';
    try {
      this.links.useBot(await this.client.me());
      if (phone === null) return 'BOT_RESPONDE';
      const chat = await this.chats.chatOf(phone);
      if (chat === null) return 'SIN_VINCULAR';
      await this.client.send(chat, TEST_HTML);
      return 'ENVIADO';
    } catch (error) {
      if (error instanceof TelegramFailure) return OF_FAILURE[error.word];
      throw error;
    }
  }
}

/** What health says: the word of the last failure, and since when. */
function troubleOf(status: 'DOWN' | 'OFF', detail: string | undefined): Says {
  if (status === 'OFF') return RESULTS.APAGADO;
  const word = detail?.split(' ')[0] as FailureWord | undefined;
  return RESULTS[(word && OF_FAILURE[word]) ?? 'SIN_CONEXION'];
}
