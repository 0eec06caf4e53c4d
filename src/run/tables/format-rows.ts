/**
 * Rows as text: aligned columns for reading, JSON (an array of row objects) and CSV (RFC 4180) for programs.
 * Lists stay arrays in JSON and are JSON texts elsewhere. A NaN or infinity, which only a user's own expression can
 * make, is written as a text, since JSON has no such number and null would hide it. A table is for a terminal: characters that move its cursor or
 * turn its text about are escapes. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.
 */
import { visible } from '../../invisible.ts';

export type RowFormat = 'table' | 'json' | 'csv';

type Row = Readonly<Record<string, unknown>>;

/** Longer than its sign, and no number. */
const FORMULA = /^(?![-+]?[0-9.]+(e[-+]?[0-9]+)?$)[=+\-@\t\r]./i;

/** @param width of the terminal, where there is one: a wider table has a line for each value */
export function formatRows(
  columns: readonly string[],
  rows: readonly Row[],
  format: RowFormat,
  width?: number,
): string {
  if (format === 'json') return `${jsonText(rows)}\n`;
  if (format === 'csv') return csvText(columns, rows);
  const table = tableText(columns, rows);
  const wide = width !== undefined && table.split('\n').some((line) => line.length > width);
  return wide && rows.length > 0 ? verticalText(columns, rows) : table;
}

/** As DuckDB's and SQLite's shells do it: the name and the value of each column, rows apart. */
function verticalText(columns: readonly string[], rows: readonly Row[]): string {
  const longest = Math.max(...columns.map((column) => column.length));
  const blocks = rows.map((row, place) => {
    const lines = columns.map((column) => `${visible(column).padStart(longest)} = ${shown(row[column])}`);
    return [`-- row ${place + 1}`, ...lines].map((line) => `${line}\n`).join('');
  });
  return `${blocks.join('')}${countText(rows)}\n`;
}

function shown(value: unknown): string {
  return value === null ? '-' : visible(cellText(value));
}

function countText(rows: readonly Row[]): string {
  return `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
}

function jsonText(rows: readonly Row[]): string {
  if (rows.length === 0) return '[]';
  return `[\n${rows.map((row) => `  ${JSON.stringify(row, spelled)}`).join(',\n')}\n]`;
}

function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const inert = (value: unknown) => (typeof value === 'string' && FORMULA.test(value) ? `'${value}` : cellText(value));
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => (row[column] === null ? '' : inert(row[column])))),
  ];
  return lines.map((line) => `${line.map(quote).join(',')}\r\n`).join('');
}

function tableText(columns: readonly string[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => shown(row[column])));
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((line) => line[index].length)));
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => (isNumber[index] ? text.padStart(widths[index]) : text.padEnd(widths[index])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(columns), rule, ...cells.map(line), countText(rows)].map((text) => `${text}\n`).join('');
}

function cellText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value, spelled) : String(value);
}

function spelled(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
