/**
 * Reads a task: a CSV file with one prompt a row. A byte-order mark, CRLF line ends and quoted fields are fine;
 * everything that would quietly change a study (duplicates, empty cells, stray spaces) is refused with its row.
 *
 * Row numbers in messages count prompts from 1, as in a spreadsheet without its header; the line is the file's own.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { hasCode, StudyError } from '../../../src/errors.ts';
import { suggest } from '../../../src/run/study/suggest.ts';

export interface TaskRow {
  readonly prompt: string;
  /** The word that should follow, without its leading space. */
  readonly answer: string;
  /** The word it stands against; absent where the cell is empty. */
  readonly foil?: string;
  /** Group of prompts that are alike; the answer unless the file says otherwise. */
  readonly stratum: string;
  /** Wording; the prompt with its subject replaced by {} where only a subject is given, else `unnamed`. */
  readonly template: string;
  readonly subject?: string;
  /** Words that count as right: the answer first, then the alternatives of the `accepted` column. */
  readonly accepted: readonly string[];
}

const REQUIRED = ['prompt', 'answer'];
const COLUMNS = [...REQUIRED, 'foil', 'stratum', 'template', 'subject', 'accepted'];
const UNNAMED_TEMPLATE = 'unnamed';

export function readTask(file: string): TaskRow[] {
  const name = basename(file);
  try {
    return parseTask(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)), name);
  } catch (error) {
    if (hasCode(error, 'ENOENT'))
      throw new StudyError({
        where: file,
        found: 'there is no such file',
        expected: 'the task file that task.file names',
      });
    if (hasCode(error, 'EISDIR')) throw new StudyError({ where: file, found: 'a folder', expected: 'a CSV file' });
    if (hasCode(error, 'ERR_ENCODING_INVALID_ENCODED_DATA')) {
      throw new StudyError({
        where: name,
        found: 'bytes that are not UTF-8',
        expected: 'a UTF-8 text',
        fix: 'Save the file as UTF-8.',
      });
    }
    throw error;
  }
}

/** The same from text; `name` stands for the file in messages. */
export function parseTask(text: string, name: string): TaskRow[] {
  const [header, ...records] = parseCsv(text, name);
  if (header === undefined)
    throw new StudyError({
      where: name,
      found: 'an empty file',
      expected: `a header row with ${REQUIRED.join(' and ')}`,
    });
  checkHeader(header.cells, name);
  if (records.length === 0)
    throw new StudyError({ where: name, found: 'no prompts', expected: 'at least one row below the header' });
  const firstRow = new Map<string, number>();
  return records.map(({ cells, line }, index) => {
    const where = `${name}: row ${index + 1} (line ${line})`;
    if (cells.length !== header.cells.length) {
      throw new StudyError({
        where,
        found: `${cells.length} cells`,
        expected: `${header.cells.length} as in the header`,
        fix: 'Quote cells that hold commas.',
      });
    }
    const row = rowOf(Object.fromEntries(header.cells.map((column, cell) => [column, cells[cell]])), where);
    const earlier = firstRow.get(row.prompt);
    if (earlier !== undefined) {
      throw new StudyError({
        where,
        found: `the same prompt as row ${earlier} (${JSON.stringify(row.prompt)})`,
        expected: 'each prompt once',
      });
    }
    firstRow.set(row.prompt, index + 1);
    return row;
  });
}

function parseCsv(text: string, name: string): { cells: string[]; line: number }[] {
  try {
    const records = parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new StudyError({ where: name, found: error.message, expected: 'a CSV file' }, { cause: error });
    throw error;
  }
}

function checkHeader(columns: readonly string[], name: string): void {
  columns.forEach((column, index) => {
    if (!COLUMNS.includes(column)) {
      const near = suggest(column.trim(), COLUMNS);
      throw new StudyError({
        where: `${name}: header`,
        found: `unknown column ${JSON.stringify(column)}`,
        expected: `only ${COLUMNS.join(', ')}`,
        ...(near === undefined ? {} : { fix: `Did you mean ${near}?` }),
      });
    }
    if (columns.indexOf(column) !== index)
      throw new StudyError({ where: `${name}: header`, found: `column ${column} twice`, expected: 'each column once' });
  });
  for (const column of REQUIRED) {
    if (!columns.includes(column))
      throw new StudyError({
        where: `${name}: header`,
        found: `no column ${column}`,
        expected: REQUIRED.join(' and '),
      });
  }
}

function rowOf(cells: Readonly<Record<string, string | undefined>>, where: string): TaskRow {
  const { prompt = '', answer = '' } = cells;
  if (prompt.trim() === '') throw new StudyError({ where, found: 'an empty prompt', expected: 'a text' });
  if (/[ \t]$/.test(prompt)) {
    throw new StudyError({
      where,
      found: 'a prompt that ends in a space',
      expected: 'none: the answer brings its own leading space',
    });
  }
  if (answer === '') throw new StudyError({ where, found: 'an empty answer', expected: 'a word' });
  const foil = cells.foil === '' ? undefined : cells.foil;
  const subject = cells.subject === '' ? undefined : cells.subject;
  const alternatives = (cells.accepted ?? '') === '' ? [] : (cells.accepted ?? '').split('|');
  for (const [column, word] of [
    ['answer', answer],
    ['foil', foil],
    ...alternatives.map((word) => ['accepted', word]),
  ] as const) {
    if (word !== undefined && (word === '' || word !== word.trim())) {
      throw new StudyError({
        where,
        found: `${column} ${JSON.stringify(word)}`,
        expected: 'a word without spaces around it',
      });
    }
  }
  const accepted = [...new Set([answer, ...alternatives])];
  if (foil !== undefined && accepted.includes(foil)) {
    throw new StudyError({
      where,
      found: `foil ${JSON.stringify(foil)} is an accepted answer`,
      expected: 'a wrong word',
    });
  }
  return {
    prompt,
    answer,
    ...(foil === undefined ? {} : { foil }),
    stratum: cells.stratum || answer,
    template:
      cells.template ||
      (subject !== undefined && prompt.includes(subject) ? prompt.replace(subject, () => '{}') : UNNAMED_TEMPLATE),
    ...(subject === undefined ? {} : { subject }),
    accepted,
  };
}
