import { letterOf } from './code-pages.js';

/** A line as it stands on the paper. */
export interface PaperLine {
  text: string;
  /** How many times larger than usual its largest letter is. */
  size: number;
  bold: boolean;
  inverted: boolean;
}

/** What lies between two cuts. */
export interface Sheet {
  lines: PaperLine[];
  codes: string[];
  cut: 'full' | 'partial' | null;
}

const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const LF = 0x0a;
const CR = 0x0d;

const newSheet = (): Sheet => ({ lines: [], codes: [], cut: null });
const newLine = (): PaperLine => ({ text: '', size: 1, bold: false, inverted: false });

/** How many bytes a command takes; those that are not here are unknown to this printer. */
const ESC_LENGTH: Record<string, number> = { '@': 2, t: 3, a: 3, E: 3, M: 3, '!': 3, '-': 3, d: 3, '2': 2, '3': 3 };
const GS_LENGTH: Record<string, number> = { '!': 3, B: 3, V: 3, L: 4, W: 4, r: 3 };

/**
 * The mechanism of a printer: eats ESC/POS and shows what stands on the paper. Throws on a command that it does not know:
 * a real one would print its letters.
 */
export class Paper {
  readonly sheets: Sheet[] = [];
  private sheet = newSheet();
  private line = newLine();
  private page = 0;
  private style = { size: 1, bold: false, inverted: false };
  private stored = '';

  /** `answer`: to `GS r`. `lineFeed`: before each line is printed; false stops the paper there. */
  constructor(
    private readonly answer: () => void = () => {},
    private readonly mayPrint: () => boolean = () => true,
  ) {}

  /** What is not cut off yet. */
  get unfinished(): Sheet {
    return this.sheet;
  }

  /** Returns how many bytes it took: a command that is not whole yet, and all after a stop, wait. */
  eat(bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length) {
      const taken = this.step(bytes.subarray(at));
      if (taken === 0) break;
      at += taken;
    }
    return at;
  }

  private step(bytes: Uint8Array): number {
    const [first = 0] = bytes;
    if (first === LF) return this.feed();
    if (first === CR) return 1;
    if (first === ESC) return this.escape(bytes);
    if (first === GS) return this.group(bytes);
    if (first === FS) return bytes.length < 2 ? 0 : 2; // FS .: no Chinese
    if (first < 0x20) throw new Error(`control byte ${first}`);
    this.line.text += letterOf(first, this.page);
    this.line.size = Math.max(this.line.size, this.style.size);
    this.line.bold ||= this.style.bold;
    this.line.inverted ||= this.style.inverted;
    return 1;
  }

  private feed(): number {
    if (!this.mayPrint()) return 0;
    this.sheet.lines.push({ ...this.line, text: this.line.text.trim() });
    this.line = newLine();
    return 1;
  }

  private escape(bytes: Uint8Array): number {
    const letter = String.fromCharCode(bytes[1] ?? 0);
    const length = bytes.length < 2 ? 2 : ESC_LENGTH[letter];
    if (length === undefined) throw new Error(`ESC ${letter}`);
    if (bytes.length < length) return 0;
    const value = bytes[2] ?? 0;
    if (letter === '@') {
      this.page = 0;
      this.style = { size: 1, bold: false, inverted: false };
    }
    if (letter === 't') this.page = value;
    if (letter === 'E') this.style.bold = (value & 1) === 1;
    return length;
  }

  private group(bytes: Uint8Array): number {
    const letter = String.fromCharCode(bytes[1] ?? 0);
    if (letter === '(') return this.code(bytes);
    const length = bytes.length < 2 ? 2 : GS_LENGTH[letter];
    if (length === undefined) throw new Error(`GS ${letter}`);
    if (bytes.length < length) return 0;
    const value = bytes[2] ?? 0;
    if (letter === '!') this.style.size = (value & 0x07) + 1;
    if (letter === 'B') this.style.inverted = (value & 1) === 1;
    if (letter === 'r') this.answer();
    if (letter === 'V') this.cutOff(value === 0 ? 'full' : 'partial');
    return length;
  }

  /** `GS ( k`: a QR code is stored, then printed. */
  private code(bytes: Uint8Array): number {
    const length = 5 + (bytes[3] ?? 0) + 256 * (bytes[4] ?? 0);
    if (bytes.length < 5 || bytes.length < length) return 0;
    if (bytes[2] !== 0x6b || bytes[5] !== 0x31) throw new Error('GS ( of another kind');
    if (bytes[6] === 0x50) this.stored = Buffer.from(bytes.subarray(8, length)).toString('latin1');
    if (bytes[6] === 0x51) this.sheet.codes.push(this.stored);
    return length;
  }

  private cutOff(cut: 'full' | 'partial'): void {
    this.sheets.push({ ...this.sheet, cut });
    this.sheet = newSheet();
    this.line = newLine();
  }
}

/** What stands on it, line by line; lines without letters left out. */
export const textOf = (sheet: Sheet | undefined): string[] =>
  (sheet?.lines ?? []).map(({ text }) => text).filter((text) => text !== '');

/** The sheets that these bytes are. */
export function printedOn(bytes: Uint8Array): Sheet[] {
  const paper = new Paper();
  const eaten = paper.eat(bytes);
  if (eaten !== bytes.length) throw new Error(`${bytes.length - eaten} bytes make no command`);
  return paper.sheets;
}
