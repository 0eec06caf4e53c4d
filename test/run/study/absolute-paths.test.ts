import { expect, it } from 'vitest';
import { absolutePaths } from '../../../src/run/study/absolute-paths.ts';
import { group, optional } from '../../../src/run/study/leaf.ts';
import { list, path, text } from '../../../src/run/study/types.ts';

const { children } = group({
  file: optional({ type: path(), meaning: 'A file.' }),
  name: optional({ type: text(), meaning: 'A name.' }),
  inner: group({ files: optional({ type: list(path()), meaning: 'Files.' }) }),
});

it('paths and lists of them are from the folder of the study file; other texts stay', () => {
  const values = { file: '../a.csv', name: 'a.csv', inner: { files: ['b.csv', '/c.csv'] }, other: 'd.csv' };
  expect(absolutePaths(children, values, '/at/studies')).toEqual({
    file: '/at/a.csv',
    name: 'a.csv',
    inner: { files: ['/at/studies/b.csv', '/c.csv'] },
    other: 'd.csv',
  });
});

it('what is absent stays absent', () => {
  expect(absolutePaths(children, { inner: {} }, '/at')).toEqual({ inner: {} });
});
