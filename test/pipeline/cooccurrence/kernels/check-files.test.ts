import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkFiles } from '../../../../pipeline/cooccurrence/kernels/check-files.ts';
import { parseStudy } from '../../../study.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cofire-files-'));
  mkdirSync(join(folder, 'model'));
  mkdirSync(join(folder, 'sae'));
  writeFileSync(join(folder, 't.csv'), '');
  writeFileSync(join(folder, 'labels.csv'), 'feature_id,label\n3,golf\n');
  writeFileSync(join(folder, 'foo.csv'), 'foo,bar\n1,a\n');
  writeFileSync(join(folder, 'words.csv'), 'feature_id,label\ngolf,3\n');
  writeFileSync(join(folder, 'text.txt'), 'some text\n');
  writeFileSync(join(folder, 'blank.txt'), '\n \n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const study = (extra = '', task = 't.csv', model = 'model') =>
  parseStudy(
    `name: x\npreset: seed-exact\nmodel: { path: ${model} }\nsae: { path: sae }\ntask: { file: ${task} }\n${extra}`,
    join(folder, 's.yaml'),
  );

it('passes when everything is there', () => {
  expect(() => checkFiles(study())).not.toThrow();
  expect(() => checkFiles(study('labels: { file: labels.csv }\ncorpus: { file: text.txt }'))).not.toThrow();
});

it.each([
  ['a missing task', () => study('', 'none.csv'), 's.yaml: task.file: there is nothing at'],
  ['a missing model', () => study('', 't.csv', 'nowhere'), 's.yaml: model.path: there is nothing at'],
  [
    'a file for a folder',
    () => study('', 't.csv', 't.csv'),
    /s\.yaml: model\.path: .*t\.csv is a file, expected a folder/,
  ],
  ['a folder for a file', () => study('', 'model'), /task\.file: .*model is a folder, expected a file/],
  ['a path through a file', () => study('', 't.csv/x'), 'task.file: there is nothing at'],
  [
    'a missing task to transfer to',
    () => study('transfer: { tasks: [t.csv, none.csv] }'),
    /transfer\.tasks: there is nothing at .*none\.csv/,
  ],
  ['missing labels', () => study('labels: { file: l.csv }'), 'labels.file'],
  ['labels of other columns', () => study('labels: { file: foo.csv }'), 'foo.csv: columns foo, bar, expected columns'],
  [
    'labels without numbers',
    () => study('labels: { file: words.csv }'),
    'words.csv: row 1 (line 2): feature "golf", expected',
  ],
  ['a corpus without text', () => study('corpus: { file: blank.txt }'), 's.yaml: corpus.file: no text in'],
  ['a missing corpus', () => study('corpus: { file: c.txt }'), 'corpus.file'],
])('names %s', (_, make, message) => {
  expect(() => checkFiles(make())).toThrow(message);
});
