/**
 * Tasks as JSON: a relation of the LRE dataset (Hernandez et al. 2023: name, prompt_templates, prompt_templates_zs, samples of subject and
 * object), or rows with the columns of a task. One value, or one a line (JSONL): relations, samples below a relation's own line, or rows.
 */
import { StudyError } from '../../../src/errors.ts';
import { jsonValues } from '../../../src/run/user-file/json-values.ts';
import { shown, shownSome } from '../../../src/shown.ts';
import type { Column, TaskRecord } from './task-rows.ts';

interface Relation {
  readonly templates: readonly string[];
  /** Where the templates stand. */
  readonly key: string;
}

type Json = Readonly<Record<string, unknown>>;

const EXPECTED =
  'a relation of LRE (prompt_templates, samples with subject and object), or rows with prompt and answer';

/** @param columns of a task @throws StudyError where it is neither */
export function readRelations(
  text: string,
  name: string,
  columns: readonly Column[],
): { records: TaskRecord[]; notes: string[] } {
  const expected = `JSON, or one JSON object a line: ${EXPECTED}`;
  const values = jsonValues(text, name, expected, { item: 'item', whole: 'the relation' });
  const records: TaskRecord[] = [];
  const notes = new Set<string>();
  let relation: Relation | undefined;
  let escaped = 0;
  /** Of each prompt that is made of a template: its record, and the words that are right, the answer first. */
  const wordsOf = new Map<string, { readonly at: number; readonly words: string[] }>();
  const severally = new Set<string>();
  const plain = (value: unknown): string => {
    const given = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    // Some files of the dataset have their escapes escaped: "Bras\\u00edlia".
    const read = given.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    if (read !== given) escaped++;
    return read;
  };
  const add = (sample: unknown, where: string): void => {
    const place = `row ${records.length + 1} (${where})`;
    if (!isObject(sample)) return void records.push(faulty(place, sample));
    if ('prompt' in sample && 'answer' in sample) {
      const own = columns.filter((column) => column in sample);
      const cell = (value: unknown): string => (Array.isArray(value) ? value.map(plain).join('|') : plain(value));
      records.push({ place, cells: Object.fromEntries(own.map((column) => [column, cell(sample[column])])) });
      const others = Object.keys(sample).filter((key) => !columns.includes(key as Column));
      for (const key of others) notes.add(`key ${shown(key)} is no column of a task, and is kept out of the study`);
      return;
    }
    const { subject, object = sample.answer } = sample;
    const objects = Array.isArray(object) ? object : [object];
    if (typeof subject !== 'string' || !objects.every(isWord) || objects.length === 0)
      return void records.push(faulty(place, sample));
    const own = typeof sample.template === 'string' ? [sample.template] : relation?.templates;
    if (own === undefined)
      throw new StudyError({
        where: `${name}: ${where}`,
        found: 'a sample without a prompt template',
        expected: EXPECTED,
        fix: 'Put the line with prompt_templates before its samples.',
      });
    const words = objects.map(plain);
    for (const template of own) {
      const prompt = template.replace('{}', () => plain(subject));
      const earlier = wordsOf.get(prompt);
      if (earlier === undefined) {
        wordsOf.set(prompt, { at: records.length, words: [...words] });
        const cells = { prompt, answer: words[0], subject: plain(subject), template };
        records.push({ place: `row ${records.length + 1} (${where})`, cells });
      } else {
        // The dataset has a sample an object; a prompt is asked once, and each of its objects is right.
        earlier.words.push(...words.filter((word) => !earlier.words.includes(word)));
        severally.add(plain(subject));
      }
    }
  };
  for (const { value, place: where } of values) {
    if (isObject(value) && ('samples' in value || 'prompt_templates' in value)) {
      relation = relationOf(value, `${name}: ${where}`);
      notes.add(`prompts are made of ${relation.key}: ${relation.templates.map(shown).join(', ')}`);
      if ('samples' in value && !Array.isArray(value.samples))
        throw new StudyError({
          where: `${name}: ${where}: samples`,
          found: shown(value.samples),
          expected: 'a list of subjects and objects',
        });
      for (const [i, sample] of ((value.samples ?? []) as unknown[]).entries()) add(sample, `sample ${i + 1}`);
    } else add(value, where);
  }
  for (const { at, words } of wordsOf.values())
    if (words.length > 1)
      records[at] = { ...records[at], cells: { ...records[at].cells, accepted: words.slice(1).join('|') } };
  if (records.length === 0) throw new StudyError({ where: name, found: 'no prompts', expected: EXPECTED });
  if (records.every(({ fault }) => fault !== undefined))
    throw new StudyError({
      where: name,
      found: `JSON of another kind (${shown(values[0]?.value)})`,
      expected: EXPECTED,
    });
  if (severally.size > 0)
    notes.add(
      `${severally.size === 1 ? 'a subject has' : `${severally.size} subjects have`} several samples (${shownSome([...severally], 3)}): the object of the first is the answer, the others are accepted`,
    );
  if (escaped > 0) notes.add(`${escaped} texts with escapes written out (\\u00ed) read as the letters that they mean`);
  return { records, notes: [...notes].map((note) => `${name}: ${note}`) };
}

/** Zero-shot wordings where the relation has some: a study shows the model no examples. */
function relationOf(value: Json, where: string): Relation {
  const key = (['prompt_templates_zs', 'prompt_templates'] as const).find((own) => {
    const list = value[own];
    return Array.isArray(list) && list.length > 0;
  });
  if (key === undefined)
    throw new StudyError({
      where,
      found: 'a relation without prompt templates',
      expected: 'prompt_templates, a list of texts with {} for the subject',
    });
  const templates = value[key] as unknown[];
  for (const template of templates)
    if (typeof template !== 'string' || template.split('{}').length !== 2)
      throw new StudyError({
        where: `${where}: ${key}`,
        found: shown(template),
        expected: 'a text with {} once, for the subject',
      });
  return { templates: [...new Set(templates as string[])], key };
}

function faulty(place: string, value: unknown): TaskRecord {
  return {
    place,
    cells: {},
    fault: { found: shown(value), expected: 'subject and object, both texts, or prompt and answer' },
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
