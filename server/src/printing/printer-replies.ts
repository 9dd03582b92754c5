/** Which kind of answer is waited for: a real-time status (`DLE EOT`), or the one that comes after all before it (`GS r`). */
export type ReplyKind = 'status' | 'barrier';

const XON = 0x11;
const XOFF = 0x13;
/** Bits 0, 1, 4 and 7 say what kind of byte it is. */
const KIND = 0x93;
const STATUS = 0x12;
/** Automatic status: four bytes that nobody asked for. */
const AUTOMATIC = 0x10;
const AUTOMATIC_REST = 3;
const BARRIER = 0x90;

/**
 * What a printer says, byte by byte. Whoever says something else, or speaks without being asked, is no printer: no text is
 * ever sent to it (docs/security.md).
 */
export class PrinterReplies {
  private toSkip = 0;
  private readonly waiting = new Map<ReplyKind, (byte: number) => void>();

  /** One of each kind at a time. */
  next(kind: ReplyKind): Promise<number> {
    return new Promise((resolve) => this.waiting.set(kind, resolve));
  }

  /** False: this is no printer. */
  hear(bytes: Uint8Array): boolean {
    return bytes.every((byte) => this.hearByte(byte));
  }

  private hearByte(byte: number): boolean {
    if (this.toSkip > 0) {
      this.toSkip -= 1;
      return true;
    }
    if (byte === XON || byte === XOFF) return true;
    if ((byte & KIND) === AUTOMATIC) {
      this.toSkip = AUTOMATIC_REST;
      return true;
    }
    if ((byte & KIND) === STATUS) return this.answer('status', byte);
    return (byte & BARRIER) === 0 && this.answer('barrier', byte);
  }

  private answer(kind: ReplyKind, byte: number): boolean {
    this.waiting.get(kind)?.(byte);
    return this.waiting.delete(kind);
  }
}
