import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLabels } from '../../../../../pipeline/cooccurrence/kernels/names/labels-file.ts';
import { StudyError } from '../../../../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'cofire-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('labels', () => {
  it('are read from CSV with a byte-order mark, quotes and CRLF; empty ones are left out', () => {
    const path = file('a.csv', '\ufefffeature_id,label\r\n7," sports, ""names"""\r\n9,\r\n');
    expect(readLabels(path)).toEqual(new Map([[7, 'sports, "names"']]));
  });

  it('are read from an export of Neuronpedia, as an array or by line; the first explanation counts', () => {
    const rows = [
      { modelId: 'gpt2-small', layer: '7-res-jb', index: '12', description: 'names of sports' },
      { modelId: 'gpt2-small', layer: '7-res-jb', index: '12', description: 'another' },
      { modelId: 'gpt2-small', layer: '7-res-jb', index: 13, description: '' },
    ];
    const wanted = new Map([[12, 'names of sports']]);
    expect(readLabels(file('b.json', JSON.stringify(rows)))).toEqual(wanted);
    expect(readLabels(file('b.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')))).toEqual(wanted);
  });

  it.each([
    ['columns.csv', 'id,label\n1,a\n', /columns id, label/],
    ['twice.csv', 'feature_id,label\n1,a\n1,b\n', /row 2: feature 1 a second time/],
    ['number.csv', 'feature_id,label\n-1,a\n', /row 1: feature "-1"/],
    ['quote.csv', 'feature_id,label\n1,"a\n', /quote\.csv/],
    ['broken.json', '[{', /JSON/],
    ['shape.json', '[{"feature": 1}]', /row 1.*index and description/],
  ])('%s is refused with what was found', (name, text, message) => {
    const read = (): unknown => readLabels(file(name, text));
    expect(read).toThrow(message);
    expect(read).toThrow(StudyError);
  });

  it('names a file that is not there', () => {
    expect(() => readLabels(join(folder, 'none.csv'))).toThrow(/no such file/);
  });
});
