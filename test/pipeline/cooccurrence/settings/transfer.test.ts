import { expect, it } from 'vitest';
import { transfer } from '../../../../pipeline/cooccurrence/settings/transfer.ts';
import { absolutePaths } from '../../../../src/run/study/absolute-paths.ts';
import { defaultsOf } from '../../../../src/run/study/fill.ts';

it('the study takes nothing out elsewhere; recommended asks generic text, where there is some', () => {
  expect(defaultsOf(transfer, 'seed-exact')).toEqual({ tasks: [], corpus: false });
  expect(defaultsOf(transfer, 'recommended')).toEqual({ tasks: [], corpus: true });
});

it('files are found beside the study file', () => {
  const values = { tasks: ['a.csv', '/b.csv'], corpus: true };
  expect(absolutePaths(transfer.children, values, '/studies').tasks).toEqual(['/studies/a.csv', '/b.csv']);
});
