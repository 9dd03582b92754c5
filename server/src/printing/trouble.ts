import type { PrintResult } from '@ticketero/contract';

/** What keeps a slip from the paper, as staff have to mend it. */
export const TROUBLES = [
  'SIN_PAPEL',
  'TAPA_ABIERTA',
  'CON_ERROR',
  'FUERA_DE_LINEA',
  'SIN_CONEXION',
  'NO_RESPONDE',
] as const;
export type Trouble = (typeof TROUBLES)[number];

export const isTrouble = (word: string): word is Trouble => (TROUBLES as readonly string[]).includes(word);

/** What the kiosk is told of it. */
export function resultOf(trouble: Trouble | null): PrintResult {
  switch (trouble) {
    case null:
      return 'IMPRESO';
    case 'SIN_PAPEL':
      return 'SIN_PAPEL';
    case 'SIN_CONEXION':
    case 'NO_RESPONDE':
      return 'SIN_CONEXION';
    case 'TAPA_ABIERTA':
    case 'CON_ERROR':
    case 'FUERA_DE_LINEA':
      return 'CON_FALLA';
  }
}

/** The answers to `DLE EOT` 1 (printer), 2 (why it is off line) and 4 (paper). */
export interface StatusBytes {
  printer: number;
  cause: number;
  paper: number;
}

const OFF_LINE = 0x08;
const COVER_OPEN = 0x04;
const STOPPED_BY_PAPER = 0x20;
const ERROR = 0x40;
const PAPER_END = 0x60;

/** The first thing to mend. The cover before the paper: with it open many see none. */
export function troubleOf({ printer, cause, paper }: StatusBytes): Trouble | null {
  if (cause & COVER_OPEN) return 'TAPA_ABIERTA';
  if (paper & PAPER_END || cause & STOPPED_BY_PAPER) return 'SIN_PAPEL';
  if (cause & ERROR) return 'CON_ERROR';
  return printer & OFF_LINE ? 'FUERA_DE_LINEA' : null;
}
