import { cleanRut, formatRut, isRut } from './rut';

export type DocumentKind = 'rut' | 'foreign';

/** `typed` is kept bare; what is shown and sent is `formatDocument` of it. */
export interface IdDocument {
  kind: DocumentKind;
  typed: string;
}

export type DocumentProblem = 'empty' | 'length' | 'checkDigit';

/** R3: 8–12 characters as typed, dots and hyphen counted, since they are sent as they are shown. */
const SHORTEST = 8;
const LONGEST = 12;

export function cleanDocument(kind: DocumentKind, typed: string): string {
  if (kind === 'rut') return cleanRut(typed);
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, LONGEST);
}

export function formatDocument({ kind, typed }: IdDocument): string {
  return kind === 'rut' ? formatRut(typed) : typed;
}

/** What is wrong with it before it is sent, or null. */
export function documentProblem(document: IdDocument, rutCheck: boolean): DocumentProblem | null {
  if (document.typed === '') return 'empty';
  const { length } = formatDocument(document);
  if (length < SHORTEST || length > LONGEST) return 'length';
  if (document.kind === 'rut' && rutCheck && !isRut(document.typed)) return 'checkDigit';
  return null;
}
