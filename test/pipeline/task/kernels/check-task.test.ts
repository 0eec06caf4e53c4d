import { expect, it } from 'vitest';
import { checkContrast, checkTask } from '../../../../pipeline/task/kernels/check-task.ts';
import { parseTask } from '../../../../pipeline/task/kernels/task-file.ts';
import { StudyError } from '../../../../src/errors.ts';
import { parseStudy } from '../../../study.ts';

type Contrast = 'foil' | 'random-foil' | 'mean-of-others' | 'top-wrong';
const study = (contrast: Contrast) => ({
  attribution: { method: 'gradient' as const, contrast, positions: 'last' as const, bos: 'include' as const },
  task: { file: '/x/t.csv' },
});
const rows = (text: string) => parseTask(text, 't.csv');

it('contrast foil needs a foil in every row', () => {
  expect(() => checkTask(study('foil'), rows('prompt,answer\np,a\nq,a\nr,a\n'))).toThrow(
    'attribution.contrast: foil: no foil column in t.csv, expected a foil for every prompt',
  );
  expect(() => checkTask(study('foil'), rows('prompt,answer,foil\np,a,b\nq,a,\nr,a,b\n'))).toThrow(
    'no foil in row 2 of t.csv',
  );
  expect(() => checkTask(study('foil'), rows('prompt,answer,foil\np,a,b\nq,a,b\nr,a,b\n'))).not.toThrow();
});

it.each(['random-foil', 'mean-of-others', 'top-wrong'] as const)(
  'contrast %s needs another answer that is wrong',
  (contrast) => {
    expect(() => checkTask(study(contrast), rows('prompt,answer\np,a\nq,a\nr,a\n'))).toThrow(StudyError);
    expect(() => checkTask(study(contrast), rows('prompt,answer,accepted\np,a,b\nq,b,\nr,b,\n'))).toThrow(
      'every answer of t.csv is right for row 1',
    );
    expect(() => checkTask(study(contrast), rows('prompt,answer\np,a\nq,b\nr,b\n'))).not.toThrow();
  },
);

it('fewer than three prompts cannot be correlated over', () => {
  expect(() => checkTask(study('top-wrong'), rows('prompt,answer\np,a\nq,b\n'))).toThrow(
    't.csv: 2 prompts, expected at least 3',
  );
  expect(() => checkTask(study('foil'), rows('prompt,answer,foil\np,a,b\n'))).toThrow('t.csv: a single prompt');
});

const START = 'name: x\nmodel: { path: m }\nsae: { path: s }\ntask: { file: t.csv }\n';
const check = (text: string) => () => checkContrast(parseStudy(`${START}${text}`, '/studies/s.yaml'));

it('accepts a contrast at the top, one of the preset, and the same one twice', () => {
  for (const text of [
    'preset: seed-exact\n',
    'preset: seed-exact\nattribution: { contrast: foil }\n',
    'attribution: { contrast: foil }\nanalyses: { cooccurrence: { preset: recommended, attribution: { contrast: foil } } }\n',
  ])
    expect(check(text)).not.toThrow();
});

it('refuses another one under an analysis, whether or not the top names one', () => {
  const own = 'analyses: { cooccurrence: { preset: recommended, attribution: { contrast: foil } } }\n';
  expect(check(own)).toThrow(
    "s.yaml: analyses.cooccurrence.attribution.contrast: foil, expected mean-of-others, the contrast of the study's prompts",
  );
  expect(check(`attribution: { contrast: top-wrong }\n${own}`)).toThrow(/expected top-wrong/);
});
