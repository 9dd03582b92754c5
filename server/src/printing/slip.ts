import {
  LOOPBACK_HOST,
  type Language,
  type PrinterSetup,
  type PublicTicket,
  type WaitRange,
} from '@ticketero/contract';
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

import { SLIP_WORDS, type SlipWords } from './slip-words.js';

/** What a slip says: as it was when the number was first put on paper, and nothing personal (R13). */
export interface SlipContent {
  branchName: string;
  timeZone: string;
  numero: string;
  queueName: string;
  preferential: boolean;
  language: Language;
  /** ISO 8601. */
  createdAt: string;
  /** Null: called already. Its `wait` (minutes) is null where nobody serves: no time is made up (R8). */
  waiting: { ahead: number; wait: WaitRange | null } | null;
  module: number | null;
  /** The ticket's page, whole; null: nobody outside reaches it. */
  page: string | null;
}

/** `PublicTicket.pageLink` is a path where the server does not know its own address: a code of that leads nowhere. */
const wholeAddress = (link: string): string | null =>
  /^https?:/.test(link) && !LOOPBACK_HOST.test(new URL(link).hostname) ? link : null;

export function slipOf(ticket: PublicTicket): SlipContent {
  const wait = ticket.onDuty ? ticket.estimatedWaitRange : null;
  return {
    branchName: ticket.branchName,
    timeZone: ticket.timeZone,
    numero: ticket.numero,
    queueName: ticket.queueName,
    preferential: ticket.preferential,
    language: ticket.language,
    createdAt: ticket.createdAt,
    waiting: ticket.status === 'ATENDIENDO' ? null : { ahead: ticket.ticketsAhead, wait },
    module: ticket.assignedModuleNumber,
    page: wholeAddress(ticket.pageLink),
  };
}

/** The letters of a number are this much larger, where that fits the line. */
const HUGE = 8;
/** Dots to a module of the code: it is read at arm's length, and stays within 60 mm. */
const QR_SIZE = 6;
/** Lines between the head and the knife. */
const FEED_BEFORE_CUT = 5;

export type Encoder = ReceiptPrinterEncoder;

/** A sheet that begins anew, in the printer's letters. */
export function sheet({ columns, codePage }: Pick<PrinterSetup, 'columns' | 'codePage'>): Encoder {
  const options = { language: 'esc-pos', codepageMapping: 'epson', feedBeforeCut: FEED_BEFORE_CUT } as const;
  const encoder = new ReceiptPrinterEncoder({ ...options, columns, newline: '\n', errors: 'relaxed' });
  return encoder.initialize().codepage(codePage).align('center');
}

/** What editors put in by themselves and older code pages do not have. */
const TYPED: readonly [RegExp, string][] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/[–—]/g, '-'],
];

/** As letters that printers have, and nothing else: a command within a name would be obeyed. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  const letters = text.normalize('NFC').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return TYPED.reduce((sofar, [these, that]) => sofar.replace(these, that), letters);
}

interface Look {
  width?: number;
  height?: number;
  bold?: boolean;
}

const BOLD: Look = { bold: true };
const LARGE: Look = { width: 2, height: 2 };
/** What people look for first at arm's length. */
const TALL: Look = { height: 2 };

function line(encoder: Encoder, text: string, { width = 1, height = 1, bold = false }: Look = {}): Encoder {
  return encoder.bold(bold).size(width, height).line(plain(text)).size(1, 1).bold(false);
}

/** The number, as large as the line holds. */
function hugeLine(encoder: Encoder, numero: string, columns: number): Encoder {
  const times = Math.min(HUGE, Math.floor(columns / numero.length));
  return line(encoder, numero, { width: times, height: times, bold: true });
}

/** The whole slip in ESC/POS, 80 mm, with the cut. A copy says the same as the first, and that it is one. */
export function encodeSlip(
  content: SlipContent,
  printer: Pick<PrinterSetup, 'columns' | 'codePage'>,
  copy: boolean,
): Uint8Array {
  const words = SLIP_WORDS[content.language];
  const encoder = sheet(printer);
  line(encoder, content.branchName, BOLD);
  if (copy) encoder.newline().invert(true).size(2, 1).line(` ${words.copy} `).size(1, 1).invert(false);
  line(encoder.newline(), words.number);
  hugeLine(encoder, content.numero, printer.columns);
  line(encoder.newline(), content.queueName, LARGE);
  if (content.preferential) line(encoder, words.preferential, { ...BOLD, ...TALL });
  encoder.newline();
  printFacts(encoder, content, words);
  if (content.page !== null) {
    encoder.newline().qrcode(plain(content.page), { model: 2, size: QR_SIZE, errorlevel: 'm' });
    line(encoder, words.follow);
  }
  encoder.newline();
  if (content.waiting !== null) line(encoder, words.foot);
  line(encoder, momentOf(Date.parse(content.createdAt), content.timeZone, words.locale));
  return encoder.cut('partial').encode();
}

/** Where to go, or for whom and how long to wait. */
function printFacts(encoder: Encoder, { waiting, module }: SlipContent, words: SlipWords): void {
  if (waiting === null) {
    if (module !== null) line(encoder, `${words.module} ${module}`, { ...LARGE, ...BOLD });
    return;
  }
  const { ahead, wait } = waiting;
  line(encoder, `${words.ahead}: ${ahead}`, TALL);
  if (wait !== null) line(encoder, `${words.wait}: ${waitWords(wait, words)}`, TALL);
}

function waitWords({ low, high }: WaitRange, words: SlipWords): string {
  if (high <= 0) return words.now;
  return low <= 0 && low !== high ? words.upTo(high) : words.minutes(low, high);
}

/** Day and time on the branch's clock. */
function momentOf(at: number, timeZone: string, locale: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).replace(',', '');
  return `${day} ${format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

const ALPHABET = 'áéíóúüñ ÁÉÍÓÚÜÑ ¿? ¡! ºª «»';

/** Shows whether the letters, the line, the code and the knife are right. */
export function encodeTestPage(
  printer: PrinterSetup,
  names: { branch: string; device: string },
  { at, timeZone }: { at: number; timeZone: string },
): Uint8Array {
  const encoder = sheet(printer);
  line(encoder, names.branch, BOLD);
  line(encoder.newline(), 'Página de prueba', LARGE);
  line(encoder.newline(), names.device);
  line(encoder, momentOf(at, timeZone, SLIP_WORDS.es.locale));
  line(encoder.newline(), ALPHABET);
  line(encoder, ALPHABET, TALL);
  hugeLine(encoder, 'C05', printer.columns);
  line(encoder.newline(), '1234567890'.repeat(5).slice(0, printer.columns));
  line(encoder, `${printer.columns} · ${printer.codePage}`);
  encoder.newline().qrcode('TICKETERO', { model: 2, size: QR_SIZE, errorlevel: 'm' });
  return encoder.cut('partial').encode();
}
