/**
 * Reads labels of features: a CSV file with columns feature_id and label, or an export of Neuronpedia (a JSON array, or one
 * JSON object a line) whose rows hold `index` and `description`. A feature that a CSV names twice is refused; an export often
 * holds several explanations of a feature, of which the first counts. Empty labels are left out.
 */
import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { hasCode, StudyError } from '../../../../src/errors.ts';

export function readLabels(file: string): Map<number, string> {
  const name = basename(file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'EISDIR')) throw error;
    throw new StudyError({ where: file, found: 'no such file', expected: 'the labels file that labels.file names' });
  }
  return extname(file).startsWith('.json') ? fromExport(jsonRows(text, name), name) : fromCsv(text, name);
}

function fromCsv(text: string, name: string): Map<number, string> {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new StudyError(
      { where: name, found: error.message, expected: 'CSV with columns feature_id and label' },
      { cause: error },
    );
  }
  if (rows.length > 0 && !('feature_id' in rows[0] && 'label' in rows[0])) {
    throw new StudyError({
      where: name,
      found: `columns ${Object.keys(rows[0]).join(', ')}`,
      expected: 'columns feature_id and label',
    });
  }
  const labels = new Map<number, string>();
  rows.forEach((row, index) => {
    const where = `${name}: row ${index + 1}`;
    const feature = featureOf(row.feature_id, where);
    if (labels.has(feature))
      throw new StudyError({ where, found: `feature ${feature} a second time`, expected: 'one label a feature' });
    if (row.label.trim() !== '') labels.set(feature, row.label.trim());
  });
  return labels;
}

function jsonRows(text: string, name: string): unknown[] {
  try {
    if (!text.trimStart().startsWith('['))
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
    return JSON.parse(text) as unknown[];
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StudyError(
      { where: name, found: error.message, expected: 'an export of Neuronpedia: a JSON array, or one object a line' },
      { cause: error },
    );
  }
}

function fromExport(rows: readonly unknown[], name: string): Map<number, string> {
  const labels = new Map<number, string>();
  rows.forEach((row, index) => {
    const where = `${name}: row ${index + 1}`;
    if (typeof row !== 'object' || row === null || !('index' in row) || !('description' in row)) {
      throw new StudyError({
        where,
        found: JSON.stringify(row)?.slice(0, 60) ?? 'nothing',
        expected: 'an object with index and description',
      });
    }
    const feature = featureOf(String(row.index), where);
    const label = typeof row.description === 'string' ? row.description.trim() : '';
    if (label !== '' && !labels.has(feature)) labels.set(feature, label);
  });
  return labels;
}

function featureOf(text: string, where: string): number {
  if (!/^\d+$/.test(text.trim()))
    throw new StudyError({ where, found: `feature ${JSON.stringify(text)}`, expected: 'a feature’s number' });
  return Number(text);
}
