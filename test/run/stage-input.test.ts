import { expect, it } from 'vitest';
import { ask, columns, file, files, optional, row, rows, shards, subject } from '../../src/run/stage-input.ts';

it('each says where its value comes from, and nothing else', () => {
  expect(rows('codes')).toEqual({ kind: 'rows', query: 'codes' });
  expect(row('codes')).toEqual({ kind: 'row', query: 'codes' });
  expect(columns('codes')).toEqual({ kind: 'columns', query: 'codes' });
  expect(ask('codes')).toEqual({ kind: 'ask', query: 'codes' });
  expect(shards('attribute')).toEqual({ kind: 'shards', stage: 'attribute' });
  expect(subject()).toEqual({ kind: 'subject' });
});

it('a file is found by what the study names', () => {
  const labels = file(({ labels }: { labels?: string }) => labels);
  expect(labels.kind).toBe('file');
  expect(labels.file?.({ labels: '/a.csv' } as never)).toBe('/a.csv');
  expect(labels.file?.({} as never)).toBeUndefined();
});

it('so are several', () => {
  const tasks = files(({ tasks }: { tasks: string[] }) => tasks);
  expect(tasks.kind).toBe('files');
  expect(tasks.files?.({ tasks: ['/a.csv', '/b.csv'] } as never)).toEqual(['/a.csv', '/b.csv']);
});

it('what is optional is the same input, and says so', () => {
  expect(optional(rows('codes'))).toEqual({ kind: 'rows', query: 'codes', optional: true });
  expect(rows('codes').optional).toBeUndefined();
});
