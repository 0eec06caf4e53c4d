/**
 * Reads labels of features: a table with columns feature_id (or index) and label (or description), or an export of Neuronpedia (a JSON
 * array, or one JSON object a line; gzip too) whose rows hold `index` and `description`. A feature that a table names twice is refused; an
 * export often holds several explanations of a feature, of which the first counts. Empty labels are left out.
 */
import { basename } from 'node:path';
import { StudyError } from '../../../../src/errors.ts';
import { type RowFault, refuseFaults } from '../../../../src/fault-list.ts';
import { invisibleIn } from '../../../../src/invisible.ts';
import { readUserText } from '../../../../src/run/user-file/decode.ts';
import { readDelimited } from '../../../../src/run/user-file/delimited.ts';
import { jsonValues } from '../../../../src/run/user-file/json-values.ts';
import { shown } from '../../../../src/shown.ts';
import { LONGEST_LABEL } from './shown-label.ts';

export interface LabelsFile {
  readonly labels: ReadonlyMap<number, string>;
  /** How the file was read, and what of it is shown otherwise than it stands. */
  readonly notes: readonly string[];
}

interface LabelRow {
  readonly place: string;
  readonly feature: unknown;
  readonly label: unknown;
}

const WHAT = 'labels: CSV with columns feature_id and label, or an export of Neuronpedia (JSON, or one object a line)';
const EXPORT = 'an export of Neuronpedia: a JSON array, or one object a line';
const FEATURE = ['feature_id', 'index', 'feature'];
const LABEL = ['label', 'description', 'explanation'];

/** @throws StudyError with every fault */
export function readLabels(file: string): Map<number, string> {
  return new Map(openLabels(file).labels);
}

/** @param features of the dictionary, where it is known @throws StudyError with every fault */
export function openLabels(file: string, features = Number.POSITIVE_INFINITY): LabelsFile {
  const { text, notes } = readUserText(file, 'labels.file', WHAT);
  const name = basename(file);
  const isJson = /^\s*[[{]/.test(text);
  const read = isJson ? { rows: fromExport(text, name), notes: [] } : fromTable(text, name);
  const faults: RowFault[] = [];
  const labels = new Map<number, string>();
  const named = new Set<number>();
  const hidden = new Map<string, string[]>();
  const beyond: string[] = [];
  let long = 0;
  for (const [index, { place, feature: given, label: text }] of read.rows.entries()) {
    const refuse = (found: string, expected: string, fix?: string): void => {
      faults.push({
        row: index + 1,
        where: `${name}: ${place}`,
        found,
        expected,
        ...(fix === undefined ? {} : { fix }),
      });
    };
    const written = String(given).trim();
    const feature = /^\d+$/.test(written) ? Number(written) : -1;
    if (feature < 0) refuse(`feature ${shown(String(given))}`, 'a feature’s number');
    else if (feature >= features) beyond.push(written);
    else if (named.has(feature) && !isJson) refuse(`feature ${feature} a second time`, 'one label a feature');
    named.add(feature);
    const label = typeof text === 'string' ? text.trim() : '';
    if (feature < 0 || feature >= features || label === '' || labels.has(feature)) continue;
    labels.set(feature, label);
    if (label.length > LONGEST_LABEL) long++;
    const marks = new Set(invisibleIn(text as string).map(({ name }) => name));
    for (const mark of marks) hidden.set(mark, [...(hidden.get(mark) ?? []), place]);
  }
  refuseFaults(name, faults, read.rows.length);
  const range = `0 to ${features - 1}`;
  if (beyond.length > 0 && beyond.length === read.rows.length)
    throw new StudyError({
      where: name,
      found: `no feature of the SAE (${shown(beyond[0]).slice(1, -1)} and others)`,
      expected: `features ${range}`,
      fix: 'These are labels of another SAE.',
    });
  const others = beyond.length === 0 ? [] : [`${beyond.length} of ${read.rows.length} labels are of features beyond the SAE's ${range} (${shown(beyond[0]).slice(1, -1)}), left out: are they labels of another SAE?`]; // biome-ignore format: one line
  const marks = [...hidden].map(([mark, places]) => `${mark} in the label of ${places.slice(0, 3).join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}`); // biome-ignore format: one line
  const cut =
    long > 0 ? [`${long} label${long === 1 ? '' : 's'} of more than ${LONGEST_LABEL} characters shown shortened`] : [];
  return {
    labels,
    notes: [...[...notes, ...others, ...marks, ...cut].map((note) => `${name}: ${note}`), ...read.notes],
  };
}

function fromTable(text: string, name: string): { rows: LabelRow[]; notes: readonly string[] } {
  const { columns, rows, notes } = readDelimited(text, name, [...FEATURE, ...LABEL]);
  const [feature, label] = [FEATURE, LABEL].map((known) =>
    columns.indexOf(known.find((one) => columns.includes(one)) ?? ''),
  );
  if (columns.length > 0 && (feature < 0 || label < 0))
    throw new StudyError({
      where: name,
      found: `columns ${columns
        .map((column) => shown(column).slice(1, -1))
        .join(', ')
        .slice(0, 300)}`,
      expected: 'columns feature_id and label',
    });
  const others = columns.filter((_, c) => c !== feature && c !== label);
  const told = others.length === 0 ? [] : [`${name}: columns ${others.map(shown).join(', ')} are not read`];
  return {
    rows: rows.map(({ cells, line }, index) => ({ place: `row ${index + 1} (line ${line})`, feature: cells[feature] ?? '', label: cells.length > columns.length ? [cells[label], ...cells.slice(columns.length)].join(',') : (cells[label] ?? '') })), // biome-ignore format: one line
    notes: [...notes, ...told],
  };
}

function fromExport(text: string, name: string): LabelRow[] {
  return jsonValues(text, name, EXPORT, { item: 'row', whole: 'line 1' }).map(({ value: row, place }) => {
    const where = `${name}: ${place}`;
    if (typeof row !== 'object' || row === null || !('index' in row) || !('description' in row))
      throw new StudyError({
        where,
        found: shown(row),
        expected: 'an object with index and description',
      });
    return { place, feature: row.index, label: row.description };
  });
}
