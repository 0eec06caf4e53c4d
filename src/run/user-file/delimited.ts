/**
 * A table as spreadsheets and scripts write it: cells between commas, semicolons, tabs or bars, a `sep=` line, comment lines, rows that
 * are empty or of spaces, commas at the end of every row, the unnamed index column of pandas. What is plain is read and said in a note;
 * what is not is refused with its line.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { StudyError } from '../../errors.ts';
import { shown } from '../../shown.ts';

export interface DelimitedRow {
  readonly cells: readonly string[];
  /** Of the file, from 1, where the row ends. */
  readonly line: number;
}

export interface Delimited {
  readonly columns: readonly string[];
  readonly rows: readonly DelimitedRow[];
  readonly notes: readonly string[];
}

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** @param known names of columns, by which the delimiter is told @param name the file, for messages @throws StudyError */
export function readDelimited(given: string, name: string, known: readonly string[]): Delimited {
  const text = given.replace(/^\ufeff/, '');
  const notes: string[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  let skipped = 0;
  const told = /^"?sep=(.)"?$/i.exec(lines[0].trimEnd() === 'sep=' ? lines[0].slice(0, 5) : lines[0])?.[1];
  if (told !== undefined) {
    skipped = 1;
    notes.push(`a first line sep=${told === '\t' ? 'tab' : told}, which Excel reads, says what stands between cells`);
  }
  let comments = 0;
  while (skipped < lines.length && (/^\s*$/.test(lines[skipped]) || isComment(lines[skipped], known))) {
    if (lines[skipped].trim() !== '') comments++;
    skipped++;
  }
  const header = lines[skipped];
  if (header === undefined) return { columns: [], rows: [], notes };
  const delimiter = told ?? delimiterOf(header, known);
  if (told === undefined && delimiter !== ',') notes.push(`cells stand between ${DELIMITERS[delimiter]}`);

  const records = parseRecords(withoutLines(text, skipped), name, delimiter, skipped);
  const rows = records.slice(1).filter(({ cells, line }) => {
    if (cells.length > 1 || !/^\s*#/.test(cells[0])) return true;
    comments++;
    return line < 0;
  });
  if (comments > 0) notes.push(`${counted(comments, 'line')} that begin${comments === 1 ? 's' : ''} with # left out`);
  return tidy(records[0]?.cells ?? [], rows, notes, name);
}

/** A line of a hash before the header; a header whose own first column begins with one is none. */
function isComment(line: string, known: readonly string[]): boolean {
  return /^\s*#/.test(line) && !Object.keys(DELIMITERS).some((one) => named(line, one, known) > 0);
}

function named(header: string, delimiter: string, known: readonly string[]): number {
  const cells = header.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, '').toLowerCase());
  return cells.filter((cell) => known.includes(cell)).length;
}

function delimiterOf(header: string, known: readonly string[]): string {
  const counts = Object.keys(DELIMITERS).map((one) => [named(header, one, known), one] as const);
  const best = counts.reduce((most, next) => (next[0] > most[0] ? next : most));
  if (best[0] > 0) return best[1];
  return Object.keys(DELIMITERS).find((one) => header.includes(one)) ?? ',';
}

function withoutLines(text: string, count: number): string {
  let rest = text;
  for (let i = 0; i < count; i++) rest = rest.replace(/^[^\r\n]*(\r\n|\n|\r|$)/, '');
  return rest;
}

function parseRecords(text: string, name: string, delimiter: string, skipped: number): DelimitedRow[] {
  try {
    const records = parse(text, {
      ...{ bom: true, delimiter, record_delimiter: ['\r\n', '\n', '\r'] },
      ...{ skip_empty_lines: true, relax_column_count: true, info: true },
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines + skipped }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { line, start } = brokenQuote(text, delimiter);
    const where = `${name}: line ${line + skipped}`;
    const cell = shown(start);
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw new StudyError(
        {
          where,
          found: `a quote that opens here (${cell}) and never closes`,
          expected: 'a quote at the end of the cell',
          fix: 'Close it; a quote inside a quoted cell is written twice.',
        },
        { cause: error },
      );
    throw new StudyError(
      {
        where,
        found: `a quote in the middle of a cell (${cell})`,
        expected: 'cells with quotes in quotes, each of theirs written twice',
        fix: 'Write "say ""yes""" for say "yes".',
      },
      { cause: error },
    );
  }
}

/** Line and beginning of the cell at which the quotes of a text go wrong. */
function brokenQuote(text: string, delimiter: string): { line: number; start: string } {
  let line = 1;
  let opened = { line, at: 0 };
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const ends = character === '\n' || (character === '\r' && text[at + 1] !== '\n');
    if (state === 'quoted') {
      if (character === '"' && text[at + 1] === '"') at++;
      else if (character === '"') state = 'closed';
    } else if (character === delimiter || ends) state = 'start';
    else if (character === '"') {
      if (state !== 'start') break;
      [state, opened] = ['quoted', { line, at }];
    } else if (state === 'closed' && character !== '\r') break;
    else if (state === 'start') [state, opened] = ['plain', { line, at }];
    if (ends) line++;
  }
  return { line: opened.line, start: text.slice(opened.at, opened.at + 200) };
}

/** Without rows and columns that hold nothing. */
function tidy(header: readonly string[], records: readonly DelimitedRow[], notes: string[], name: string): Delimited {
  const rows = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (rows.length < records.length)
    notes.push(`${counted(records.length - rows.length, 'row')} without a word left out`);
  const used = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.length);
  const isEmpty = Array.from(
    { length: used },
    (_, c) => (header[c] ?? '').trim() === '' && rows.every(({ cells }) => (cells[c] ?? '').trim() === ''),
  );
  const first = rows.map(({ cells }) => cells[0]);
  const isIndex =
    (header[0] ?? '').trim() === '' &&
    header.length > 1 &&
    first.length > 0 &&
    first.every((cell) => /^\d+$/.test(cell));
  if (isIndex)
    notes.push(
      'a first column without a name that counts the rows, as pandas writes it, left out (to_csv(index=False) writes none)',
    );
  const kept = header.flatMap((_, c) => (isEmpty[c] || (c === 0 && isIndex) ? [] : [c]));
  const trailing = used - isEmpty.lastIndexOf(false) - 1;
  if (header.length - kept.length > (isIndex ? 1 : 0))
    notes.push(
      `${counted(header.length - kept.length - (isIndex ? 1 : 0), 'column')} without a name and a word left out`,
    );
  const width = used - trailing;
  return {
    columns: kept.map((c) => header[c]),
    // A row keeps cells beyond the header, so that it is refused as too long, and lacks those that it lacks.
    rows: rows.map(({ cells, line }) => ({
      cells: [...kept.filter((c) => c < cells.length).map((c) => cells[c]), ...cells.slice(header.length, width)],
      line,
    })),
    notes: notes.map((note) => `${name}: ${note}`),
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
