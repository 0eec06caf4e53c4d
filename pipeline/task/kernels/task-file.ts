/**
 * Reads a task: a table with one prompt a row, as spreadsheets and scripts write it, or JSON (lre-file.ts). Columns of the user's own are
 * kept out with a note; a name that is nearly one of ours is refused.
 *
 * Row numbers in messages count prompts from 1, as in a spreadsheet without its header; the line is the file's own.
 */
import { basename } from 'node:path';
import type { AnswersAs } from '../../../src/engine/passes/prompt-tokens.ts';
import { StudyError } from '../../../src/errors.ts';
import { type RowFault, refuseFaults } from '../../../src/fault-list.ts';
import { suggest } from '../../../src/run/study/suggest.ts';
import { readUserText } from '../../../src/run/user-file/decode.ts';
import { readDelimited } from '../../../src/run/user-file/delimited.ts';
import { shown } from '../../../src/shown.ts';
import { readRelations } from './lre-file.ts';
import { type Column, judgeRows, type TaskRecord, type TaskRow } from './task-rows.ts';

export type { TaskRow } from './task-rows.ts';

export interface TaskFile {
  /** For messages. */
  readonly name: string;
  /** Those without a fault, with their number (from 1) and place in the file. */
  readonly rows: readonly TaskRow[];
  readonly numbers: readonly number[];
  readonly places: readonly string[];
  /** Rows of the file, with those that are refused. */
  readonly total: number;
  readonly faults: readonly RowFault[];
  readonly notes: readonly string[];
}

const REQUIRED = ['prompt', 'answer'] as const;
export const COLUMNS: readonly Column[] = [...REQUIRED, 'foil', 'stratum', 'template', 'subject', 'accepted'];

/** @throws StudyError with every fault */
export function readTask(file: string, answers: AnswersAs = 'words'): TaskRow[] {
  return rowsOf(openTask(file, answers));
}

/** The same from text; `name` stands for the file in messages. */
export function parseTask(text: string, name: string, answers: AnswersAs = 'words'): TaskRow[] {
  return rowsOf(judgeTask(text, name, answers));
}

/** A task with its faults and notes. @throws StudyError where it is no table of prompts and answers at all */
export function openTask(file: string, answers: AnswersAs): TaskFile {
  const { text, notes } = readUserText(file, 'task.file', 'a task (CSV or JSON)');
  const name = basename(file);
  const task = judgeTask(text, name, answers);
  return { ...task, notes: [...notes.map((note) => `${name}: ${note}`), ...task.notes] };
}

function rowsOf({ name, faults, total, rows }: TaskFile): TaskRow[] {
  refuseFaults(name, faults, total, FIX);
  return [...rows];
}

/** What can be done about all faults of a task. */
export const FIX = 'cofire check STUDY --fix-task OUT.csv writes the task without them.';

export function judgeTask(text: string, name: string, answers: AnswersAs): TaskFile {
  const { records, notes } = /^\ufeff?\s*[[{]/.test(text) && !/^\ufeff?\s*\[?\{?"?prompt"?[,;\t|]/.test(text) ? readRelations(text.replace(/^\ufeff/, ''), name, COLUMNS) : fromTable(text, name); // biome-ignore format: one line
  const { notes: remarks, ...judged } = judgeRows(records, name, answers);
  return { name, total: records.length, ...judged, notes: [...notes, ...remarks] };
}

function fromTable(text: string, name: string): { records: TaskRecord[]; notes: readonly string[] } {
  const { columns, rows, notes } = readDelimited(text, name, COLUMNS);
  if (columns.length === 0)
    throw new StudyError({
      where: name,
      found: 'an empty file',
      expected: `a header row with ${REQUIRED.join(' and ')}`,
    });
  const own = checkHeader(columns, name);
  if (rows.length === 0)
    throw new StudyError({ where: name, found: 'no prompts', expected: 'at least one row below the header' });
  const records = rows.map(({ cells, line }, index): TaskRecord => {
    const place = `row ${index + 1} (line ${line})`;
    if (cells.length !== columns.length) {
      const expected = `${columns.length} as in the header`;
      return {
        place,
        cells: {},
        fault: { found: `${cells.length} cells`, expected, fix: 'Quote cells that hold commas.' },
      };
    }
    return { place, cells: Object.fromEntries(columns.flatMap((column, c) => (COLUMNS.includes(column as Column) ? [[column, cells[c]]] : []))) }; // biome-ignore format: one line
  });
  return { records, notes: own.length === 0 ? notes : [...notes, `${name}: ${own.length === 1 ? 'column' : 'columns'} ${own.map(shown).join(', ')} ${own.length === 1 ? 'is' : 'are'} no part of a task, and kept out of the study`] }; // biome-ignore format: one line
}

/** Columns that are the user's own. */
function checkHeader(columns: readonly string[], name: string): string[] {
  const where = `${name}: header`;
  const own: string[] = [];
  columns.forEach((column, index) => {
    if (columns.indexOf(column) !== index && column !== '')
      throw new StudyError({
        where,
        found: `column ${shown(column).slice(1, -1)} twice`,
        expected: 'each column once',
      });
    if (COLUMNS.includes(column as Column)) return;
    const simple = column.trim().toLowerCase();
    const near = COLUMNS.find((known) => known === simple) ?? suggest(column.trim(), COLUMNS);
    // Beside a column of ours, a name like it is another.
    if (near !== undefined && !columns.includes(near))
      throw new StudyError({
        where,
        found: `unknown column ${shown(column)}`,
        expected: `only ${COLUMNS.join(', ')}`,
        fix: `Did you mean ${near}?`,
      });
    if (near === simple)
      throw new StudyError({ where, found: `columns ${near} and ${shown(column)}`, expected: 'each column once' });
    own.push(column);
  });
  for (const column of REQUIRED)
    if (!columns.includes(column))
      throw new StudyError({
        where,
        found: `no column ${column} among ${columns.map(shown).join(', ').slice(0, 300)}`,
        expected: REQUIRED.join(' and '),
      });
  return own;
}
