import { expect, it } from 'vitest';
import { checkPositions } from '../../../../../pipeline/cooccurrence/kernels/steering/check-positions.ts';
import { StudyError } from '../../../../../src/errors.ts';
import { parseStudy } from '../../../../study.ts';

const study = (positions: string) =>
  parseStudy(
    'name: x\npreset: seed-exact\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n',
    '/x/s.yaml',
    [`steering.positions=${positions}`],
  );

it('a listed position must be one that the longest prompt has', () => {
  expect(() => checkPositions(study('[0, 16]'), [3, 17])).not.toThrow();
  expect(() => checkPositions(study('all'), [3, 17])).not.toThrow();
  expect(() => checkPositions(study('[0, 17]'), [3, 17])).toThrow(StudyError);
  expect(() => checkPositions(study('[200]'), [3, 17])).toThrow(
    's.yaml: steering.positions: 200, which no prompt has, expected positions from 0 to 16; the longest prompt has 17',
  );
});
