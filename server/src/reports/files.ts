import writeExcelFile, { type CellObject } from 'write-excel-file/node';

import { CSV_MARK, csvLine } from '../platform/http/csv.js';
import type { Cell, Kind, Table } from './tables.js';

/** How a spreadsheet shows the numbers of a column. */
const FORMATS: Record<Exclude<Kind, 'text'>, string> = { count: '#,##0', minutes: '0.0', share: '0.0%' };
const WIDTH_MIN = 12;
const WIDTH_MAX = 40;

/** A table as CSV. Where `;` separates the fields the comma is the decimal sign, so it is here; shares are between 0 and 1. */
export function csvOf({ columns, rows }: Table): string {
  const field = (cell: Cell): Cell =>
    typeof cell === 'number' && !Number.isInteger(cell) ? String(cell).replace('.', ',') : cell;
  return CSV_MARK + [columns.map(({ header }) => header), ...rows].map((line) => csvLine(line.map(field))).join('');
}

/**
 * Tables as a workbook, a sheet each; numbers are numbers. A text is written as one, so that a name which begins with `=`
 * is no formula.
 */
export function xlsxOf(tables: Table[]): Promise<Buffer> {
  const sheets = tables.map(({ name, columns, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map(({ header }, index) => ({ width: widthOf([header, ...rows.map((row) => row[index] ?? '')]) })),
    data: [
      columns.map(({ header }) => ({ value: header, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]?.kind ?? 'text'))),
    ],
  }));
  return writeExcelFile(sheets).toBuffer();
}

function cellOf(cell: Cell, kind: Kind): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'string' || kind === 'text') return { value: String(cell), type: String };
  return { value: cell, type: Number, format: FORMATS[kind] };
}

/** Characters: what the longest text needs. */
const widthOf = (texts: Cell[]): number =>
  Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, ...texts.map((text) => String(text).length + 2)));
