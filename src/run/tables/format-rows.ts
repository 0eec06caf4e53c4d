/**
 * Rows as text: aligned columns for reading, JSON (an array of row objects) and CSV (RFC 4180) for programs.
 * Lists stay arrays in JSON and are JSON texts elsewhere. A NaN or infinity, which only a user's own expression can
 * make, is written as a text, since JSON has no such number and null would hide it.
 */
export type RowFormat = 'table' | 'json' | 'csv';

type Row = Readonly<Record<string, unknown>>;

export function formatRows(columns: readonly string[], rows: readonly Row[], format: RowFormat): string {
  if (format === 'json') return `${jsonText(rows)}\n`;
  if (format === 'csv') return csvText(columns, rows);
  return tableText(columns, rows);
}

function jsonText(rows: readonly Row[]): string {
  if (rows.length === 0) return '[]';
  return `[\n${rows.map((row) => `  ${JSON.stringify(row, spelled)}`).join(',\n')}\n]`;
}

function csvText(columns: readonly string[], rows: readonly Row[]): string {
  const quote = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    columns,
    ...rows.map((row) => columns.map((column) => (row[column] === null ? '' : cellText(row[column])))),
  ];
  return lines.map((line) => `${line.map(quote).join(',')}\r\n`).join('');
}

function tableText(columns: readonly string[], rows: readonly Row[]): string {
  const cells = rows.map((row) =>
    columns.map((column) => (row[column] === null ? '-' : cellText(row[column]).replace(/[\r\n]+/g, ' '))),
  );
  const widths = columns.map((column, index) => Math.max(column.length, ...cells.map((line) => line[index].length)));
  const isNumber = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => (isNumber[index] ? text.padStart(widths[index]) : text.padEnd(widths[index])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const count = `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;
  return [line(columns), rule, ...cells.map(line), count].map((text) => `${text}\n`).join('');
}

function cellText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value, spelled) : String(value);
}

function spelled(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
