/** Excel in Chile, and wherever the comma is the decimal sign, reads `;`; with the mark it also reads the accents. */
export const CSV_TYPE = 'text/csv; charset=utf-8';
export const CSV_MARK = '\uFEFF';
const SEPARATOR = ';';

/** What a spreadsheet would run as a formula: it gets an apostrophe in front and is read as text. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NEEDS_QUOTES = /[";\r\n]|^\s|\s$/;

/** One line by RFC 4180. Numbers are left as they are; what is absent is empty. */
export function csvLine(fields: readonly (string | number | null)[]): string {
  return fields.map(csvField).join(SEPARATOR) + '\r\n';
}

function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
