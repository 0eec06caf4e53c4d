import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openLabels, readLabels } from '../../../../../pipeline/cooccurrence/kernels/names/labels-file.ts';
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
    ['twice.csv', 'feature_id,label\n1,a\n1,b\n', /row 2 \(line 3\): feature 1 a second time/],
    ['number.csv', 'feature_id,label\n-1,a\n', /row 1 \(line 2\): feature "-1"/],
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

describe('labels as people have them', () => {
  const bytes = (name: string, data: Uint8Array): string => {
    writeFileSync(join(folder, name), data);
    return join(folder, name);
  };
  const wanted = new Map([[3, 'été; "x"'], [7, 'b']]); // biome-ignore format: one line

  it.each<[string, string | Buffer]>([
    ['semicolons.csv', 'feature_id;label\n3;"été; ""x"""\n7;b\n'],
    ['latin1.csv', Buffer.from('feature_id,label\n3,"été; ""x"""\n7,b\n', 'latin1')],
    ['wide.csv', Buffer.from('\ufefffeature_id\tlabel\r\n3\t"été; ""x"""\r\n7\tb\r\n', 'utf16le')],
    ['index.csv', ',feature_id,label\n0,3,"été; ""x"""\n1,7,b\n'],
    ['order.csv', 'note,description,index\n,"été; ""x""",3\nn,b,7\n'],
    ['export.csv', '[{"index":3,"description":"été; \\"x\\""},{"index":"7","description":"b"}]'],
    ['pack.jsonl.gz', gzipSync('{"index":3,"description":"été; \\"x\\""}\n{"index":"7","description":"b"}\n')],
    ['bom.jsonl', '\ufeff{"index":3,"description":"été; \\"x\\""}\r\n{"index":"7","description":"b"}\r\n'],
  ])('%s is read', (name, data) => {
    expect(openLabels(bytes(name, Buffer.from(data))).labels).toEqual(wanted);
  });

  it('names ids beyond the SAE, hidden characters and labels that are shown shortened', () => {
    const path = file('odd.csv', `feature_id,label\n1,a\u200bb\n2,${'x'.repeat(5000)}\n`);
    expect(openLabels(path, 3).notes).toEqual([
      'odd.csv: U+200B (zero-width space) in the label of row 1 (line 2)',
      'odd.csv: 1 label of more than 160 characters shown shortened',
    ]);
    expect(openLabels(path, 2).notes[0]).toContain('1 of 2 labels are of features beyond the SAE');
    expect(() => openLabels(path, 1)).toThrow('no feature of the SAE (1 and others), expected features 0 to 0');
  });

  it('names a workbook, and prints none of it', () => {
    const path = bytes('book.csv', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]));
    expect(() => readLabels(path)).toThrow(/^book\.csv: a zip archive[\P{Cc}]*$/u);
  });
});
