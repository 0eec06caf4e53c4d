/**
 * Cells of a task as its rows, with every fault of every row: what would quietly change a study (prompts twice, empty cells, stray
 * spaces, characters that nobody sees) is refused with its row, what may be meant is named in a note.
 */
import type { AnswersAs } from '../../../src/engine/passes/prompt-tokens.ts';
import { type RowFault, rowRanges } from '../../../src/fault-list.ts';
import { invisibleIn } from '../../../src/invisible.ts';
import { shown } from '../../../src/shown.ts';

export interface TaskRow {
  readonly prompt: string;
  /** The word that should follow, without its leading space; its exact text where the study says so. */
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

export type Column = 'prompt' | 'answer' | 'foil' | 'stratum' | 'template' | 'subject' | 'accepted';

/** A row before it is judged. */
export interface TaskRecord {
  readonly cells: Readonly<Partial<Record<Column, string>>>;
  /** `row 3 (line 4)` */
  readonly place: string;
  /** What was wrong with it as a row of a table. */
  readonly fault?: Pick<RowFault, 'found' | 'expected' | 'fix'>;
}

export interface JudgedRows {
  /** Those without a fault. */
  readonly rows: TaskRow[];
  /** Their numbers in the file, from 1. */
  readonly numbers: number[];
  /** Where each stands, for messages. */
  readonly places: string[];
  readonly faults: RowFault[];
  readonly notes: string[];
}

const UNNAMED_TEMPLATE = 'unnamed';
const SPACE = { 9: 'a tab', 10: 'a line feed', 13: 'a carriage return', 32: 'a space' } as const;

export function judgeRows(records: readonly TaskRecord[], name: string, answers: AnswersAs): JudgedRows {
  const judged: JudgedRows = { rows: [], numbers: [], places: [], faults: [], notes: [] };
  const firstOf = new Map<string, { row: number; prompt: string }>();
  const spelt = new Map<string, { word: string; row: number }>();
  const remarks = new Map<string, number[]>();
  for (const [index, { cells, place, fault }] of records.entries()) {
    const row = index + 1;
    const refuse = (found: string, expected: string, fix?: string): void => {
      judged.faults.push({ row, where: `${name}: ${place}`, found, expected, ...(fix === undefined ? {} : { fix }) });
    };
    const remark = (text: string): void => {
      remarks.set(text, [...(remarks.get(text) ?? []), row]);
    };
    if (fault !== undefined) {
      refuse(fault.found, fault.expected, fault.fix);
      continue;
    }
    const before = judged.faults.length;
    const task = rowOf(cells, answers, refuse, remark);
    if (task === undefined) continue;
    // Two forms of a letter are other tokens, and look the same. A row that is left out is nobody's first.
    const own = new Map<string, string>();
    for (const [column, word] of [
      ['answer', task.answer],
      ['foil', task.foil],
      ['stratum', cells.stratum],
      ['template', cells.template],
    ] as const) {
      // biome-ignore format: one line
      if (word === undefined || word === '') continue;
      const key = `${column === 'foil' ? 'answer' : column} ${word.normalize('NFC')}`;
      const other = spelt.get(key) ?? { word: own.get(key) ?? word, row };
      own.set(key, word);
      if (other.word !== word)
        refuse(`${column} ${shown(word)} looks like that of row ${other.row} and is written with other characters`, 'one form of each word (NFC)', unlike(word, other.word)); // biome-ignore format: one line
    }
    const key = task.prompt.normalize('NFC');
    const earlier = firstOf.get(key);
    if (earlier?.prompt === task.prompt)
      refuse(`the same prompt as row ${earlier.row} (${shown(task.prompt)})`, 'each prompt once');
    else if (earlier !== undefined)
      refuse(`the same prompt as row ${earlier.row} after NFC (${shown(task.prompt)})`, 'each prompt once', unlike(task.prompt, earlier.prompt)); // biome-ignore format: one line
    if (judged.faults.length > before) continue;
    firstOf.set(key, { row, prompt: task.prompt });
    for (const [spelling, word] of own) if (!spelt.has(spelling)) spelt.set(spelling, { word, row });
    judged.rows.push(task);
    judged.numbers.push(row);
    judged.places.push(place);
  }
  for (const [text, rows] of remarks)
    judged.notes.push(`${name}: ${rows.length === 1 ? 'row' : 'rows'} ${rowRanges(rows)}: ${text}`);
  return judged;
}

/** The first place where two texts differ. */
function unlike(one: string, other: string): string {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, i) => character !== b[i]);
  const code = (text: string[]): string =>
    text[at] === undefined ? 'nothing' : `U+${text[at].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
  return at < 0 ? '' : `Character ${at + 1} is ${code(a)} here and ${code(b)} there.`;
}

type Refuse = (found: string, expected: string, fix?: string) => void;

function rowOf(
  cells: TaskRecord['cells'],
  answers: AnswersAs,
  refuse: Refuse,
  remark: (text: string) => void,
): TaskRow | undefined {
  const { prompt = '', answer = '' } = cells;
  const exact = answers === 'exact';
  const isBlank = prompt.trim() === '';
  if (isBlank) refuse('an empty prompt', 'a text');
  else judgePrompt(prompt, exact, refuse, remark);
  if (answer === '') refuse('an empty answer', 'a word');
  const given = (column: Column): string | undefined => (cells[column] === '' ? undefined : cells[column]);
  const [foil, subject] = [given('foil'), given('subject')];
  const alternatives = given('accepted')?.split('|') ?? [];
  for (const [
    column,
    word,
  ] of [['answer', answer || undefined], ['foil', foil], ...alternatives.map((word) => ['accepted', word])] as const) // biome-ignore format: one line
    if (word !== undefined) judgeWord(column ?? '', word, exact, refuse, remark);
  for (const column of ['stratum', 'template', 'subject'] as const)
    judgeName(column, cells[column] ?? '', refuse, remark);
  const accepted = [...new Set([answer, ...alternatives])];
  if (foil !== undefined && accepted.includes(foil))
    refuse(`foil ${shown(foil)} is an accepted answer`, 'a wrong word');
  if (isBlank || answer === '') return undefined;
  const named =
    subject !== undefined && prompt.includes(subject) ? prompt.replace(subject, () => '{}') : UNNAMED_TEMPLATE;
  return {
    prompt,
    answer,
    ...(foil === undefined ? {} : { foil }),
    ...{ stratum: cells.stratum || answer, template: cells.template || named },
    ...(subject === undefined ? {} : { subject }),
    accepted,
  };
}

function judgePrompt(prompt: string, exact: boolean, refuse: Refuse, remark: (text: string) => void): void {
  for (const { name, place, refused, at } of once(invisibleIn(prompt))) {
    const plain = SPACE[prompt.charCodeAt(at) as keyof typeof SPACE];
    const where = place === 'inside' ? 'inside the prompt' : `at the ${place} of the prompt`;
    if (plain !== undefined && (exact || (place === 'start' && plain === SPACE[32])))
      remark(`${plain} ${where}: it is part of the text that the model reads`);
    else if (place === 'end' && plain !== undefined)
      refuse(`a prompt that ends in ${plain}${plain === SPACE[32] ? '' : `, ${name}`}`, 'none: the answer brings its own leading space', 'Take it off, or say task.answers: exact where the answers bring none.'); // biome-ignore format: one line
    else if (refused) refuse(`${name} ${where}`, 'text without characters that nobody sees', 'Take it off.');
    else remark(`${name} ${where}: it is part of the text that the model reads`);
  }
  if (exact) return;
  const last = /[([{"'\d\n\u2018\u201c\u00ab]$/.exec(prompt)?.[0];
  if (last !== undefined)
    remark(`the prompt ends in ${/\d/.test(last) ? 'a digit' : shown(last)}, after which a word seldom begins with a space; task.answers: exact takes answers as they are written`); // biome-ignore format: one line
}

function judgeWord(column: string, word: string, exact: boolean, refuse: Refuse, remark: (text: string) => void): void {
  if (word === '' || (!exact && /^[ \t]|[ \t]$/.test(word))) {
    refuse(`${column} ${shown(word)}`, 'a word without spaces around it');
    return;
  }
  for (const { name, place, refused, at } of once(invisibleIn(word))) {
    if (exact && word.charCodeAt(at) in SPACE) continue;
    const where = place === 'inside' ? 'inside' : `at the ${place} of`;
    if (refused)
      refuse(`${name} ${where} the ${column} ${shown(word)}`, exact ? 'a token of text' : 'a word without spaces around it', 'Take it off.'); // biome-ignore format: one line
    else remark(`${name} ${where} the ${column}`);
  }
}

function judgeName(column: Column, text: string, refuse: Refuse, remark: (text: string) => void): void {
  for (const { name, place, refused } of once(invisibleIn(text))) {
    const where = place === 'inside' ? 'inside' : `at the ${place} of`;
    if (refused)
      refuse(`${name} ${where} the ${column} ${shown(text)}`, 'a name without spaces around it', 'Take it off.');
    else remark(`${name} ${where} the ${column}`);
  }
}

/** One of each kind and place. */
function once<T extends { readonly name: string; readonly place: string }>(found: readonly T[]): T[] {
  return [...new Map(found.map((one) => [`${one.name} ${one.place}`, one])).values()];
}
