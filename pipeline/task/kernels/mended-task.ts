/** A task without the rows at fault, as a CSV file of its own: what `check --fix-task` writes. */
import type { RowFault } from '../../../src/fault-list.ts';
import { COLUMNS, type TaskFile } from './task-file.ts';
import type { Column, TaskRow } from './task-rows.ts';

/** The rows that can be used, under the columns that some of them have; UTF-8, commas, a line feed at each end. */
export function mendedTask(
  { rows, numbers }: Pick<TaskFile, 'rows' | 'numbers'>,
  faults: readonly RowFault[],
): { text: string; kept: number } {
  const out = new Set(faults.map(({ row }) => row));
  const kept = rows.filter((_, index) => !out.has(numbers[index]));
  const columns = COLUMNS.filter(
    (column) => column === 'prompt' || column === 'answer' || kept.some((row) => cellOf(row, column) !== ''),
  );
  const lines = [columns, ...kept.map((row) => columns.map((column) => quotedCell(cellOf(row, column))))];
  return { text: lines.map((line) => `${line.join(',')}\n`).join(''), kept: kept.length };
}

/** What the file has to say: nothing where the reader fills it in by itself. */
function cellOf(row: TaskRow, column: Column): string {
  if (column === 'accepted') return row.accepted.length > 1 ? row.accepted.slice(1).join('|') : '';
  if (column === 'stratum') return row.stratum === row.answer ? '' : row.stratum;
  if (column === 'template') return row.template === 'unnamed' ? '' : row.template;
  return row[column] ?? '';
}

function quotedCell(text: string): string {
  return /[",\r\n]|^\s|\s$|^#|^$/.test(text) && text !== '' ? `"${text.replaceAll('"', '""')}"` : text;
}
